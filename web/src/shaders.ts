/**
 * What a graphics card does for each pixel. Places are pixels of the portrait as in the engine: centres
 * at whole numbers, y down. Colours are sRGB as they are, premultiplied.
 */

/** Places of the mesh, and their depth from the middle of the head. */
export const MESH_VERTEX = /* glsl */ `
uniform float size, depthReach, depthMiddle;
varying vec2 texel;
invariant gl_Position;
void main() {
  texel = uv;
  vec2 place = (position.xy + 0.5) / size * 2.0 - 1.0;
  gl_Position = vec4(place.x, -place.y, (position.z - depthMiddle) / depthReach, 1.0);
}`;

/** The person: the photo's texture, more samples where it is compressed, darkened and lit by folds. */
export const PERSON_FRAGMENT = /* glsl */ `
uniform sampler2D picture, folds, ownFolds;
uniform float size;
uniform vec3 amounts, tint;
uniform float ownAmount, drawnScale, ownScale;
varying vec2 texel;
vec4 shown() {
  vec2 across = dFdx(texel), down = dFdy(texel);
  vec2 longer = dot(across, across) > dot(down, down) ? across : down;
  float compressed = length(longer) * size; // photo pixels in one of the frame
  if (compressed <= 1.25) return texture2D(picture, texel);
  vec2 part = 0.25 * clamp(5.0 * (compressed - 1.25), 0.0, 1.0) * longer;
  if (compressed < 2.0) return 0.5 * (texture2D(picture, texel - part) + texture2D(picture, texel + part));
  return 0.25 * (texture2D(picture, texel - 0.5 * part) + texture2D(picture, texel + 0.5 * part)
    + texture2D(picture, texel - 1.5 * part) + texture2D(picture, texel + 1.5 * part));
}
void main() {
  vec4 colour = shown();
  vec2 place = texel + 0.25 / size; // from texels of the doubled grid to pixels
  vec3 drawn = (texture2D(folds, place).rgb * 255.0 - 128.0) / drawnScale;
  vec3 own = texture2D(ownFolds, place).rgb * 255.0 / ownScale;
  vec3 ratio = (1.0 - tint * dot(amounts, drawn)) * (1.0 + ownAmount * own);
  gl_FragColor = vec4(min(colour.rgb * ratio, colour.a), colour.a);
}`;

/** A rectangle of the frame, for what is drawn into it pixel by pixel. */
export const BOX_VERTEX = /* glsl */ `
uniform vec4 box;
uniform float size;
void main() {
  vec2 place = (box.xy + (position.xy + 0.5) * box.zw) / size * 2.0 - 1.0;
  gl_Position = vec4(place.x, -place.y, 0.0, 1.0);
}`;

const PLACE = /* glsl */ `
uniform float size, pixels;
vec2 place() { return vec2(gl_FragCoord.x, pixels - gl_FragCoord.y) * size / pixels - 0.5; }
`;

export const BACKGROUND_FRAGMENT = /* glsl */ `
uniform sampler2D picture;
uniform vec2 covered;
uniform float pixels;
void main() {
  vec2 place = vec2(gl_FragCoord.x, pixels - gl_FragCoord.y) / pixels - 0.5;
  gl_FragColor = vec4(texture2D(picture, place * covered + 0.5).rgb, 1.0);
}`;

/** An eyeball in the opening of its lids, the lids' skin over it, and their lashes. */
export const EYE_FRAGMENT = /* glsl */ `
${PLACE}
uniform sampler2D masks, person, white, iris, catchLight, skin, lidMask;
uniform vec4 window; // left, top, and the size of the masks' texture
uniform vec3 mapX, mapY; // from the frame to the eye's pictures
uniform vec2 ball, origin, look;
uniform float looking, skinShown, carriedShown, carriedHeight;
uniform sampler2D rims; // of the open eye and of the lid: heights along \`down\`, across it from and to \`reach\`
uniform vec2 reach, down;
uniform vec3 lash;
vec4 glance(vec2 at) {
  bool inside = all(greaterThan(at, vec2(-0.5))) && all(lessThan(at, ball - 0.5));
  return inside ? texture2D(iris, (at + 0.5) / ball) : vec4(0.0);
}
vec2 inPicture(vec2 p) { return vec2(dot(mapX, vec3(p, 1.0)), dot(mapY, vec3(p, 1.0))); }
/** Lashes and liner of the open eye where the lid has taken them, premultiplied. */
vec4 carried(vec2 p) {
  float u = p.x * down.y - p.y * down.x, v = dot(p, down);
  int last = textureSize(rims, 0).x - 1;
  float k = clamp((u - reach.x) / max(reach.y - reach.x, 1e-3), 0.0, 1.0) * float(last);
  ivec2 first = ivec2(int(k), 0), second = ivec2(min(int(k) + 1, last), 0);
  vec2 heights = mix(texelFetch(rims, first, 0).rg, texelFetch(rims, second, 0).rg, fract(k));
  vec2 from = inPicture(p + down * (heights.r - (heights.g - v) / carriedHeight - v));
  vec2 there = (clamp(from, vec2(0.0), ball - 1.0) + 0.5) / ball;
  vec3 photo = texture2D(person, (2.0 * (from + origin) + 0.5) / (2.0 * size)).rgb;
  float alpha = texture2D(lidMask, there).g * carriedShown * clamp(heights.g - v + 0.5, 0.0, 1.0);
  return vec4(photo, 1.0) * alpha;
}
vec3 light(vec2 at) { return texture2D(catchLight, (clamp(at, vec2(0.0), ball - 1.0) + 0.5) / ball).rgb; }
void main() {
  vec2 p = place();
  vec4 mask = texture2D(masks, (p - window.xy + 0.5) / window.zw);
  vec2 at = clamp(inPicture(p), vec2(0.0), ball - 1.0);
  vec2 picture = (at + 0.5) / ball;
  vec3 photo = texture2D(person, (2.0 * (at + origin) + 0.5) / (2.0 * size)).rgb;
  vec4 whole = glance(at - look);
  vec3 painted = texture2D(white, picture).rgb * (1.0 - whole.a) + whole.rgb;
  painted += light(at - 0.5 * look) - light(at - look) * step(0.004, whole.a);
  vec3 lid = texture2D(skin, picture).rgb;
  float hidden = clamp(1.0 - mask.g / max(mask.r, 1.0 / 255.0), 0.0, 1.0);
  vec4 colour = vec4(mix(mix(photo, painted, looking) * mask.b, lid, hidden), 1.0) * mask.r;
  vec2 shares = texture2D(lidMask, picture).rg;
  float before = shares.r;
  float covered = shares.g * skinShown * (1.0 - mask.g) * before;
  colour = colour * (1.0 - covered) + vec4(lid, 1.0) * covered;
  vec4 taken = carried(p) * before;
  colour = colour * (1.0 - taken.a) + taken;
  float lashes = mask.a * before;
  gl_FragColor = colour * (1.0 - lashes) + vec4(lash / 255.0, 1.0) * lashes;
}`;

/** A layer of the mouth, drawn into a picture of its window; row 0 of the picture is its top. */
export const LAYER_VERTEX = /* glsl */ `
uniform vec2 corner, extent; // of the picture, in pixels of the portrait
uniform float depthReach, depthMiddle;
varying vec2 texel;
void main() {
  texel = uv;
  vec2 place = (position.xy + 0.5 - corner) / extent * 2.0 - 1.0;
  gl_Position = vec4(place, (position.z - depthMiddle) / depthReach, 1.0);
}`;

export const TEETH_FRAGMENT = /* glsl */ `
uniform sampler2D picture;
varying vec2 texel;
void main() { gl_FragColor = texture2D(picture, texel); }`;

/** The tongue's blade comes out of the body and into the light. */
export const BLADE_FRAGMENT = /* glsl */ `
uniform sampler2D picture;
uniform float rows, out_, length_, rootFrom, rootTo, rootLight;
varying vec2 texel;
void main() {
  float row = (texel.y * rows - 0.5) / (rows - 1.0) * length_;
  float visible = smoothstep(rootFrom, rootTo, out_ * length_ - row);
  vec4 colour = texture2D(picture, texel) * visible;
  gl_FragColor = vec4(colour.rgb * (rootLight + (1.0 - rootLight) * visible), colour.a);
}`;

/** The mouth that the photo shows: its upper teeth, and a share of all else. */
export const PHOTO_MOUTH_FRAGMENT = /* glsl */ `
uniform sampler2D opening, teeth;
uniform float share;
varying vec2 texel;
void main() {
  vec4 whole = texture2D(opening, texel), row = texture2D(teeth, texel);
  vec3 photo = whole.rgb / max(whole.a, 0.004);
  vec3 upper = row.a > 0.004 ? row.rgb / row.a : photo;
  float alpha = max(row.a, whole.a * share);
  gl_FragColor = vec4((whole.a > 0.004 ? mix(upper, photo, share) : upper) * alpha, alpha);
}`;

/** The inside of the mouth: the engine's \`mouth_shading.py\`, step by step. */
export const MOUTH_FRAGMENT = /* glsl */ `
${PLACE}
uniform sampler2D rims, lips, lowerTeeth, upperTeeth, blade, photo;
uniform bool hasUpper, hasBlade, hasPhoto;
uniform vec3 openingX, openingY, tongueX, tongueY, cavity, tongue;
uniform vec2 corner; // of the layers' pictures
uniform float layerScale, millimetre, rounding, moustache, rolled, edge;
uniform int samples;
const int SAMPLES = 96;
const vec3 ROUNDED = vec3(0.22, 0.30, 0.32), SHADOW_OF_LIP = vec3(0.78, 1.0, 1.04);
const vec3 LOWER_TEETH = vec3(0.91, 0.87, 0.85);
float ramp(float value, float low, float high) {
  float t = clamp((value - low) / (high - low), 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}
float bump(float value) { float left = max(1.0 - value * value, 0.0); return left * left; }
vec4 layer(sampler2D picture, ivec2 at) { return at.y < 0 ? vec4(0.0) : texelFetch(picture, at, 0) * 255.0; }
void shade(vec2 p, inout vec3 total, inout float coverSum) {
  ivec2 fine = ivec2(floor((p - corner + 0.5) * layerScale));
  int drop = max(1, int(1.2 * millimetre * layerScale));
  float along = dot(openingX, vec3(p, 1.0));
  bool beside = along < 0.0 || along >= float(SAMPLES - 1);
  if (beside && !hasBlade) return;
  along = clamp(along, 0.0, float(SAMPLES) - 1.001);
  int at = int(along);
  float t = along - float(at);
  float v = dot(openingY, vec3(p, 1.0));
  vec4 here = texelFetch(rims, ivec2(at, 0), 0), next = texelFetch(rims, ivec2(at + 1, 0), 0);
  vec2 lip = mix(here.xy, next.xy, t);
  float gap = max(lip.y - lip.x, 0.0) / millimetre;
  float fromUpper = (v - lip.x) * here.z / millimetre, fromLower = (lip.y - v) * here.w / millimetre;
  float opened = clamp(gap / 3.5, 0.0, 1.0);
  float over = 0.65 * opened * rolled, soft = millimetre / edge;
  float upperCover = clamp((fromUpper + over) * soft + 0.5, 0.0, 1.0);
  float lowerCover = clamp((fromLower + over) * soft + 0.5, 0.0, 1.0);
  vec4 out_ = hasBlade ? layer(blade, fine) : vec4(0.0);
  float outside = out_.a / 255.0;
  float cover = outside * upperCover;
  if (!beside) cover = max(upperCover + lowerCover - 1.0, cover);
  if (hasBlade) {
    float above = layer(blade, fine - ivec2(0, drop)).a / 255.0;
    coverSum += 0.30 * above * upperCover * (1.0 - cover);
  }
  if (cover <= 0.0) return;

  float deep = max(fromUpper, 0.0) / (max(fromUpper, 0.0) + 2.2);
  float near = 0.45 + 0.55 * max(fromLower, 0.0) / (max(fromLower, 0.0) + 1.0);
  float light = 0.48 + 0.52 * min(1.6 * deep * near, 1.0);
  float a = dot(tongueX, vec3(p, 1.0)), b = dot(tongueY, vec3(p, 1.0));
  float arched = b + 0.30 * a * a;
  float upright = arched > 0.0 ? arched : 0.25 * arched;
  float radius = a * a * (0.4 + 0.6 * a * a) + upright * upright;
  float body = ramp(radius, 1.40, 0.40);
  float groove = bump(a / (0.20 + 0.10 * max(b, 0.0))) * clamp(0.9 + b, 0.0, 1.0);
  float tone = 0.24 + 0.80 * ramp(arched, 0.80, -0.35) - 0.10 * groove - 0.16 * a * a;
  float wet = bump((a + 0.26) / 0.22) * bump((b + 0.02) / 0.30)
    + 0.4 * bump((a - 0.30) / 0.16) * bump((b + 0.12) / 0.20);
  float fromCorner = min(along, float(SAMPLES - 1) - along) / float(SAMPLES - 1);
  float throat = 1.0 - 0.58 * bump(a / 1.4) * bump((b - 1.2) / 2.6);
  throat *= 1.0 - 0.45 * bump(fromCorner / 0.30);
  vec4 upperRow = hasUpper ? layer(upperTeeth, fine) : vec4(0.0);
  float shadow = 0.0;
  if (hasUpper && fine.y >= drop)
    shadow = 0.5 * (layer(upperTeeth, fine - ivec2(0, drop)).a + layer(upperTeeth, fine - ivec2(0, drop / 2)).a) / 255.0;
  float shadowed = 1.0 - 0.30 * shadow;
  float cornerLight = 1.0 - 0.40 * bump(fromCorner / 0.15);
  float ownDarkness = 0.55 * rounding, lipDarkness = min(0.12 + ownDarkness + 0.22 * moustache, 0.68);
  float underLip = bump(fromUpper / (2.0 + 3.5 * rounding + 1.5 * moustache));
  vec3 onTeeth = mix(SHADOW_OF_LIP, vec3(1.0), moustache);
  vec3 lipShadow = 1.0 - lipDarkness * onTeeth * underLip, ownShadow = 1.0 - ownDarkness * onTeeth * underLip;
  float parted = ramp(gap, 0.6, 3.0);
  float upperRoll = ramp(fromUpper, min(0.9, mix(0.5, 0.22, parted) * gap), -over - 0.01);
  float lowerRoll = ramp(fromLower, min(1.5, mix(0.5, 0.30, parted) * gap), -over - 0.01) * (1.0 - outside);
  float slitLight = 1.0 - 0.65 * (1.0 - ramp(gap, 0.4, 3.6)) * rolled;
  float upperTone = 1.0 - 0.38 * clamp(fromUpper / 0.9 + 0.3, 0.0, 1.0);
  float lowerTone = 1.0 - 0.28 * clamp(fromLower / 1.5 + 0.1, 0.0, 1.0);
  vec4 lowerRow = layer(lowerTeeth, fine), own = hasPhoto ? layer(photo, fine) : vec4(0.0);
  vec3 within = 1.0 - ROUNDED * rounding, withinTeeth = 0.5 + 0.5 * within;
  vec3 value = cavity * throat * (1.0 - body) + (tongue * tone + 22.0 * wet) * body;
  value = (value * (1.0 - lowerRow.a / 255.0) + lowerRow.rgb * LOWER_TEETH * shadowed * cornerLight * slitLight) * light * within;
  value = value * (1.0 - outside) + out_.rgb;
  value = value * (1.0 - upperRow.a / 255.0) + upperRow.rgb * cornerLight * slitLight * lipShadow * withinTeeth;
  value = value * (1.0 - own.a / 255.0) + own.rgb * slitLight * ownShadow * withinTeeth;
  value += (texelFetch(lips, ivec2(at, 0), 0).rgb * upperTone - value) * upperRoll * rolled;
  value += (texelFetch(lips, ivec2(at, 1), 0).rgb * lowerTone - value) * lowerRoll * rolled;
  total += value * cover;
  coverSum += cover;
}
void main() {
  vec2 p = place();
  vec3 total = vec3(0.0);
  float coverSum = 0.0;
  for (int row = 0; row < samples; row++)
    for (int column = 0; column < samples; column++) {
      vec2 part = (vec2(column, row) + 0.5) / float(samples) - 0.5;
      shade(p + part * size / pixels, total, coverSum);
    }
  float scale = 1.0 / float(samples * samples);
  gl_FragColor = vec4(total * scale / 255.0, coverSum * scale);
}`;

/** A dark line between lips that the photo shows apart: multiplied into what is there. */
export const SEAM_FRAGMENT = /* glsl */ `
${PLACE}
uniform sampler2D masks;
uniform vec4 window;
uniform vec3 darkness;
void main() {
  float line = texture2D(masks, (place() - window.xy + 0.5) / window.zw).r;
  gl_FragColor = vec4(1.0 - line * (1.0 - darkness), 1.0);
}`;
