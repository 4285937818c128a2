/**
 * @license
 * Copyright 2010-2026 Three.js Authors
 * SPDX-License-Identifier: MIT
 */var Gl=0,U0=1,Hl=2;var Ur=1,Wl=2,rr=3,ni=0,Dt=1,sn=2,Fn=0,sr=1,O0=2,B0=3,k0=4,or=5;var Un=100,Xl=101,ql=102,Yl=103,Jl=104,Mo=200,So=201,Zl=202,Kl=203,z0=204,Or=205,$l=206,jl=207,bo=208,Ql=209,eh=210,th=211,nh=212,ih=213,rh=214,Hs=0,Ws=1,Xs=2,Ki=3,$i=4,qs=5,Ys=6,Js=7,V0=0,sh=1,oh=2,yn=0,G0=1,H0=2,W0=3,X0=4,q0=5,Y0=6,J0=7;var Z0=300,Si=301,ar=302,wo=303,Ao=304,Zs=1e3,$t=1001,Ks=1002,ct=1003,ah=1004;var Br=1005;var bt=1006,Eo=1007;var On=1008;var Nt=1009,K0=1010,$0=1011,cr=1012,To=1013,fn=1014,Wt=1015,pn=1016,Ro=1017,Co=1018,bi=1020,j0=35902,Q0=35899,ec=1021,tc=1022,Bt=1023,Dn=1026,Bn=1027,nc=1028,Po=1029,ii=1030,Io=1031;var Lo=1033,kr=33776,zr=33777,Vr=33778,Gr=33779,Do=35840,No=35841,Fo=35842,Uo=35843,Oo=36196,Bo=37492,ko=37496,zo=37488,Vo=37489,Hr=37490,Go=37491,Ho=37808,Wo=37809,Xo=37810,qo=37811,Yo=37812,Jo=37813,Zo=37814,Ko=37815,$o=37816,jo=37817,Qo=37818,ea=37819,ta=37820,na=37821,ia=36492,ra=36494,sa=36495,oa=36283,aa=36284,Wr=36285,ca=36286;var wr=2300,$s=2301,Vs=2302,P0=2303,I0=2400,L0=2401,D0=2402;var ch=3200;var ic=0,lh=1,mn="",Vt="srgb",Kn="srgb-linear",Ar="linear",Ze="srgb";var Gs=7680;var hh=519,uh=512,dh=513,fh=514,rc=515,ph=516,mh=517,sc=518,oc=519,gh=35044,Xr=35048;var ac="300 es",jt=2e3,Er=2001;function nf(i){for(let e=i.length-1;e>=0;--e)if(i[e]>=65535)return!0;return!1}function rf(i){return ArrayBuffer.isView(i)&&!(i instanceof DataView)}function Tr(i){return document.createElementNS("http://www.w3.org/1999/xhtml",i)}function _h(){let i=Tr("canvas");return i.style.display="block",i}var Ml={},ji=null;function cc(...i){let e="THREE."+i.shift();ji?ji("log",e,...i):console.log(e,...i)}function xh(i){let e=i[0];if(typeof e=="string"&&e.startsWith("TSL:")){let t=i[1];t&&t.isStackTrace?i[0]+=" "+t.getLocation():i[1]='Stack trace not available. Enable "THREE.Node.captureStackTrace" to capture stack traces.'}return i}function Ce(...i){i=xh(i);let e="THREE."+i.shift();if(ji)ji("warn",e,...i);else{let t=i[0];t&&t.isStackTrace?console.warn(t.getError(e)):console.warn(e,...i)}}function Pe(...i){i=xh(i);let e="THREE."+i.shift();if(ji)ji("error",e,...i);else{let t=i[0];t&&t.isStackTrace?console.error(t.getError(e)):console.error(e,...i)}}function br(...i){let e=i.join(" ");e in Ml||(Ml[e]=!0,Ce(...i))}function vh(i,e,t){return new Promise(function(n,r){function s(){switch(i.clientWaitSync(e,i.SYNC_FLUSH_COMMANDS_BIT,0)){case i.WAIT_FAILED:r();break;case i.TIMEOUT_EXPIRED:setTimeout(s,t);break;default:n()}}setTimeout(s,t)})}var yh={[Hs]:Hs,[Xs]:Ys,[$i]:$i,[Ki]:qs,[Ws]:Ws,[Ys]:Xs,[Js]:Js,[qs]:Ki},xn=class{addEventListener(e,t){this._listeners===void 0&&(this._listeners={});let n=this._listeners;n[e]===void 0&&(n[e]=[]),n[e].indexOf(t)===-1&&n[e].push(t)}hasEventListener(e,t){let n=this._listeners;return n===void 0?!1:n[e]!==void 0&&n[e].indexOf(t)!==-1}removeEventListener(e,t){let n=this._listeners;if(n===void 0)return;let r=n[e];if(r!==void 0){let s=r.indexOf(t);s!==-1&&r.splice(s,1)}}dispatchEvent(e){let t=this._listeners;if(t===void 0)return;let n=t[e.type];if(n!==void 0){e.target=this;let r=n.slice(0);for(let s=0,o=r.length;s<o;s++)r[s].call(this,e);e.target=null}}},Et=["00","01","02","03","04","05","06","07","08","09","0a","0b","0c","0d","0e","0f","10","11","12","13","14","15","16","17","18","19","1a","1b","1c","1d","1e","1f","20","21","22","23","24","25","26","27","28","29","2a","2b","2c","2d","2e","2f","30","31","32","33","34","35","36","37","38","39","3a","3b","3c","3d","3e","3f","40","41","42","43","44","45","46","47","48","49","4a","4b","4c","4d","4e","4f","50","51","52","53","54","55","56","57","58","59","5a","5b","5c","5d","5e","5f","60","61","62","63","64","65","66","67","68","69","6a","6b","6c","6d","6e","6f","70","71","72","73","74","75","76","77","78","79","7a","7b","7c","7d","7e","7f","80","81","82","83","84","85","86","87","88","89","8a","8b","8c","8d","8e","8f","90","91","92","93","94","95","96","97","98","99","9a","9b","9c","9d","9e","9f","a0","a1","a2","a3","a4","a5","a6","a7","a8","a9","aa","ab","ac","ad","ae","af","b0","b1","b2","b3","b4","b5","b6","b7","b8","b9","ba","bb","bc","bd","be","bf","c0","c1","c2","c3","c4","c5","c6","c7","c8","c9","ca","cb","cc","cd","ce","cf","d0","d1","d2","d3","d4","d5","d6","d7","d8","d9","da","db","dc","dd","de","df","e0","e1","e2","e3","e4","e5","e6","e7","e8","e9","ea","eb","ec","ed","ee","ef","f0","f1","f2","f3","f4","f5","f6","f7","f8","f9","fa","fb","fc","fd","fe","ff"];var l0=Math.PI/180,js=180/Math.PI;function qr(){let i=Math.random()*4294967295|0,e=Math.random()*4294967295|0,t=Math.random()*4294967295|0,n=Math.random()*4294967295|0;return(Et[i&255]+Et[i>>8&255]+Et[i>>16&255]+Et[i>>24&255]+"-"+Et[e&255]+Et[e>>8&255]+"-"+Et[e>>16&15|64]+Et[e>>24&255]+"-"+Et[t&63|128]+Et[t>>8&255]+"-"+Et[t>>16&255]+Et[t>>24&255]+Et[n&255]+Et[n>>8&255]+Et[n>>16&255]+Et[n>>24&255]).toLowerCase()}function Xe(i,e,t){return Math.max(e,Math.min(t,i))}function sf(i,e){return(i%e+e)%e}function h0(i,e,t){return(1-t)*i+t*e}function Mh(i){return Math.pow(2,Math.floor(Math.log(i)/Math.LN2))}function lc(i){switch(i.constructor){case Uint32Array:return 4294967295;case Uint16Array:return 65535;case Uint8Array:case Uint8ClampedArray:return 255;case Int32Array:return 2147483647;case Int16Array:return 32767;case Int8Array:return 127;default:return}}function of(i,e){if(e.constructor===Float32Array)return i;let t=lc(e);if(t===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.max(i/t,-1)}function af(i,e){if(e.constructor===Float32Array)return i;let t=lc(e);if(t===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.round(i*t)}var Oe=class{static{this.prototype.isVector2=!0}constructor(e=0,t=0){this.x=e,this.y=t}get width(){return this.x}set width(e){this.x=e}get height(){return this.y}set height(e){this.y=e}set(e,t){return this.x=e,this.y=t,this}setScalar(e){return this.x=e,this.y=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;default:throw new Error("THREE.Vector2: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;default:throw new Error("THREE.Vector2: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y)}copy(e){return this.x=e.x,this.y=e.y,this}add(e){return this.x+=e.x,this.y+=e.y,this}addScalar(e){return this.x+=e,this.y+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this}subScalar(e){return this.x-=e,this.y-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this}multiply(e){return this.x*=e.x,this.y*=e.y,this}multiplyScalar(e){return this.x*=e,this.y*=e,this}divide(e){return this.x/=e.x,this.y/=e.y,this}divideScalar(e){return this.multiplyScalar(1/e)}applyMatrix3(e){let t=this.x,n=this.y,r=e.elements;return this.x=r[0]*t+r[3]*n+r[6],this.y=r[1]*t+r[4]*n+r[7],this}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this}clamp(e,t){return this.x=Xe(this.x,e.x,t.x),this.y=Xe(this.y,e.y,t.y),this}clampScalar(e,t){return this.x=Xe(this.x,e,t),this.y=Xe(this.y,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(Xe(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this}negate(){return this.x=-this.x,this.y=-this.y,this}dot(e){return this.x*e.x+this.y*e.y}cross(e){return this.x*e.y-this.y*e.x}lengthSq(){return this.x*this.x+this.y*this.y}length(){return Math.sqrt(this.x*this.x+this.y*this.y)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)}normalize(){return this.divideScalar(this.length()||1)}angle(){return Math.atan2(-this.y,-this.x)+Math.PI}angleTo(e){let t=Math.sqrt(this.lengthSq()*e.lengthSq());if(t===0)return Math.PI/2;let n=this.dot(e)/t;return Math.acos(Xe(n,-1,1))}distanceTo(e){return Math.sqrt(this.distanceToSquared(e))}distanceToSquared(e){let t=this.x-e.x,n=this.y-e.y;return t*t+n*n}manhattanDistanceTo(e){return Math.abs(this.x-e.x)+Math.abs(this.y-e.y)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this}equals(e){return e.x===this.x&&e.y===this.y}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this}rotateAround(e,t){let n=Math.cos(t),r=Math.sin(t),s=this.x-e.x,o=this.y-e.y;return this.x=s*n-o*r+e.x,this.y=s*r+o*n+e.y,this}random(){return this.x=Math.random(),this.y=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y}},vn=class{constructor(e=0,t=0,n=0,r=1){this.isQuaternion=!0,this._x=e,this._y=t,this._z=n,this._w=r}static slerpFlat(e,t,n,r,s,o,a){let c=n[r+0],l=n[r+1],h=n[r+2],u=n[r+3],d=s[o+0],f=s[o+1],m=s[o+2],v=s[o+3];if(u!==v||c!==d||l!==f||h!==m){let p=c*d+l*f+h*m+u*v;p<0&&(d=-d,f=-f,m=-m,v=-v,p=-p);let g=1-a;if(p<.9995){let M=Math.acos(p),A=Math.sin(M);g=Math.sin(g*M)/A,a=Math.sin(a*M)/A,c=c*g+d*a,l=l*g+f*a,h=h*g+m*a,u=u*g+v*a}else{c=c*g+d*a,l=l*g+f*a,h=h*g+m*a,u=u*g+v*a;let M=1/Math.sqrt(c*c+l*l+h*h+u*u);c*=M,l*=M,h*=M,u*=M}}e[t]=c,e[t+1]=l,e[t+2]=h,e[t+3]=u}static multiplyQuaternionsFlat(e,t,n,r,s,o){let a=n[r],c=n[r+1],l=n[r+2],h=n[r+3],u=s[o],d=s[o+1],f=s[o+2],m=s[o+3];return e[t]=a*m+h*u+c*f-l*d,e[t+1]=c*m+h*d+l*u-a*f,e[t+2]=l*m+h*f+a*d-c*u,e[t+3]=h*m-a*u-c*d-l*f,e}get x(){return this._x}set x(e){this._x=e,this._onChangeCallback()}get y(){return this._y}set y(e){this._y=e,this._onChangeCallback()}get z(){return this._z}set z(e){this._z=e,this._onChangeCallback()}get w(){return this._w}set w(e){this._w=e,this._onChangeCallback()}set(e,t,n,r){return this._x=e,this._y=t,this._z=n,this._w=r,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._w)}copy(e){return this._x=e.x,this._y=e.y,this._z=e.z,this._w=e.w,this._onChangeCallback(),this}setFromEuler(e,t=!0){let n=e._x,r=e._y,s=e._z,o=e._order,a=Math.cos,c=Math.sin,l=a(n/2),h=a(r/2),u=a(s/2),d=c(n/2),f=c(r/2),m=c(s/2);switch(o){case"XYZ":this._x=d*h*u+l*f*m,this._y=l*f*u-d*h*m,this._z=l*h*m+d*f*u,this._w=l*h*u-d*f*m;break;case"YXZ":this._x=d*h*u+l*f*m,this._y=l*f*u-d*h*m,this._z=l*h*m-d*f*u,this._w=l*h*u+d*f*m;break;case"ZXY":this._x=d*h*u-l*f*m,this._y=l*f*u+d*h*m,this._z=l*h*m+d*f*u,this._w=l*h*u-d*f*m;break;case"ZYX":this._x=d*h*u-l*f*m,this._y=l*f*u+d*h*m,this._z=l*h*m-d*f*u,this._w=l*h*u+d*f*m;break;case"YZX":this._x=d*h*u+l*f*m,this._y=l*f*u+d*h*m,this._z=l*h*m-d*f*u,this._w=l*h*u-d*f*m;break;case"XZY":this._x=d*h*u-l*f*m,this._y=l*f*u-d*h*m,this._z=l*h*m+d*f*u,this._w=l*h*u+d*f*m;break;default:Ce("Quaternion: .setFromEuler() encountered an unknown order: "+o)}return t===!0&&this._onChangeCallback(),this}setFromAxisAngle(e,t){let n=t/2,r=Math.sin(n);return this._x=e.x*r,this._y=e.y*r,this._z=e.z*r,this._w=Math.cos(n),this._onChangeCallback(),this}setFromRotationMatrix(e){let t=e.elements,n=t[0],r=t[4],s=t[8],o=t[1],a=t[5],c=t[9],l=t[2],h=t[6],u=t[10],d=n+a+u;if(d>0){let f=.5/Math.sqrt(d+1);this._w=.25/f,this._x=(h-c)*f,this._y=(s-l)*f,this._z=(o-r)*f}else if(n>a&&n>u){let f=2*Math.sqrt(1+n-a-u);this._w=(h-c)/f,this._x=.25*f,this._y=(r+o)/f,this._z=(s+l)/f}else if(a>u){let f=2*Math.sqrt(1+a-n-u);this._w=(s-l)/f,this._x=(r+o)/f,this._y=.25*f,this._z=(c+h)/f}else{let f=2*Math.sqrt(1+u-n-a);this._w=(o-r)/f,this._x=(s+l)/f,this._y=(c+h)/f,this._z=.25*f}return this._onChangeCallback(),this}setFromUnitVectors(e,t){let n=e.dot(t)+1;return n<1e-8?(n=0,Math.abs(e.x)>Math.abs(e.z)?(this._x=-e.y,this._y=e.x,this._z=0,this._w=n):(this._x=0,this._y=-e.z,this._z=e.y,this._w=n)):(this._x=e.y*t.z-e.z*t.y,this._y=e.z*t.x-e.x*t.z,this._z=e.x*t.y-e.y*t.x,this._w=n),this.normalize()}angleTo(e){return 2*Math.acos(Math.abs(Xe(this.dot(e),-1,1)))}rotateTowards(e,t){let n=this.angleTo(e);if(n===0)return this;let r=Math.min(1,t/n);return this.slerp(e,r),this}identity(){return this.set(0,0,0,1)}invert(){return this.conjugate()}conjugate(){return this._x*=-1,this._y*=-1,this._z*=-1,this._onChangeCallback(),this}dot(e){return this._x*e._x+this._y*e._y+this._z*e._z+this._w*e._w}lengthSq(){return this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w}length(){return Math.sqrt(this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w)}normalize(){let e=this.length();return e===0?(this._x=0,this._y=0,this._z=0,this._w=1):(e=1/e,this._x=this._x*e,this._y=this._y*e,this._z=this._z*e,this._w=this._w*e),this._onChangeCallback(),this}multiply(e){return this.multiplyQuaternions(this,e)}premultiply(e){return this.multiplyQuaternions(e,this)}multiplyQuaternions(e,t){let n=e._x,r=e._y,s=e._z,o=e._w,a=t._x,c=t._y,l=t._z,h=t._w;return this._x=n*h+o*a+r*l-s*c,this._y=r*h+o*c+s*a-n*l,this._z=s*h+o*l+n*c-r*a,this._w=o*h-n*a-r*c-s*l,this._onChangeCallback(),this}slerp(e,t){let n=e._x,r=e._y,s=e._z,o=e._w,a=this.dot(e);a<0&&(n=-n,r=-r,s=-s,o=-o,a=-a);let c=1-t;if(a<.9995){let l=Math.acos(a),h=Math.sin(l);c=Math.sin(c*l)/h,t=Math.sin(t*l)/h,this._x=this._x*c+n*t,this._y=this._y*c+r*t,this._z=this._z*c+s*t,this._w=this._w*c+o*t,this._onChangeCallback()}else this._x=this._x*c+n*t,this._y=this._y*c+r*t,this._z=this._z*c+s*t,this._w=this._w*c+o*t,this.normalize();return this}slerpQuaternions(e,t,n){return this.copy(e).slerp(t,n)}random(){let e=2*Math.PI*Math.random(),t=2*Math.PI*Math.random(),n=Math.random(),r=Math.sqrt(1-n),s=Math.sqrt(n);return this.set(r*Math.sin(e),r*Math.cos(e),s*Math.sin(t),s*Math.cos(t))}equals(e){return e._x===this._x&&e._y===this._y&&e._z===this._z&&e._w===this._w}fromArray(e,t=0){return this._x=e[t],this._y=e[t+1],this._z=e[t+2],this._w=e[t+3],this._onChangeCallback(),this}toArray(e=[],t=0){return e[t]=this._x,e[t+1]=this._y,e[t+2]=this._z,e[t+3]=this._w,e}fromBufferAttribute(e,t){return this._x=e.getX(t),this._y=e.getY(t),this._z=e.getZ(t),this._w=e.getW(t),this._onChangeCallback(),this}toJSON(){return this.toArray()}_onChange(e){return this._onChangeCallback=e,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._w}},B=class{static{this.prototype.isVector3=!0}constructor(e=0,t=0,n=0){this.x=e,this.y=t,this.z=n}set(e,t,n){return n===void 0&&(n=this.z),this.x=e,this.y=t,this.z=n,this}setScalar(e){return this.x=e,this.y=e,this.z=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setZ(e){return this.z=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;case 2:this.z=t;break;default:throw new Error("THREE.Vector3: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;case 2:return this.z;default:throw new Error("THREE.Vector3: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y,this.z)}copy(e){return this.x=e.x,this.y=e.y,this.z=e.z,this}add(e){return this.x+=e.x,this.y+=e.y,this.z+=e.z,this}addScalar(e){return this.x+=e,this.y+=e,this.z+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this.z=e.z+t.z,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this.z+=e.z*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this.z-=e.z,this}subScalar(e){return this.x-=e,this.y-=e,this.z-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this.z=e.z-t.z,this}multiply(e){return this.x*=e.x,this.y*=e.y,this.z*=e.z,this}multiplyScalar(e){return this.x*=e,this.y*=e,this.z*=e,this}multiplyVectors(e,t){return this.x=e.x*t.x,this.y=e.y*t.y,this.z=e.z*t.z,this}applyEuler(e){return this.applyQuaternion(Sl.setFromEuler(e))}applyAxisAngle(e,t){return this.applyQuaternion(Sl.setFromAxisAngle(e,t))}applyMatrix3(e){let t=this.x,n=this.y,r=this.z,s=e.elements;return this.x=s[0]*t+s[3]*n+s[6]*r,this.y=s[1]*t+s[4]*n+s[7]*r,this.z=s[2]*t+s[5]*n+s[8]*r,this}applyNormalMatrix(e){return this.applyMatrix3(e).normalize()}applyMatrix4(e){let t=this.x,n=this.y,r=this.z,s=e.elements,o=1/(s[3]*t+s[7]*n+s[11]*r+s[15]);return this.x=(s[0]*t+s[4]*n+s[8]*r+s[12])*o,this.y=(s[1]*t+s[5]*n+s[9]*r+s[13])*o,this.z=(s[2]*t+s[6]*n+s[10]*r+s[14])*o,this}applyQuaternion(e){let t=this.x,n=this.y,r=this.z,s=e.x,o=e.y,a=e.z,c=e.w,l=2*(o*r-a*n),h=2*(a*t-s*r),u=2*(s*n-o*t);return this.x=t+c*l+o*u-a*h,this.y=n+c*h+a*l-s*u,this.z=r+c*u+s*h-o*l,this}project(e){return this.applyMatrix4(e.matrixWorldInverse).applyMatrix4(e.projectionMatrix)}unproject(e){return this.applyMatrix4(e.projectionMatrixInverse).applyMatrix4(e.matrixWorld)}transformDirection(e){let t=this.x,n=this.y,r=this.z,s=e.elements;return this.x=s[0]*t+s[4]*n+s[8]*r,this.y=s[1]*t+s[5]*n+s[9]*r,this.z=s[2]*t+s[6]*n+s[10]*r,this.normalize()}divide(e){return this.x/=e.x,this.y/=e.y,this.z/=e.z,this}divideScalar(e){return this.multiplyScalar(1/e)}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this.z=Math.min(this.z,e.z),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this.z=Math.max(this.z,e.z),this}clamp(e,t){return this.x=Xe(this.x,e.x,t.x),this.y=Xe(this.y,e.y,t.y),this.z=Xe(this.z,e.z,t.z),this}clampScalar(e,t){return this.x=Xe(this.x,e,t),this.y=Xe(this.y,e,t),this.z=Xe(this.z,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(Xe(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this}dot(e){return this.x*e.x+this.y*e.y+this.z*e.z}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)}normalize(){return this.divideScalar(this.length()||1)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this.z+=(e.z-this.z)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this.z=e.z+(t.z-e.z)*n,this}cross(e){return this.crossVectors(this,e)}crossVectors(e,t){let n=e.x,r=e.y,s=e.z,o=t.x,a=t.y,c=t.z;return this.x=r*c-s*a,this.y=s*o-n*c,this.z=n*a-r*o,this}projectOnVector(e){let t=e.lengthSq();if(t===0)return this.set(0,0,0);let n=e.dot(this)/t;return this.copy(e).multiplyScalar(n)}projectOnPlane(e){return u0.copy(this).projectOnVector(e),this.sub(u0)}reflect(e){return this.sub(u0.copy(e).multiplyScalar(2*this.dot(e)))}angleTo(e){let t=Math.sqrt(this.lengthSq()*e.lengthSq());if(t===0)return Math.PI/2;let n=this.dot(e)/t;return Math.acos(Xe(n,-1,1))}distanceTo(e){return Math.sqrt(this.distanceToSquared(e))}distanceToSquared(e){let t=this.x-e.x,n=this.y-e.y,r=this.z-e.z;return t*t+n*n+r*r}manhattanDistanceTo(e){return Math.abs(this.x-e.x)+Math.abs(this.y-e.y)+Math.abs(this.z-e.z)}setFromSpherical(e){return this.setFromSphericalCoords(e.radius,e.phi,e.theta)}setFromSphericalCoords(e,t,n){let r=Math.sin(t)*e;return this.x=r*Math.sin(n),this.y=Math.cos(t)*e,this.z=r*Math.cos(n),this}setFromCylindrical(e){return this.setFromCylindricalCoords(e.radius,e.theta,e.y)}setFromCylindricalCoords(e,t,n){return this.x=e*Math.sin(t),this.y=n,this.z=e*Math.cos(t),this}setFromMatrixPosition(e){let t=e.elements;return this.x=t[12],this.y=t[13],this.z=t[14],this}setFromMatrixScale(e){let t=this.setFromMatrixColumn(e,0).length(),n=this.setFromMatrixColumn(e,1).length(),r=this.setFromMatrixColumn(e,2).length();return this.x=t,this.y=n,this.z=r,this}setFromMatrixColumn(e,t){return this.fromArray(e.elements,t*4)}setFromMatrix3Column(e,t){return this.fromArray(e.elements,t*3)}setFromEuler(e){return this.x=e._x,this.y=e._y,this.z=e._z,this}setFromColor(e){return this.x=e.r,this.y=e.g,this.z=e.b,this}equals(e){return e.x===this.x&&e.y===this.y&&e.z===this.z}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this.z=e[t+2],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e[t+2]=this.z,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this.z=e.getZ(t),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this}randomDirection(){let e=Math.random()*Math.PI*2,t=Math.random()*2-1,n=Math.sqrt(1-t*t);return this.x=n*Math.cos(e),this.y=t,this.z=n*Math.sin(e),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z}},u0=new B,Sl=new vn,De=class{static{this.prototype.isMatrix3=!0}constructor(e,t,n,r,s,o,a,c,l){this.elements=[1,0,0,0,1,0,0,0,1],e!==void 0&&this.set(e,t,n,r,s,o,a,c,l)}set(e,t,n,r,s,o,a,c,l){let h=this.elements;return h[0]=e,h[1]=r,h[2]=a,h[3]=t,h[4]=s,h[5]=c,h[6]=n,h[7]=o,h[8]=l,this}identity(){return this.set(1,0,0,0,1,0,0,0,1),this}copy(e){let t=this.elements,n=e.elements;return t[0]=n[0],t[1]=n[1],t[2]=n[2],t[3]=n[3],t[4]=n[4],t[5]=n[5],t[6]=n[6],t[7]=n[7],t[8]=n[8],this}extractBasis(e,t,n){return e.setFromMatrix3Column(this,0),t.setFromMatrix3Column(this,1),n.setFromMatrix3Column(this,2),this}setFromMatrix4(e){let t=e.elements;return this.set(t[0],t[4],t[8],t[1],t[5],t[9],t[2],t[6],t[10]),this}multiply(e){return this.multiplyMatrices(this,e)}premultiply(e){return this.multiplyMatrices(e,this)}multiplyMatrices(e,t){let n=e.elements,r=t.elements,s=this.elements,o=n[0],a=n[3],c=n[6],l=n[1],h=n[4],u=n[7],d=n[2],f=n[5],m=n[8],v=r[0],p=r[3],g=r[6],M=r[1],A=r[4],w=r[7],T=r[2],E=r[5],_=r[8];return s[0]=o*v+a*M+c*T,s[3]=o*p+a*A+c*E,s[6]=o*g+a*w+c*_,s[1]=l*v+h*M+u*T,s[4]=l*p+h*A+u*E,s[7]=l*g+h*w+u*_,s[2]=d*v+f*M+m*T,s[5]=d*p+f*A+m*E,s[8]=d*g+f*w+m*_,this}multiplyScalar(e){let t=this.elements;return t[0]*=e,t[3]*=e,t[6]*=e,t[1]*=e,t[4]*=e,t[7]*=e,t[2]*=e,t[5]*=e,t[8]*=e,this}determinant(){let e=this.elements,t=e[0],n=e[1],r=e[2],s=e[3],o=e[4],a=e[5],c=e[6],l=e[7],h=e[8];return t*o*h-t*a*l-n*s*h+n*a*c+r*s*l-r*o*c}invert(){let e=this.elements,t=e[0],n=e[1],r=e[2],s=e[3],o=e[4],a=e[5],c=e[6],l=e[7],h=e[8],u=h*o-a*l,d=a*c-h*s,f=l*s-o*c,m=t*u+n*d+r*f;if(m===0)return this.set(0,0,0,0,0,0,0,0,0);let v=1/m;return e[0]=u*v,e[1]=(r*l-h*n)*v,e[2]=(a*n-r*o)*v,e[3]=d*v,e[4]=(h*t-r*c)*v,e[5]=(r*s-a*t)*v,e[6]=f*v,e[7]=(n*c-l*t)*v,e[8]=(o*t-n*s)*v,this}transpose(){let e,t=this.elements;return e=t[1],t[1]=t[3],t[3]=e,e=t[2],t[2]=t[6],t[6]=e,e=t[5],t[5]=t[7],t[7]=e,this}getNormalMatrix(e){return this.setFromMatrix4(e).invert().transpose()}transposeIntoArray(e){let t=this.elements;return e[0]=t[0],e[1]=t[3],e[2]=t[6],e[3]=t[1],e[4]=t[4],e[5]=t[7],e[6]=t[2],e[7]=t[5],e[8]=t[8],this}setUvTransform(e,t,n,r,s,o,a){let c=Math.cos(s),l=Math.sin(s);return this.set(n*c,n*l,-n*(c*o+l*a)+o+e,-r*l,r*c,-r*(-l*o+c*a)+a+t,0,0,1),this}scale(e,t){return br("Matrix3: .scale() is deprecated. Use .makeScale() instead."),this.premultiply(d0.makeScale(e,t)),this}rotate(e){return br("Matrix3: .rotate() is deprecated. Use .makeRotation() instead."),this.premultiply(d0.makeRotation(-e)),this}translate(e,t){return br("Matrix3: .translate() is deprecated. Use .makeTranslation() instead."),this.premultiply(d0.makeTranslation(e,t)),this}makeTranslation(e,t){return e.isVector2?this.set(1,0,e.x,0,1,e.y,0,0,1):this.set(1,0,e,0,1,t,0,0,1),this}makeRotation(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,-n,0,n,t,0,0,0,1),this}makeScale(e,t){return this.set(e,0,0,0,t,0,0,0,1),this}equals(e){let t=this.elements,n=e.elements;for(let r=0;r<9;r++)if(t[r]!==n[r])return!1;return!0}fromArray(e,t=0){for(let n=0;n<9;n++)this.elements[n]=e[n+t];return this}toArray(e=[],t=0){let n=this.elements;return e[t]=n[0],e[t+1]=n[1],e[t+2]=n[2],e[t+3]=n[3],e[t+4]=n[4],e[t+5]=n[5],e[t+6]=n[6],e[t+7]=n[7],e[t+8]=n[8],e}clone(){return new this.constructor().fromArray(this.elements)}},d0=new De,bl=new De().set(.4123908,.3575843,.1804808,.212639,.7151687,.0721923,.0193308,.1191948,.9505322),wl=new De().set(3.2409699,-1.5373832,-.4986108,-.9692436,1.8759675,.0415551,.0556301,-.203977,1.0569715);function cf(){let i={enabled:!0,workingColorSpace:Kn,spaces:{},convert:function(r,s,o){return this.enabled===!1||s===o||!s||!o||(this.spaces[s].transfer===Ze&&(r.r=Ln(r.r),r.g=Ln(r.g),r.b=Ln(r.b)),this.spaces[s].primaries!==this.spaces[o].primaries&&(r.applyMatrix3(this.spaces[s].toXYZ),r.applyMatrix3(this.spaces[o].fromXYZ)),this.spaces[o].transfer===Ze&&(r.r=Zi(r.r),r.g=Zi(r.g),r.b=Zi(r.b))),r},workingToColorSpace:function(r,s){return this.convert(r,this.workingColorSpace,s)},colorSpaceToWorking:function(r,s){return this.convert(r,s,this.workingColorSpace)},getPrimaries:function(r){return this.spaces[r].primaries},getTransfer:function(r){return r===mn?Ar:this.spaces[r].transfer},getToneMappingMode:function(r){return this.spaces[r].outputColorSpaceConfig.toneMappingMode||"standard"},getLuminanceCoefficients:function(r,s=this.workingColorSpace){return r.fromArray(this.spaces[s].luminanceCoefficients)},define:function(r){Object.assign(this.spaces,r)},_getMatrix:function(r,s,o){return r.copy(this.spaces[o].fromXYZ).multiply(this.spaces[s].toXYZ)},_getDrawingBufferColorSpace:function(r){return this.spaces[r].outputColorSpaceConfig.drawingBufferColorSpace},_getUnpackColorSpace:function(r=this.workingColorSpace){return this.spaces[r].workingColorSpaceConfig.unpackColorSpace}},e=[.64,.33,.3,.6,.15,.06],t=[.2126,.7152,.0722],n=[.3127,.329];return i.define({[Kn]:{primaries:e,whitePoint:n,transfer:Ar,toXYZ:bl,fromXYZ:wl,luminanceCoefficients:t,workingColorSpaceConfig:{unpackColorSpace:Vt},outputColorSpaceConfig:{drawingBufferColorSpace:Vt}},[Vt]:{primaries:e,whitePoint:n,transfer:Ze,toXYZ:bl,fromXYZ:wl,luminanceCoefficients:t,outputColorSpaceConfig:{drawingBufferColorSpace:Vt}}}),i}var We=cf();function Ln(i){return i<.04045?i*.0773993808:Math.pow(i*.9478672986+.0521327014,2.4)}function Zi(i){return i<.0031308?i*12.92:1.055*Math.pow(i,.41666)-.055}var Ui,Qs=class{static getDataURL(e,t="image/png"){if(/^data:/i.test(e.src)||typeof HTMLCanvasElement>"u")return e.src;let n;if(e instanceof HTMLCanvasElement)n=e;else{Ui===void 0&&(Ui=Tr("canvas")),Ui.width=e.width,Ui.height=e.height;let r=Ui.getContext("2d");e instanceof ImageData?r.putImageData(e,0,0):r.drawImage(e,0,0,e.width,e.height),n=Ui}return n.toDataURL(t)}static sRGBToLinear(e){if(typeof HTMLImageElement<"u"&&e instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&e instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&e instanceof ImageBitmap){let t=Tr("canvas");t.width=e.width,t.height=e.height;let n=t.getContext("2d");n.drawImage(e,0,0,e.width,e.height);let r=n.getImageData(0,0,e.width,e.height),s=r.data;for(let o=0;o<s.length;o++)s[o]=Ln(s[o]/255)*255;return n.putImageData(r,0,0),t}else if(e.data){let t=e.data.slice(0);for(let n=0;n<t.length;n++)t instanceof Uint8Array||t instanceof Uint8ClampedArray?t[n]=Math.floor(Ln(t[n]/255)*255):t[n]=Ln(t[n]);return{data:t,width:e.width,height:e.height}}else return Ce("ImageUtils.sRGBToLinear(): Unsupported image type. No color space conversion applied."),e}},lf=0,Qi=class{constructor(e=null){this.isTextureSource=!0,Object.defineProperty(this,"id",{value:lf++}),this.uuid=qr(),this.data=e,this.dataReady=!0,this.version=0}getSize(e){let t=this.data;return typeof HTMLVideoElement<"u"&&t instanceof HTMLVideoElement?e.set(t.videoWidth,t.videoHeight,0):typeof VideoFrame<"u"&&t instanceof VideoFrame?e.set(t.displayWidth,t.displayHeight,0):t!==null?e.set(t.width||0,t.height||0,t.depth||0):e.set(0,0,0),e}set needsUpdate(e){e===!0&&this.version++}toJSON(e){let t=e===void 0||typeof e=="string";if(!t&&e.images[this.uuid]!==void 0)return e.images[this.uuid];let n={uuid:this.uuid,url:""},r=this.data;if(r!==null){let s;if(Array.isArray(r)){s=[];for(let o=0,a=r.length;o<a;o++)r[o].isDataTexture?s.push(f0(r[o].image)):s.push(f0(r[o]))}else s=f0(r);n.url=s}return t||(e.images[this.uuid]=n),n}};function f0(i){return typeof HTMLImageElement<"u"&&i instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&i instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&i instanceof ImageBitmap?Qs.getDataURL(i):i.data?{data:Array.from(i.data),width:i.width,height:i.height,type:i.data.constructor.name}:(Ce("Texture: Unable to serialize Texture."),{})}var hf=0,p0=new B,Ct=class i extends xn{constructor(e=i.DEFAULT_IMAGE,t=i.DEFAULT_MAPPING,n=$t,r=$t,s=bt,o=On,a=Bt,c=Nt,l=i.DEFAULT_ANISOTROPY,h=mn){super(),this.isTexture=!0,Object.defineProperty(this,"id",{value:hf++}),this.uuid=qr(),this.name="",this.source=new Qi(e),this.mipmaps=[],this.mapping=t,this.channel=0,this.wrapS=n,this.wrapT=r,this.magFilter=s,this.minFilter=o,this.anisotropy=l,this.format=a,this.internalFormat=null,this.type=c,this.offset=new Oe(0,0),this.repeat=new Oe(1,1),this.center=new Oe(0,0),this.rotation=0,this.matrixAutoUpdate=!0,this.matrix=new De,this.generateMipmaps=!0,this.mipmapsAutoUpdate=!0,this.premultiplyAlpha=!1,this.flipY=!0,this.unpackAlignment=4,this.colorSpace=h,this.userData={},this.updateRanges=[],this.version=0,this.onUpdate=null,this.renderTarget=null,this.isRenderTargetTexture=!1,this.isArrayTexture=!!(e&&e.depth&&e.depth>1),this.pmremVersion=0,this.isPMREMTexture=!1,this.normalized=!1}get width(){return this.source.getSize(p0).x}get height(){return this.source.getSize(p0).y}get depth(){return this.source.getSize(p0).z}get image(){return this.source.data}set image(e){this.source.data=e}updateMatrix(){this.matrix.setUvTransform(this.offset.x,this.offset.y,this.repeat.x,this.repeat.y,this.rotation,this.center.x,this.center.y)}addUpdateRange(e,t){this.updateRanges.push({start:e,count:t})}clearUpdateRanges(){this.updateRanges.length=0}clone(){return new this.constructor().copy(this)}copy(e){return this.name=e.name,this.source=e.source,this.mipmaps=e.mipmaps.slice(0),this.mapping=e.mapping,this.channel=e.channel,this.wrapS=e.wrapS,this.wrapT=e.wrapT,this.magFilter=e.magFilter,this.minFilter=e.minFilter,this.anisotropy=e.anisotropy,this.format=e.format,this.internalFormat=e.internalFormat,this.type=e.type,this.normalized=e.normalized,this.offset.copy(e.offset),this.repeat.copy(e.repeat),this.center.copy(e.center),this.rotation=e.rotation,this.matrixAutoUpdate=e.matrixAutoUpdate,this.matrix.copy(e.matrix),this.generateMipmaps=e.generateMipmaps,this.mipmapsAutoUpdate=e.mipmapsAutoUpdate,this.premultiplyAlpha=e.premultiplyAlpha,this.flipY=e.flipY,this.unpackAlignment=e.unpackAlignment,this.colorSpace=e.colorSpace,this.renderTarget=e.renderTarget,this.isRenderTargetTexture=e.isRenderTargetTexture,this.isPMREMTexture=e.isPMREMTexture,this.isArrayTexture=e.isArrayTexture,this.userData=JSON.parse(JSON.stringify(e.userData)),this.needsUpdate=!0,this}setValues(e){for(let t in e){let n=e[t];if(n===void 0){Ce(`Texture.setValues(): parameter '${t}' has value of undefined.`);continue}let r=this[t];if(r===void 0){Ce(`Texture.setValues(): property '${t}' does not exist.`);continue}r&&n&&r.isVector2&&n.isVector2||r&&n&&r.isVector3&&n.isVector3||r&&n&&r.isMatrix3&&n.isMatrix3?r.copy(n):this[t]=n}}toJSON(e){let t=e===void 0||typeof e=="string";if(!t&&e.textures[this.uuid]!==void 0)return e.textures[this.uuid];let n={metadata:{version:4.7,type:"Texture",generator:"Texture.toJSON"},uuid:this.uuid,name:this.name,image:this.source.toJSON(e).uuid,mapping:this.mapping,channel:this.channel,repeat:[this.repeat.x,this.repeat.y],offset:[this.offset.x,this.offset.y],center:[this.center.x,this.center.y],rotation:this.rotation,wrap:[this.wrapS,this.wrapT],format:this.format,internalFormat:this.internalFormat,type:this.type,normalized:this.normalized,colorSpace:this.colorSpace,minFilter:this.minFilter,magFilter:this.magFilter,anisotropy:this.anisotropy,flipY:this.flipY,generateMipmaps:this.generateMipmaps,mipmapsAutoUpdate:this.mipmapsAutoUpdate,premultiplyAlpha:this.premultiplyAlpha,unpackAlignment:this.unpackAlignment};return Object.keys(this.userData).length>0&&(n.userData=this.userData),t||(e.textures[this.uuid]=n),n}dispose(){this.dispatchEvent({type:"dispose"})}transformUv(e){if(this.mapping!==Z0)return e;if(e.applyMatrix3(this.matrix),e.x<0||e.x>1)switch(this.wrapS){case Zs:e.x=e.x-Math.floor(e.x);break;case $t:e.x=e.x<0?0:1;break;case Ks:Math.abs(Math.floor(e.x)%2)===1?e.x=Math.ceil(e.x)-e.x:e.x=e.x-Math.floor(e.x);break}if(e.y<0||e.y>1)switch(this.wrapT){case Zs:e.y=e.y-Math.floor(e.y);break;case $t:e.y=e.y<0?0:1;break;case Ks:Math.abs(Math.floor(e.y)%2)===1?e.y=Math.ceil(e.y)-e.y:e.y=e.y-Math.floor(e.y);break}return this.flipY&&(e.y=1-e.y),e}set needsUpdate(e){e===!0&&(this.version++,this.source.needsUpdate=!0)}set needsPMREMUpdate(e){e===!0&&this.pmremVersion++}};Ct.DEFAULT_IMAGE=null;Ct.DEFAULT_MAPPING=Z0;Ct.DEFAULT_ANISOTROPY=1;var je=class{static{this.prototype.isVector4=!0}constructor(e=0,t=0,n=0,r=1){this.x=e,this.y=t,this.z=n,this.w=r}get width(){return this.z}set width(e){this.z=e}get height(){return this.w}set height(e){this.w=e}set(e,t,n,r){return this.x=e,this.y=t,this.z=n,this.w=r,this}setScalar(e){return this.x=e,this.y=e,this.z=e,this.w=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setZ(e){return this.z=e,this}setW(e){return this.w=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;case 2:this.z=t;break;case 3:this.w=t;break;default:throw new Error("THREE.Vector4: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;case 2:return this.z;case 3:return this.w;default:throw new Error("THREE.Vector4: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y,this.z,this.w)}copy(e){return this.x=e.x,this.y=e.y,this.z=e.z,this.w=e.w!==void 0?e.w:1,this}add(e){return this.x+=e.x,this.y+=e.y,this.z+=e.z,this.w+=e.w,this}addScalar(e){return this.x+=e,this.y+=e,this.z+=e,this.w+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this.z=e.z+t.z,this.w=e.w+t.w,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this.z+=e.z*t,this.w+=e.w*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this.z-=e.z,this.w-=e.w,this}subScalar(e){return this.x-=e,this.y-=e,this.z-=e,this.w-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this.z=e.z-t.z,this.w=e.w-t.w,this}multiply(e){return this.x*=e.x,this.y*=e.y,this.z*=e.z,this.w*=e.w,this}multiplyScalar(e){return this.x*=e,this.y*=e,this.z*=e,this.w*=e,this}applyMatrix4(e){let t=this.x,n=this.y,r=this.z,s=this.w,o=e.elements;return this.x=o[0]*t+o[4]*n+o[8]*r+o[12]*s,this.y=o[1]*t+o[5]*n+o[9]*r+o[13]*s,this.z=o[2]*t+o[6]*n+o[10]*r+o[14]*s,this.w=o[3]*t+o[7]*n+o[11]*r+o[15]*s,this}divide(e){return this.x/=e.x,this.y/=e.y,this.z/=e.z,this.w/=e.w,this}divideScalar(e){return this.multiplyScalar(1/e)}setAxisAngleFromQuaternion(e){this.w=2*Math.acos(e.w);let t=Math.sqrt(1-e.w*e.w);return t<1e-4?(this.x=1,this.y=0,this.z=0):(this.x=e.x/t,this.y=e.y/t,this.z=e.z/t),this}setAxisAngleFromRotationMatrix(e){let t,n,r,s,c=e.elements,l=c[0],h=c[4],u=c[8],d=c[1],f=c[5],m=c[9],v=c[2],p=c[6],g=c[10];if(Math.abs(h-d)<.01&&Math.abs(u-v)<.01&&Math.abs(m-p)<.01){if(Math.abs(h+d)<.1&&Math.abs(u+v)<.1&&Math.abs(m+p)<.1&&Math.abs(l+f+g-3)<.1)return this.set(1,0,0,0),this;t=Math.PI;let A=(l+1)/2,w=(f+1)/2,T=(g+1)/2,E=(h+d)/4,_=(u+v)/4,S=(m+p)/4;return A>w&&A>T?A<.01?(n=0,r=.707106781,s=.707106781):(n=Math.sqrt(A),r=E/n,s=_/n):w>T?w<.01?(n=.707106781,r=0,s=.707106781):(r=Math.sqrt(w),n=E/r,s=S/r):T<.01?(n=.707106781,r=.707106781,s=0):(s=Math.sqrt(T),n=_/s,r=S/s),this.set(n,r,s,t),this}let M=Math.sqrt((p-m)*(p-m)+(u-v)*(u-v)+(d-h)*(d-h));return Math.abs(M)<.001&&(M=1),this.x=(p-m)/M,this.y=(u-v)/M,this.z=(d-h)/M,this.w=Math.acos((l+f+g-1)/2),this}setFromMatrixPosition(e){let t=e.elements;return this.x=t[12],this.y=t[13],this.z=t[14],this.w=t[15],this}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this.z=Math.min(this.z,e.z),this.w=Math.min(this.w,e.w),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this.z=Math.max(this.z,e.z),this.w=Math.max(this.w,e.w),this}clamp(e,t){return this.x=Xe(this.x,e.x,t.x),this.y=Xe(this.y,e.y,t.y),this.z=Xe(this.z,e.z,t.z),this.w=Xe(this.w,e.w,t.w),this}clampScalar(e,t){return this.x=Xe(this.x,e,t),this.y=Xe(this.y,e,t),this.z=Xe(this.z,e,t),this.w=Xe(this.w,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(Xe(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this.w=Math.floor(this.w),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this.w=Math.ceil(this.w),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this.w=Math.round(this.w),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this.w=Math.trunc(this.w),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this.w=-this.w,this}dot(e){return this.x*e.x+this.y*e.y+this.z*e.z+this.w*e.w}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)+Math.abs(this.w)}normalize(){return this.divideScalar(this.length()||1)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this.z+=(e.z-this.z)*t,this.w+=(e.w-this.w)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this.z=e.z+(t.z-e.z)*n,this.w=e.w+(t.w-e.w)*n,this}equals(e){return e.x===this.x&&e.y===this.y&&e.z===this.z&&e.w===this.w}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this.z=e[t+2],this.w=e[t+3],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e[t+2]=this.z,e[t+3]=this.w,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this.z=e.getZ(t),this.w=e.getW(t),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this.w=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z,yield this.w}},eo=class extends xn{constructor(e=1,t=1,n={}){super(),n=Object.assign({generateMipmaps:!1,internalFormat:null,minFilter:bt,depthBuffer:!0,stencilBuffer:!1,resolveColorBuffer:!0,resolveDepthBuffer:!0,resolveStencilBuffer:!0,storeMultisampledColorBuffer:!0,storeMultisampledDepthBuffer:!0,storeMultisampledStencilBuffer:!0,depthTexture:null,samples:0,count:1,depth:1,multiview:!1,useArrayDepthTexture:!1},n),this.isRenderTarget=!0,this.width=e,this.height=t,this.depth=n.depth,this.scissor=new je(0,0,e,t),this.scissorTest=!1,this.viewport=new je(0,0,e,t),this.textures=[];let r=n.count;for(let s=0;s<r;s++)this.textures[s]=new Ct({width:e,height:t,depth:n.depth}),this.textures[s].isRenderTargetTexture=!0,this.textures[s].renderTarget=this;this._setTextureOptions(n),this.depthBuffer=n.depthBuffer,this.stencilBuffer=n.stencilBuffer,this.resolveColorBuffer=n.resolveColorBuffer,this.resolveDepthBuffer=n.resolveDepthBuffer,this.resolveStencilBuffer=n.resolveStencilBuffer,this.storeMultisampledColorBuffer=n.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=n.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=n.storeMultisampledStencilBuffer,this._depthTexture=null,this.depthTexture=n.depthTexture,this.samples=n.samples,this.multiview=n.multiview,this.useArrayDepthTexture=n.useArrayDepthTexture}_setTextureOptions(e={}){let t={minFilter:bt,generateMipmaps:!1,flipY:!1,internalFormat:null};e.mapping!==void 0&&(t.mapping=e.mapping),e.wrapS!==void 0&&(t.wrapS=e.wrapS),e.wrapT!==void 0&&(t.wrapT=e.wrapT),e.wrapR!==void 0&&(t.wrapR=e.wrapR),e.magFilter!==void 0&&(t.magFilter=e.magFilter),e.minFilter!==void 0&&(t.minFilter=e.minFilter),e.format!==void 0&&(t.format=e.format),e.type!==void 0&&(t.type=e.type),e.anisotropy!==void 0&&(t.anisotropy=e.anisotropy),e.colorSpace!==void 0&&(t.colorSpace=e.colorSpace),e.flipY!==void 0&&(t.flipY=e.flipY),e.generateMipmaps!==void 0&&(t.generateMipmaps=e.generateMipmaps),e.mipmapsAutoUpdate!==void 0&&(t.mipmapsAutoUpdate=e.mipmapsAutoUpdate),e.internalFormat!==void 0&&(t.internalFormat=e.internalFormat);for(let n=0;n<this.textures.length;n++)this.textures[n].setValues(t)}get texture(){return this.textures[0]}set texture(e){this.textures[0]=e}set depthTexture(e){this._depthTexture!==null&&this._depthTexture.renderTarget===this&&(this._depthTexture.renderTarget=null),e!==null&&e.renderTarget===null&&(e.renderTarget=this),this._depthTexture=e}get depthTexture(){return this._depthTexture}setSize(e,t,n=1){if(this.width!==e||this.height!==t||this.depth!==n){this.width=e,this.height=t,this.depth=n;for(let r=0,s=this.textures.length;r<s;r++)this.textures[r].image.width=e,this.textures[r].image.height=t,this.textures[r].image.depth=n,this.textures[r].isData3DTexture!==!0&&(this.textures[r].isArrayTexture=this.textures[r].image.depth>1);this.dispose()}this.viewport.set(0,0,e,t),this.scissor.set(0,0,e,t)}clone(){return new this.constructor().copy(this)}copy(e){this.width=e.width,this.height=e.height,this.depth=e.depth,this.scissor.copy(e.scissor),this.scissorTest=e.scissorTest,this.viewport.copy(e.viewport),this.textures.length=0;for(let t=0,n=e.textures.length;t<n;t++){this.textures[t]=e.textures[t].clone(),this.textures[t].isRenderTargetTexture=!0,this.textures[t].renderTarget=this;let r=Object.assign({},e.textures[t].image);this.textures[t].source=new Qi(r)}if(this.depthBuffer=e.depthBuffer,this.stencilBuffer=e.stencilBuffer,this.resolveColorBuffer=e.resolveColorBuffer,this.resolveDepthBuffer=e.resolveDepthBuffer,this.resolveStencilBuffer=e.resolveStencilBuffer,this.storeMultisampledColorBuffer=e.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=e.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=e.storeMultisampledStencilBuffer,e.depthTexture!==null)if(e.depthTexture.renderTarget===e){let t=e.depthTexture.clone();t.renderTarget=null,this.depthTexture=t}else this.depthTexture=e.depthTexture;else this.depthTexture=null;return this.samples=e.samples,this.multiview=e.multiview,this.useArrayDepthTexture=e.useArrayDepthTexture,this}dispose(){this.dispatchEvent({type:"dispose"})}},Lt=class extends eo{constructor(e=1,t=1,n={}){super(e,t,n),this.isWebGLRenderTarget=!0}},Rr=class extends Ct{constructor(e=null,t=1,n=1,r=1){super(null),this.isDataArrayTexture=!0,this.image={data:e,width:t,height:n,depth:r},this.magFilter=ct,this.minFilter=ct,this.wrapR=$t,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1,this.layerUpdates=new Set}copy(e){return super.copy(e),this.wrapR=e.wrapR,this}addLayerUpdate(e){this.layerUpdates.add(e)}clearLayerUpdates(){this.layerUpdates.clear()}};var to=class extends Ct{constructor(e=null,t=1,n=1,r=1){super(null),this.isData3DTexture=!0,this.image={data:e,width:t,height:n,depth:r},this.magFilter=ct,this.minFilter=ct,this.wrapR=$t,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}copy(e){return super.copy(e),this.wrapR=e.wrapR,this}};var lt=class i{static{this.prototype.isMatrix4=!0}constructor(e,t,n,r,s,o,a,c,l,h,u,d,f,m,v,p){this.elements=[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1],e!==void 0&&this.set(e,t,n,r,s,o,a,c,l,h,u,d,f,m,v,p)}set(e,t,n,r,s,o,a,c,l,h,u,d,f,m,v,p){let g=this.elements;return g[0]=e,g[4]=t,g[8]=n,g[12]=r,g[1]=s,g[5]=o,g[9]=a,g[13]=c,g[2]=l,g[6]=h,g[10]=u,g[14]=d,g[3]=f,g[7]=m,g[11]=v,g[15]=p,this}identity(){return this.set(1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1),this}clone(){return new i().fromArray(this.elements)}copy(e){let t=this.elements,n=e.elements;return t[0]=n[0],t[1]=n[1],t[2]=n[2],t[3]=n[3],t[4]=n[4],t[5]=n[5],t[6]=n[6],t[7]=n[7],t[8]=n[8],t[9]=n[9],t[10]=n[10],t[11]=n[11],t[12]=n[12],t[13]=n[13],t[14]=n[14],t[15]=n[15],this}copyPosition(e){let t=this.elements,n=e.elements;return t[12]=n[12],t[13]=n[13],t[14]=n[14],this}setFromMatrix3(e){let t=e.elements;return this.set(t[0],t[3],t[6],0,t[1],t[4],t[7],0,t[2],t[5],t[8],0,0,0,0,1),this}extractBasis(e,t,n){return this.determinantAffine()===0?(e.set(1,0,0),t.set(0,1,0),n.set(0,0,1),this):(e.setFromMatrixColumn(this,0),t.setFromMatrixColumn(this,1),n.setFromMatrixColumn(this,2),this)}makeBasis(e,t,n){return this.set(e.x,t.x,n.x,0,e.y,t.y,n.y,0,e.z,t.z,n.z,0,0,0,0,1),this}extractRotation(e){if(e.determinantAffine()===0)return this.identity();let t=this.elements,n=e.elements,r=1/Oi.setFromMatrixColumn(e,0).length(),s=1/Oi.setFromMatrixColumn(e,1).length(),o=1/Oi.setFromMatrixColumn(e,2).length();return t[0]=n[0]*r,t[1]=n[1]*r,t[2]=n[2]*r,t[3]=0,t[4]=n[4]*s,t[5]=n[5]*s,t[6]=n[6]*s,t[7]=0,t[8]=n[8]*o,t[9]=n[9]*o,t[10]=n[10]*o,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,this}makeRotationFromEuler(e){let t=this.elements,n=e.x,r=e.y,s=e.z,o=Math.cos(n),a=Math.sin(n),c=Math.cos(r),l=Math.sin(r),h=Math.cos(s),u=Math.sin(s);if(e.order==="XYZ"){let d=o*h,f=o*u,m=a*h,v=a*u;t[0]=c*h,t[4]=-c*u,t[8]=l,t[1]=f+m*l,t[5]=d-v*l,t[9]=-a*c,t[2]=v-d*l,t[6]=m+f*l,t[10]=o*c}else if(e.order==="YXZ"){let d=c*h,f=c*u,m=l*h,v=l*u;t[0]=d+v*a,t[4]=m*a-f,t[8]=o*l,t[1]=o*u,t[5]=o*h,t[9]=-a,t[2]=f*a-m,t[6]=v+d*a,t[10]=o*c}else if(e.order==="ZXY"){let d=c*h,f=c*u,m=l*h,v=l*u;t[0]=d-v*a,t[4]=-o*u,t[8]=m+f*a,t[1]=f+m*a,t[5]=o*h,t[9]=v-d*a,t[2]=-o*l,t[6]=a,t[10]=o*c}else if(e.order==="ZYX"){let d=o*h,f=o*u,m=a*h,v=a*u;t[0]=c*h,t[4]=m*l-f,t[8]=d*l+v,t[1]=c*u,t[5]=v*l+d,t[9]=f*l-m,t[2]=-l,t[6]=a*c,t[10]=o*c}else if(e.order==="YZX"){let d=o*c,f=o*l,m=a*c,v=a*l;t[0]=c*h,t[4]=v-d*u,t[8]=m*u+f,t[1]=u,t[5]=o*h,t[9]=-a*h,t[2]=-l*h,t[6]=f*u+m,t[10]=d-v*u}else if(e.order==="XZY"){let d=o*c,f=o*l,m=a*c,v=a*l;t[0]=c*h,t[4]=-u,t[8]=l*h,t[1]=d*u+v,t[5]=o*h,t[9]=f*u-m,t[2]=m*u-f,t[6]=a*h,t[10]=v*u+d}return t[3]=0,t[7]=0,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,this}makeRotationFromQuaternion(e){return this.compose(uf,e,df)}lookAt(e,t,n){let r=this.elements;return kt.subVectors(e,t),kt.lengthSq()===0&&(kt.z=1),kt.normalize(),Wn.crossVectors(n,kt),Wn.lengthSq()===0&&(Math.abs(n.z)===1?kt.x+=1e-4:kt.z+=1e-4,kt.normalize(),Wn.crossVectors(n,kt)),Wn.normalize(),Ms.crossVectors(kt,Wn),r[0]=Wn.x,r[4]=Ms.x,r[8]=kt.x,r[1]=Wn.y,r[5]=Ms.y,r[9]=kt.y,r[2]=Wn.z,r[6]=Ms.z,r[10]=kt.z,this}multiply(e){return this.multiplyMatrices(this,e)}premultiply(e){return this.multiplyMatrices(e,this)}multiplyMatrices(e,t){let n=e.elements,r=t.elements,s=this.elements,o=n[0],a=n[4],c=n[8],l=n[12],h=n[1],u=n[5],d=n[9],f=n[13],m=n[2],v=n[6],p=n[10],g=n[14],M=n[3],A=n[7],w=n[11],T=n[15],E=r[0],_=r[4],S=r[8],U=r[12],I=r[1],D=r[5],k=r[9],X=r[13],C=r[2],G=r[6],Y=r[10],V=r[14],ee=r[3],H=r[7],j=r[11],Q=r[15];return s[0]=o*E+a*I+c*C+l*ee,s[4]=o*_+a*D+c*G+l*H,s[8]=o*S+a*k+c*Y+l*j,s[12]=o*U+a*X+c*V+l*Q,s[1]=h*E+u*I+d*C+f*ee,s[5]=h*_+u*D+d*G+f*H,s[9]=h*S+u*k+d*Y+f*j,s[13]=h*U+u*X+d*V+f*Q,s[2]=m*E+v*I+p*C+g*ee,s[6]=m*_+v*D+p*G+g*H,s[10]=m*S+v*k+p*Y+g*j,s[14]=m*U+v*X+p*V+g*Q,s[3]=M*E+A*I+w*C+T*ee,s[7]=M*_+A*D+w*G+T*H,s[11]=M*S+A*k+w*Y+T*j,s[15]=M*U+A*X+w*V+T*Q,this}multiplyScalar(e){let t=this.elements;return t[0]*=e,t[4]*=e,t[8]*=e,t[12]*=e,t[1]*=e,t[5]*=e,t[9]*=e,t[13]*=e,t[2]*=e,t[6]*=e,t[10]*=e,t[14]*=e,t[3]*=e,t[7]*=e,t[11]*=e,t[15]*=e,this}determinant(){let e=this.elements,t=e[0],n=e[4],r=e[8],s=e[12],o=e[1],a=e[5],c=e[9],l=e[13],h=e[2],u=e[6],d=e[10],f=e[14],m=e[3],v=e[7],p=e[11],g=e[15],M=c*f-l*d,A=a*f-l*u,w=a*d-c*u,T=o*f-l*h,E=o*d-c*h,_=o*u-a*h;return t*(v*M-p*A+g*w)-n*(m*M-p*T+g*E)+r*(m*A-v*T+g*_)-s*(m*w-v*E+p*_)}determinantAffine(){let e=this.elements,t=e[0],n=e[4],r=e[8],s=e[1],o=e[5],a=e[9],c=e[2],l=e[6],h=e[10];return t*(o*h-a*l)-n*(s*h-a*c)+r*(s*l-o*c)}transpose(){let e=this.elements,t;return t=e[1],e[1]=e[4],e[4]=t,t=e[2],e[2]=e[8],e[8]=t,t=e[6],e[6]=e[9],e[9]=t,t=e[3],e[3]=e[12],e[12]=t,t=e[7],e[7]=e[13],e[13]=t,t=e[11],e[11]=e[14],e[14]=t,this}setPosition(e,t,n){let r=this.elements;return e.isVector3?(r[12]=e.x,r[13]=e.y,r[14]=e.z):(r[12]=e,r[13]=t,r[14]=n),this}invert(){let e=this.elements,t=e[0],n=e[1],r=e[2],s=e[3],o=e[4],a=e[5],c=e[6],l=e[7],h=e[8],u=e[9],d=e[10],f=e[11],m=e[12],v=e[13],p=e[14],g=e[15],M=t*a-n*o,A=t*c-r*o,w=t*l-s*o,T=n*c-r*a,E=n*l-s*a,_=r*l-s*c,S=h*v-u*m,U=h*p-d*m,I=h*g-f*m,D=u*p-d*v,k=u*g-f*v,X=d*g-f*p,C=M*X-A*k+w*D+T*I-E*U+_*S;if(C===0)return this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0);let G=1/C;return e[0]=(a*X-c*k+l*D)*G,e[1]=(r*k-n*X-s*D)*G,e[2]=(v*_-p*E+g*T)*G,e[3]=(d*E-u*_-f*T)*G,e[4]=(c*I-o*X-l*U)*G,e[5]=(t*X-r*I+s*U)*G,e[6]=(p*w-m*_-g*A)*G,e[7]=(h*_-d*w+f*A)*G,e[8]=(o*k-a*I+l*S)*G,e[9]=(n*I-t*k-s*S)*G,e[10]=(m*E-v*w+g*M)*G,e[11]=(u*w-h*E-f*M)*G,e[12]=(a*U-o*D-c*S)*G,e[13]=(t*D-n*U+r*S)*G,e[14]=(v*A-m*T-p*M)*G,e[15]=(h*T-u*A+d*M)*G,this}scale(e){let t=this.elements,n=e.x,r=e.y,s=e.z;return t[0]*=n,t[4]*=r,t[8]*=s,t[1]*=n,t[5]*=r,t[9]*=s,t[2]*=n,t[6]*=r,t[10]*=s,t[3]*=n,t[7]*=r,t[11]*=s,this}getMaxScaleOnAxis(){let e=this.elements,t=e[0]*e[0]+e[1]*e[1]+e[2]*e[2],n=e[4]*e[4]+e[5]*e[5]+e[6]*e[6],r=e[8]*e[8]+e[9]*e[9]+e[10]*e[10];return Math.sqrt(Math.max(t,n,r))}makeTranslation(e,t,n){return e.isVector3?this.set(1,0,0,e.x,0,1,0,e.y,0,0,1,e.z,0,0,0,1):this.set(1,0,0,e,0,1,0,t,0,0,1,n,0,0,0,1),this}makeRotationX(e){let t=Math.cos(e),n=Math.sin(e);return this.set(1,0,0,0,0,t,-n,0,0,n,t,0,0,0,0,1),this}makeRotationY(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,0,n,0,0,1,0,0,-n,0,t,0,0,0,0,1),this}makeRotationZ(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,-n,0,0,n,t,0,0,0,0,1,0,0,0,0,1),this}makeRotationAxis(e,t){let n=Math.cos(t),r=Math.sin(t),s=1-n,o=e.x,a=e.y,c=e.z,l=s*o,h=s*a;return this.set(l*o+n,l*a-r*c,l*c+r*a,0,l*a+r*c,h*a+n,h*c-r*o,0,l*c-r*a,h*c+r*o,s*c*c+n,0,0,0,0,1),this}makeScale(e,t,n){return this.set(e,0,0,0,0,t,0,0,0,0,n,0,0,0,0,1),this}makeShear(e,t,n,r,s,o){return this.set(1,n,s,0,e,1,o,0,t,r,1,0,0,0,0,1),this}compose(e,t,n){let r=this.elements,s=t._x,o=t._y,a=t._z,c=t._w,l=s+s,h=o+o,u=a+a,d=s*l,f=s*h,m=s*u,v=o*h,p=o*u,g=a*u,M=c*l,A=c*h,w=c*u,T=n.x,E=n.y,_=n.z;return r[0]=(1-(v+g))*T,r[1]=(f+w)*T,r[2]=(m-A)*T,r[3]=0,r[4]=(f-w)*E,r[5]=(1-(d+g))*E,r[6]=(p+M)*E,r[7]=0,r[8]=(m+A)*_,r[9]=(p-M)*_,r[10]=(1-(d+v))*_,r[11]=0,r[12]=e.x,r[13]=e.y,r[14]=e.z,r[15]=1,this}decompose(e,t,n){let r=this.elements;e.x=r[12],e.y=r[13],e.z=r[14];let s=this.determinantAffine();if(s===0)return n.set(1,1,1),t.identity(),this;let o=Oi.set(r[0],r[1],r[2]).length(),a=Oi.set(r[4],r[5],r[6]).length(),c=Oi.set(r[8],r[9],r[10]).length();s<0&&(o=-o),ln.copy(this);let l=1/o,h=1/a,u=1/c;return ln.elements[0]*=l,ln.elements[1]*=l,ln.elements[2]*=l,ln.elements[4]*=h,ln.elements[5]*=h,ln.elements[6]*=h,ln.elements[8]*=u,ln.elements[9]*=u,ln.elements[10]*=u,t.setFromRotationMatrix(ln),n.x=o,n.y=a,n.z=c,this}makePerspective(e,t,n,r,s,o,a=jt,c=!1){let l=this.elements,h=2*s/(t-e),u=2*s/(n-r),d=(t+e)/(t-e),f=(n+r)/(n-r),m,v;if(c)m=s/(o-s),v=o*s/(o-s);else if(a===jt)m=-(o+s)/(o-s),v=-2*o*s/(o-s);else if(a===Er)m=-o/(o-s),v=-o*s/(o-s);else throw new Error("THREE.Matrix4.makePerspective(): Invalid coordinate system: "+a);return l[0]=h,l[4]=0,l[8]=d,l[12]=0,l[1]=0,l[5]=u,l[9]=f,l[13]=0,l[2]=0,l[6]=0,l[10]=m,l[14]=v,l[3]=0,l[7]=0,l[11]=-1,l[15]=0,this}makeOrthographic(e,t,n,r,s,o,a=jt,c=!1){let l=this.elements,h=2/(t-e),u=2/(n-r),d=-(t+e)/(t-e),f=-(n+r)/(n-r),m,v;if(c)m=1/(o-s),v=o/(o-s);else if(a===jt)m=-2/(o-s),v=-(o+s)/(o-s);else if(a===Er)m=-1/(o-s),v=-s/(o-s);else throw new Error("THREE.Matrix4.makeOrthographic(): Invalid coordinate system: "+a);return l[0]=h,l[4]=0,l[8]=0,l[12]=d,l[1]=0,l[5]=u,l[9]=0,l[13]=f,l[2]=0,l[6]=0,l[10]=m,l[14]=v,l[3]=0,l[7]=0,l[11]=0,l[15]=1,this}equals(e){let t=this.elements,n=e.elements;for(let r=0;r<16;r++)if(t[r]!==n[r])return!1;return!0}fromArray(e,t=0){for(let n=0;n<16;n++)this.elements[n]=e[n+t];return this}toArray(e=[],t=0){let n=this.elements;return e[t]=n[0],e[t+1]=n[1],e[t+2]=n[2],e[t+3]=n[3],e[t+4]=n[4],e[t+5]=n[5],e[t+6]=n[6],e[t+7]=n[7],e[t+8]=n[8],e[t+9]=n[9],e[t+10]=n[10],e[t+11]=n[11],e[t+12]=n[12],e[t+13]=n[13],e[t+14]=n[14],e[t+15]=n[15],e}},Oi=new B,ln=new lt,uf=new B(0,0,0),df=new B(1,1,1),Wn=new B,Ms=new B,kt=new B,Al=new lt,El=new vn,$n=class i{constructor(e=0,t=0,n=0,r=i.DEFAULT_ORDER){this.isEuler=!0,this._x=e,this._y=t,this._z=n,this._order=r}get x(){return this._x}set x(e){this._x=e,this._onChangeCallback()}get y(){return this._y}set y(e){this._y=e,this._onChangeCallback()}get z(){return this._z}set z(e){this._z=e,this._onChangeCallback()}get order(){return this._order}set order(e){this._order=e,this._onChangeCallback()}set(e,t,n,r=this._order){return this._x=e,this._y=t,this._z=n,this._order=r,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._order)}copy(e){return this._x=e._x,this._y=e._y,this._z=e._z,this._order=e._order,this._onChangeCallback(),this}setFromRotationMatrix(e,t=this._order,n=!0){let r=e.elements,s=r[0],o=r[4],a=r[8],c=r[1],l=r[5],h=r[9],u=r[2],d=r[6],f=r[10];switch(t){case"XYZ":this._y=Math.asin(Xe(a,-1,1)),Math.abs(a)<.9999999?(this._x=Math.atan2(-h,f),this._z=Math.atan2(-o,s)):(this._x=Math.atan2(d,l),this._z=0);break;case"YXZ":this._x=Math.asin(-Xe(h,-1,1)),Math.abs(h)<.9999999?(this._y=Math.atan2(a,f),this._z=Math.atan2(c,l)):(this._y=Math.atan2(-u,s),this._z=0);break;case"ZXY":this._x=Math.asin(Xe(d,-1,1)),Math.abs(d)<.9999999?(this._y=Math.atan2(-u,f),this._z=Math.atan2(-o,l)):(this._y=0,this._z=Math.atan2(c,s));break;case"ZYX":this._y=Math.asin(-Xe(u,-1,1)),Math.abs(u)<.9999999?(this._x=Math.atan2(d,f),this._z=Math.atan2(c,s)):(this._x=0,this._z=Math.atan2(-o,l));break;case"YZX":this._z=Math.asin(Xe(c,-1,1)),Math.abs(c)<.9999999?(this._x=Math.atan2(-h,l),this._y=Math.atan2(-u,s)):(this._x=0,this._y=Math.atan2(a,f));break;case"XZY":this._z=Math.asin(-Xe(o,-1,1)),Math.abs(o)<.9999999?(this._x=Math.atan2(d,l),this._y=Math.atan2(a,s)):(this._x=Math.atan2(-h,f),this._y=0);break;default:Ce("Euler: .setFromRotationMatrix() encountered an unknown order: "+t)}return this._order=t,n===!0&&this._onChangeCallback(),this}setFromQuaternion(e,t,n){return Al.makeRotationFromQuaternion(e),this.setFromRotationMatrix(Al,t,n)}setFromVector3(e,t=this._order){return this.set(e.x,e.y,e.z,t)}reorder(e){return El.setFromEuler(this),this.setFromQuaternion(El,e)}equals(e){return e._x===this._x&&e._y===this._y&&e._z===this._z&&e._order===this._order}fromArray(e){return this._x=e[0],this._y=e[1],this._z=e[2],e[3]!==void 0&&(this._order=e[3]),this._onChangeCallback(),this}toArray(e=[],t=0){return e[t]=this._x,e[t+1]=this._y,e[t+2]=this._z,e[t+3]=this._order,e}_onChange(e){return this._onChangeCallback=e,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._order}};$n.DEFAULT_ORDER="XYZ";var Cr=class{constructor(){this.mask=1}set(e){this.mask=(1<<e|0)>>>0}enable(e){this.mask|=1<<e|0}enableAll(){this.mask=-1}toggle(e){this.mask^=1<<e|0}disable(e){this.mask&=~(1<<e|0)}disableAll(){this.mask=0}test(e){return(this.mask&e.mask)!==0}isEnabled(e){return(this.mask&(1<<e|0))!==0}},ff=0,Tl=new B,Bi=new vn,Tn=new lt,Ss=new B,vr=new B,pf=new B,mf=new vn,Rl=new B(1,0,0),Cl=new B(0,1,0),Pl=new B(0,0,1),Il={type:"added"},gf={type:"removed"},ki={type:"childadded",child:null},m0={type:"childremoved",child:null},en=class i extends xn{constructor(){super(),this.isObject3D=!0,Object.defineProperty(this,"id",{value:ff++}),this.uuid=qr(),this.name="",this.type="Object3D",this.parent=null,this.children=[],this.up=i.DEFAULT_UP.clone();let e=new B,t=new $n,n=new vn,r=new B(1,1,1);function s(){n.setFromEuler(t,!1)}function o(){t.setFromQuaternion(n,void 0,!1)}t._onChange(s),n._onChange(o),Object.defineProperties(this,{position:{configurable:!0,enumerable:!0,value:e},rotation:{configurable:!0,enumerable:!0,value:t},quaternion:{configurable:!0,enumerable:!0,value:n},scale:{configurable:!0,enumerable:!0,value:r},modelViewMatrix:{value:new lt},normalMatrix:{value:new De}}),this.matrix=new lt,this.matrixWorld=new lt,this.matrixAutoUpdate=i.DEFAULT_MATRIX_AUTO_UPDATE,this.matrixWorldAutoUpdate=i.DEFAULT_MATRIX_WORLD_AUTO_UPDATE,this.matrixWorldNeedsUpdate=!1,this.layers=new Cr,this.visible=!0,this.castShadow=!1,this.receiveShadow=!1,this.frustumCulled=!0,this.renderOrder=0,this.animations=[],this.customDepthMaterial=void 0,this.customDistanceMaterial=void 0,this.static=!1,this.userData={},this.pivot=null}onBeforeShadow(){}onAfterShadow(){}onBeforeRender(){}onAfterRender(){}applyMatrix4(e){this.matrixAutoUpdate&&this.updateMatrix(),this.matrix.premultiply(e),this.matrix.decompose(this.position,this.quaternion,this.scale),this.pivot!==null&&this.position.copy(this.pivot).applyMatrix4(this.matrix).sub(this.pivot)}applyQuaternion(e){return this.quaternion.premultiply(e),this}setRotationFromAxisAngle(e,t){this.quaternion.setFromAxisAngle(e,t)}setRotationFromEuler(e){this.quaternion.setFromEuler(e,!0)}setRotationFromMatrix(e){this.quaternion.setFromRotationMatrix(e)}setRotationFromQuaternion(e){this.quaternion.copy(e)}rotateOnAxis(e,t){return Bi.setFromAxisAngle(e,t),this.quaternion.multiply(Bi),this}rotateOnWorldAxis(e,t){return Bi.setFromAxisAngle(e,t),this.quaternion.premultiply(Bi),this}rotateX(e){return this.rotateOnAxis(Rl,e)}rotateY(e){return this.rotateOnAxis(Cl,e)}rotateZ(e){return this.rotateOnAxis(Pl,e)}translateOnAxis(e,t){return Tl.copy(e).applyQuaternion(this.quaternion),this.position.add(Tl.multiplyScalar(t)),this}translateX(e){return this.translateOnAxis(Rl,e)}translateY(e){return this.translateOnAxis(Cl,e)}translateZ(e){return this.translateOnAxis(Pl,e)}localToWorld(e){return this.updateWorldMatrix(!0,!1),e.applyMatrix4(this.matrixWorld)}worldToLocal(e){return this.updateWorldMatrix(!0,!1),e.applyMatrix4(Tn.copy(this.matrixWorld).invert())}lookAt(e,t,n){e.isVector3?Ss.copy(e):Ss.set(e,t,n);let r=this.parent;this.updateWorldMatrix(!0,!1),vr.setFromMatrixPosition(this.matrixWorld),this.isCamera||this.isLight?Tn.lookAt(vr,Ss,this.up):Tn.lookAt(Ss,vr,this.up),this.quaternion.setFromRotationMatrix(Tn),r&&(Tn.extractRotation(r.matrixWorld),Bi.setFromRotationMatrix(Tn),this.quaternion.premultiply(Bi.invert()))}add(e){if(arguments.length>1){for(let t=0;t<arguments.length;t++)this.add(arguments[t]);return this}return e===this?(Pe("Object3D.add: object can't be added as a child of itself.",e),this):(e&&e.isObject3D?(e.removeFromParent(),e.parent=this,this.children.push(e),e.dispatchEvent(Il),ki.child=e,this.dispatchEvent(ki),ki.child=null):Pe("Object3D.add: object not an instance of THREE.Object3D.",e),this)}remove(e){if(arguments.length>1){for(let n=0;n<arguments.length;n++)this.remove(arguments[n]);return this}let t=this.children.indexOf(e);return t!==-1&&(e.parent=null,this.children.splice(t,1),e.dispatchEvent(gf),m0.child=e,this.dispatchEvent(m0),m0.child=null),this}removeFromParent(){let e=this.parent;return e!==null&&e.remove(this),this}clear(){return this.remove(...this.children)}attach(e){return this.updateWorldMatrix(!0,!1),Tn.copy(this.matrixWorld).invert(),e.parent!==null&&(e.parent.updateWorldMatrix(!0,!1),Tn.multiply(e.parent.matrixWorld)),e.applyMatrix4(Tn),e.removeFromParent(),e.parent=this,this.children.push(e),e.updateWorldMatrix(!1,!0),e.dispatchEvent(Il),ki.child=e,this.dispatchEvent(ki),ki.child=null,this}getObjectById(e){return this.getObjectByProperty("id",e)}getObjectByName(e){return this.getObjectByProperty("name",e)}getObjectByProperty(e,t){if(this[e]===t)return this;for(let n=0,r=this.children.length;n<r;n++){let o=this.children[n].getObjectByProperty(e,t);if(o!==void 0)return o}}getObjectsByProperty(e,t,n=[]){this[e]===t&&n.push(this);let r=this.children;for(let s=0,o=r.length;s<o;s++)r[s].getObjectsByProperty(e,t,n);return n}getWorldPosition(e){return this.updateWorldMatrix(!0,!1),e.setFromMatrixPosition(this.matrixWorld)}getWorldQuaternion(e){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(vr,e,pf),e}getWorldScale(e){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(vr,mf,e),e}getWorldDirection(e){this.updateWorldMatrix(!0,!1);let t=this.matrixWorld.elements;return e.set(t[8],t[9],t[10]).normalize()}raycast(){}intersectsFrustum(){return!0}traverse(e){e(this);let t=this.children;for(let n=0,r=t.length;n<r;n++)t[n].traverse(e)}traverseVisible(e){if(this.visible===!1)return;e(this);let t=this.children;for(let n=0,r=t.length;n<r;n++)t[n].traverseVisible(e)}traverseAncestors(e){let t=this.parent;t!==null&&(e(t),t.traverseAncestors(e))}updateMatrix(){this.matrix.compose(this.position,this.quaternion,this.scale);let e=this.pivot;if(e!==null){let t=e.x,n=e.y,r=e.z,s=this.matrix.elements;s[12]+=t-s[0]*t-s[4]*n-s[8]*r,s[13]+=n-s[1]*t-s[5]*n-s[9]*r,s[14]+=r-s[2]*t-s[6]*n-s[10]*r}this.matrixWorldNeedsUpdate=!0}updateMatrixWorld(e){this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||e)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,e=!0);let t=this.children;for(let n=0,r=t.length;n<r;n++)t[n].updateMatrixWorld(e)}updateWorldMatrix(e,t,n=!1){let r=this.parent;if(e===!0&&r!==null&&r.updateWorldMatrix(!0,!1),this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||n)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,n=!0),t===!0){let s=this.children;for(let o=0,a=s.length;o<a;o++)s[o].updateWorldMatrix(!1,!0,n)}}toJSON(e){let t=e===void 0||typeof e=="string",n={};t&&(e={geometries:{},materials:{},textures:{},images:{},shapes:{},skeletons:{},animations:{},nodes:{}},n.metadata={version:4.7,type:"Object",generator:"Object3D.toJSON"});let r={};r.uuid=this.uuid,r.type=this.type,r.name=this.name,r.castShadow=this.castShadow,r.receiveShadow=this.receiveShadow,r.visible=this.visible,r.frustumCulled=this.frustumCulled,r.renderOrder=this.renderOrder,r.static=this.static,r.matrixAutoUpdate=this.matrixAutoUpdate,Object.keys(this.userData).length>0&&(r.userData=this.userData),r.layers=this.layers.mask,r.matrix=this.matrix.toArray(),r.up=this.up.toArray(),this.pivot!==null&&(r.pivot=this.pivot.toArray()),this.morphTargetDictionary!==void 0&&(r.morphTargetDictionary=Object.assign({},this.morphTargetDictionary)),this.morphTargetInfluences!==void 0&&(r.morphTargetInfluences=this.morphTargetInfluences.slice()),this.isInstancedMesh&&(r.type="InstancedMesh",r.count=this.count,r.instanceMatrix=this.instanceMatrix.toJSON(),this.instanceColor!==null&&(r.instanceColor=this.instanceColor.toJSON())),this.isBatchedMesh&&(r.type="BatchedMesh",r.perObjectFrustumCulled=this.perObjectFrustumCulled,r.sortObjects=this.sortObjects,r.drawRanges=this._drawRanges,r.reservedRanges=this._reservedRanges,r.geometryInfo=this._geometryInfo.map(a=>({...a,boundingBox:a.boundingBox?a.boundingBox.toJSON():void 0,boundingSphere:a.boundingSphere?a.boundingSphere.toJSON():void 0})),r.instanceInfo=this._instanceInfo.map(a=>({...a})),r.availableInstanceIds=this._availableInstanceIds.slice(),r.availableGeometryIds=this._availableGeometryIds.slice(),r.nextIndexStart=this._nextIndexStart,r.nextVertexStart=this._nextVertexStart,r.geometryCount=this._geometryCount,r.maxInstanceCount=this._maxInstanceCount,r.maxVertexCount=this._maxVertexCount,r.maxIndexCount=this._maxIndexCount,r.geometryInitialized=this._geometryInitialized,r.matricesTexture=this._matricesTexture.toJSON(e),r.indirectTexture=this._indirectTexture.toJSON(e),this._colorsTexture!==null&&(r.colorsTexture=this._colorsTexture.toJSON(e)),this.boundingSphere!==null&&(r.boundingSphere=this.boundingSphere.toJSON()),this.boundingBox!==null&&(r.boundingBox=this.boundingBox.toJSON()));function s(a,c){return a[c.uuid]===void 0&&(a[c.uuid]=c.toJSON(e)),c.uuid}if(this.isScene)this.background&&(this.background.isColor?r.background=this.background.toJSON():this.background.isTexture&&(r.background=this.background.toJSON(e).uuid)),this.environment&&this.environment.isTexture&&this.environment.isRenderTargetTexture!==!0&&(r.environment=this.environment.toJSON(e).uuid);else if(this.isMesh||this.isLine||this.isPoints){r.geometry=s(e.geometries,this.geometry);let a=this.geometry.parameters;if(a!==void 0&&a.shapes!==void 0){let c=a.shapes;if(Array.isArray(c))for(let l=0,h=c.length;l<h;l++){let u=c[l];s(e.shapes,u)}else s(e.shapes,c)}}if(this.isSkinnedMesh&&(r.bindMode=this.bindMode,r.bindMatrix=this.bindMatrix.toArray(),this.skeleton!==void 0&&(s(e.skeletons,this.skeleton),r.skeleton=this.skeleton.uuid)),this.material!==void 0)if(Array.isArray(this.material)){let a=[];for(let c=0,l=this.material.length;c<l;c++)a.push(s(e.materials,this.material[c]));r.material=a}else r.material=s(e.materials,this.material);if(this.children.length>0){r.children=[];for(let a=0;a<this.children.length;a++)r.children.push(this.children[a].toJSON(e).object)}if(this.animations.length>0){r.animations=[];for(let a=0;a<this.animations.length;a++){let c=this.animations[a];r.animations.push(s(e.animations,c))}}if(t){let a=o(e.geometries),c=o(e.materials),l=o(e.textures),h=o(e.images),u=o(e.shapes),d=o(e.skeletons),f=o(e.animations),m=o(e.nodes);a.length>0&&(n.geometries=a),c.length>0&&(n.materials=c),l.length>0&&(n.textures=l),h.length>0&&(n.images=h),u.length>0&&(n.shapes=u),d.length>0&&(n.skeletons=d),f.length>0&&(n.animations=f),m.length>0&&(n.nodes=m)}return n.object=r,n;function o(a){let c=[];for(let l in a){let h=a[l];delete h.metadata,c.push(h)}return c}}clone(e){return new this.constructor().copy(this,e)}copy(e,t=!0){if(this.name=e.name,this.up.copy(e.up),this.position.copy(e.position),this.rotation.order=e.rotation.order,this.quaternion.copy(e.quaternion),this.scale.copy(e.scale),this.pivot=e.pivot!==null?e.pivot.clone():null,this.matrix.copy(e.matrix),this.matrixWorld.copy(e.matrixWorld),this.matrixAutoUpdate=e.matrixAutoUpdate,this.matrixWorldAutoUpdate=e.matrixWorldAutoUpdate,this.matrixWorldNeedsUpdate=e.matrixWorldNeedsUpdate,this.layers.mask=e.layers.mask,this.visible=e.visible,this.castShadow=e.castShadow,this.receiveShadow=e.receiveShadow,this.frustumCulled=e.frustumCulled,this.renderOrder=e.renderOrder,this.static=e.static,this.animations=e.animations.slice(),this.userData=JSON.parse(JSON.stringify(e.userData)),t===!0)for(let n=0;n<e.children.length;n++){let r=e.children[n];this.add(r.clone())}return this}dispose(){this.dispatchEvent({type:"dispose"})}};en.DEFAULT_UP=new B(0,1,0);en.DEFAULT_MATRIX_AUTO_UPDATE=!0;en.DEFAULT_MATRIX_WORLD_AUTO_UPDATE=!0;var mi=class extends en{constructor(){super(),this.isGroup=!0,this.type="Group"}},_f={type:"move"},er=class{constructor(){this._targetRay=null,this._grip=null,this._hand=null}getHandSpace(){return this._hand===null&&(this._hand=new mi,this._hand.matrixAutoUpdate=!1,this._hand.visible=!1,this._hand.joints={},this._hand.inputState={pinching:!1}),this._hand}getTargetRaySpace(){return this._targetRay===null&&(this._targetRay=new mi,this._targetRay.matrixAutoUpdate=!1,this._targetRay.visible=!1,this._targetRay.hasLinearVelocity=!1,this._targetRay.linearVelocity=new B,this._targetRay.hasAngularVelocity=!1,this._targetRay.angularVelocity=new B),this._targetRay}getGripSpace(){return this._grip===null&&(this._grip=new mi,this._grip.matrixAutoUpdate=!1,this._grip.visible=!1,this._grip.hasLinearVelocity=!1,this._grip.linearVelocity=new B,this._grip.hasAngularVelocity=!1,this._grip.angularVelocity=new B,this._grip.eventsEnabled=!1),this._grip}dispatchEvent(e){return this._targetRay!==null&&this._targetRay.dispatchEvent(e),this._grip!==null&&this._grip.dispatchEvent(e),this._hand!==null&&this._hand.dispatchEvent(e),this}connect(e){if(e&&e.hand){let t=this._hand;if(t)for(let n of e.hand.values())this._getHandJoint(t,n)}return this.dispatchEvent({type:"connected",data:e}),this}disconnect(e){return this.dispatchEvent({type:"disconnected",data:e}),this._targetRay!==null&&(this._targetRay.visible=!1),this._grip!==null&&(this._grip.visible=!1),this._hand!==null&&(this._hand.visible=!1),this}update(e,t,n){let r=null,s=null,o=null,a=this._targetRay,c=this._grip,l=this._hand;if(e&&t.session.visibilityState!=="visible-blurred"){if(l&&e.hand){o=!0;for(let v of e.hand.values()){let p=t.getJointPose(v,n),g=this._getHandJoint(l,v);p!==null&&(g.matrix.fromArray(p.transform.matrix),g.matrix.decompose(g.position,g.quaternion,g.scale),g.matrixWorldNeedsUpdate=!0,g.jointRadius=p.radius),g.visible=p!==null}let h=l.joints["index-finger-tip"],u=l.joints["thumb-tip"],d=h.position.distanceTo(u.position),f=.02,m=.005;l.inputState.pinching&&d>f+m?(l.inputState.pinching=!1,this.dispatchEvent({type:"pinchend",handedness:e.handedness,target:this})):!l.inputState.pinching&&d<=f-m&&(l.inputState.pinching=!0,this.dispatchEvent({type:"pinchstart",handedness:e.handedness,target:this}))}else c!==null&&e.gripSpace&&(s=t.getPose(e.gripSpace,n),s!==null&&(c.matrix.fromArray(s.transform.matrix),c.matrix.decompose(c.position,c.quaternion,c.scale),c.matrixWorldNeedsUpdate=!0,s.linearVelocity?(c.hasLinearVelocity=!0,c.linearVelocity.copy(s.linearVelocity)):c.hasLinearVelocity=!1,s.angularVelocity?(c.hasAngularVelocity=!0,c.angularVelocity.copy(s.angularVelocity)):c.hasAngularVelocity=!1,c.eventsEnabled&&c.dispatchEvent({type:"gripUpdated",data:e,target:this})));a!==null&&(r=t.getPose(e.targetRaySpace,n),r===null&&s!==null&&(r=s),r!==null&&(a.matrix.fromArray(r.transform.matrix),a.matrix.decompose(a.position,a.quaternion,a.scale),a.matrixWorldNeedsUpdate=!0,r.linearVelocity?(a.hasLinearVelocity=!0,a.linearVelocity.copy(r.linearVelocity)):a.hasLinearVelocity=!1,r.angularVelocity?(a.hasAngularVelocity=!0,a.angularVelocity.copy(r.angularVelocity)):a.hasAngularVelocity=!1,this.dispatchEvent(_f)))}return a!==null&&(a.visible=r!==null),c!==null&&(c.visible=s!==null),l!==null&&(l.visible=o!==null),this}_getHandJoint(e,t){if(e.joints[t.jointName]===void 0){let n=new mi;n.matrixAutoUpdate=!1,n.visible=!1,e.joints[t.jointName]=n,e.add(n)}return e.joints[t.jointName]}},Sh={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074},Xn={h:0,s:0,l:0},bs={h:0,s:0,l:0};function g0(i,e,t){return t<0&&(t+=1),t>1&&(t-=1),t<1/6?i+(e-i)*6*t:t<1/2?e:t<2/3?i+(e-i)*6*(2/3-t):i}var qe=class{constructor(e,t,n){return this.isColor=!0,this.r=1,this.g=1,this.b=1,this.set(e,t,n)}set(e,t,n){if(t===void 0&&n===void 0){let r=e;r&&r.isColor?this.copy(r):typeof r=="number"?this.setHex(r):typeof r=="string"&&this.setStyle(r)}else this.setRGB(e,t,n);return this}setScalar(e){return this.r=e,this.g=e,this.b=e,this}setHex(e,t=Vt){return e=Math.floor(e),this.r=(e>>16&255)/255,this.g=(e>>8&255)/255,this.b=(e&255)/255,We.colorSpaceToWorking(this,t),this}setRGB(e,t,n,r=We.workingColorSpace){return this.r=e,this.g=t,this.b=n,We.colorSpaceToWorking(this,r),this}setHSL(e,t,n,r=We.workingColorSpace){if(e=sf(e,1),t=Xe(t,0,1),n=Xe(n,0,1),t===0)this.r=this.g=this.b=n;else{let s=n<=.5?n*(1+t):n+t-n*t,o=2*n-s;this.r=g0(o,s,e+1/3),this.g=g0(o,s,e),this.b=g0(o,s,e-1/3)}return We.colorSpaceToWorking(this,r),this}setStyle(e,t=Vt){function n(s){s!==void 0&&parseFloat(s)<1&&Ce("Color: Alpha component of "+e+" will be ignored.")}let r;if(r=/^(\w+)\(([^\)]*)\)/.exec(e)){let s,o=r[1],a=r[2];switch(o){case"rgb":case"rgba":if(s=/^\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(s[4]),this.setRGB(Math.min(255,parseInt(s[1],10))/255,Math.min(255,parseInt(s[2],10))/255,Math.min(255,parseInt(s[3],10))/255,t);if(s=/^\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(s[4]),this.setRGB(Math.min(100,parseFloat(s[1]))/100,Math.min(100,parseFloat(s[2]))/100,Math.min(100,parseFloat(s[3]))/100,t);break;case"hsl":case"hsla":if(s=/^\s*([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(s[4]),this.setHSL(parseFloat(s[1])/360,parseFloat(s[2])/100,parseFloat(s[3])/100,t);break;default:Ce("Color: Unknown color model "+e)}}else if(r=/^\#([A-Fa-f\d]+)$/.exec(e)){let s=r[1],o=s.length;if(o===3)return this.setRGB(parseInt(s.charAt(0),16)/15,parseInt(s.charAt(1),16)/15,parseInt(s.charAt(2),16)/15,t);if(o===6)return this.setHex(parseInt(s,16),t);Ce("Color: Invalid hex color "+e)}else if(e&&e.length>0)return this.setColorName(e,t);return this}setColorName(e,t=Vt){let n=Sh[e.toLowerCase()];return n!==void 0?this.setHex(n,t):Ce("Color: Unknown color "+e),this}clone(){return new this.constructor(this.r,this.g,this.b)}copy(e){return this.r=e.r,this.g=e.g,this.b=e.b,this}copySRGBToLinear(e){return this.r=Ln(e.r),this.g=Ln(e.g),this.b=Ln(e.b),this}copyLinearToSRGB(e){return this.r=Zi(e.r),this.g=Zi(e.g),this.b=Zi(e.b),this}convertSRGBToLinear(){return this.copySRGBToLinear(this),this}convertLinearToSRGB(){return this.copyLinearToSRGB(this),this}getHex(e=Vt){return We.workingToColorSpace(Tt.copy(this),e),Math.round(Xe(Tt.r*255,0,255))*65536+Math.round(Xe(Tt.g*255,0,255))*256+Math.round(Xe(Tt.b*255,0,255))}getHexString(e=Vt){return("000000"+this.getHex(e).toString(16)).slice(-6)}getHSL(e,t=We.workingColorSpace){We.workingToColorSpace(Tt.copy(this),t);let n=Tt.r,r=Tt.g,s=Tt.b,o=Math.max(n,r,s),a=Math.min(n,r,s),c,l,h=(a+o)/2;if(a===o)c=0,l=0;else{let u=o-a;switch(l=h<=.5?u/(o+a):u/(2-o-a),o){case n:c=(r-s)/u+(r<s?6:0);break;case r:c=(s-n)/u+2;break;case s:c=(n-r)/u+4;break}c/=6}return e.h=c,e.s=l,e.l=h,e}getRGB(e,t=We.workingColorSpace){return We.workingToColorSpace(Tt.copy(this),t),e.r=Tt.r,e.g=Tt.g,e.b=Tt.b,e}getStyle(e=Vt){We.workingToColorSpace(Tt.copy(this),e);let t=Tt.r,n=Tt.g,r=Tt.b;return e!==Vt?`color(${e} ${t.toFixed(3)} ${n.toFixed(3)} ${r.toFixed(3)})`:`rgb(${Math.round(t*255)},${Math.round(n*255)},${Math.round(r*255)})`}offsetHSL(e,t,n){return this.getHSL(Xn),this.setHSL(Xn.h+e,Xn.s+t,Xn.l+n)}add(e){return this.r+=e.r,this.g+=e.g,this.b+=e.b,this}addColors(e,t){return this.r=e.r+t.r,this.g=e.g+t.g,this.b=e.b+t.b,this}addScalar(e){return this.r+=e,this.g+=e,this.b+=e,this}sub(e){return this.r=Math.max(0,this.r-e.r),this.g=Math.max(0,this.g-e.g),this.b=Math.max(0,this.b-e.b),this}multiply(e){return this.r*=e.r,this.g*=e.g,this.b*=e.b,this}multiplyScalar(e){return this.r*=e,this.g*=e,this.b*=e,this}lerp(e,t){return this.r+=(e.r-this.r)*t,this.g+=(e.g-this.g)*t,this.b+=(e.b-this.b)*t,this}lerpColors(e,t,n){return this.r=e.r+(t.r-e.r)*n,this.g=e.g+(t.g-e.g)*n,this.b=e.b+(t.b-e.b)*n,this}lerpHSL(e,t){this.getHSL(Xn),e.getHSL(bs);let n=h0(Xn.h,bs.h,t),r=h0(Xn.s,bs.s,t),s=h0(Xn.l,bs.l,t);return this.setHSL(n,r,s),this}setFromVector3(e){return this.r=e.x,this.g=e.y,this.b=e.z,this}applyMatrix3(e){let t=this.r,n=this.g,r=this.b,s=e.elements;return this.r=s[0]*t+s[3]*n+s[6]*r,this.g=s[1]*t+s[4]*n+s[7]*r,this.b=s[2]*t+s[5]*n+s[8]*r,this}equals(e){return e.r===this.r&&e.g===this.g&&e.b===this.b}fromArray(e,t=0){return this.r=e[t],this.g=e[t+1],this.b=e[t+2],this}toArray(e=[],t=0){return e[t]=this.r,e[t+1]=this.g,e[t+2]=this.b,e}fromBufferAttribute(e,t){return this.r=e.getX(t),this.g=e.getY(t),this.b=e.getZ(t),this}toJSON(){return this.getHex()}*[Symbol.iterator](){yield this.r,yield this.g,yield this.b}},Tt=new qe;qe.NAMES=Sh;var gi=class extends en{constructor(){super(),this.isScene=!0,this.type="Scene",this.background=null,this.environment=null,this.fog=null,this.backgroundBlurriness=0,this.backgroundIntensity=1,this.backgroundRotation=new $n,this.environmentIntensity=1,this.environmentRotation=new $n,this.overrideMaterial=null,typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}copy(e,t){return super.copy(e,t),this.background=e.background!==null?e.background.clone():null,this.environment=e.environment!==null?e.environment.clone():null,this.fog=e.fog!==null?e.fog.clone():null,this.backgroundBlurriness=e.backgroundBlurriness,this.backgroundIntensity=e.backgroundIntensity,this.backgroundRotation.copy(e.backgroundRotation),this.environmentIntensity=e.environmentIntensity,this.environmentRotation.copy(e.environmentRotation),this.overrideMaterial=e.overrideMaterial!==null?e.overrideMaterial.clone():null,this.matrixAutoUpdate=e.matrixAutoUpdate,this}toJSON(e){let t=super.toJSON(e);return this.fog!==null&&(t.object.fog=this.fog.toJSON()),t.object.backgroundBlurriness=this.backgroundBlurriness,t.object.backgroundIntensity=this.backgroundIntensity,t.object.backgroundRotation=this.backgroundRotation.toArray(),t.object.environmentIntensity=this.environmentIntensity,t.object.environmentRotation=this.environmentRotation.toArray(),t}},hn=new B,Rn=new B,_0=new B,Cn=new B,zi=new B,Vi=new B,Ll=new B,x0=new B,v0=new B,y0=new B,M0=new je,S0=new je,b0=new je,Zn=class i{constructor(e=new B,t=new B,n=new B){this.a=e,this.b=t,this.c=n}static getNormal(e,t,n,r){r.subVectors(n,t),hn.subVectors(e,t),r.cross(hn);let s=r.lengthSq();return s>0?r.multiplyScalar(1/Math.sqrt(s)):r.set(0,0,0)}static getBarycoord(e,t,n,r,s){hn.subVectors(r,t),Rn.subVectors(n,t),_0.subVectors(e,t);let o=hn.dot(hn),a=hn.dot(Rn),c=hn.dot(_0),l=Rn.dot(Rn),h=Rn.dot(_0),u=o*l-a*a;if(u===0)return s.set(0,0,0),null;let d=1/u,f=(l*c-a*h)*d,m=(o*h-a*c)*d;return s.set(1-f-m,m,f)}static containsPoint(e,t,n,r){return this.getBarycoord(e,t,n,r,Cn)===null?!1:Cn.x>=0&&Cn.y>=0&&Cn.x+Cn.y<=1}static getInterpolation(e,t,n,r,s,o,a,c){return this.getBarycoord(e,t,n,r,Cn)===null?(c.x=0,c.y=0,"z"in c&&(c.z=0),"w"in c&&(c.w=0),null):(c.setScalar(0),c.addScaledVector(s,Cn.x),c.addScaledVector(o,Cn.y),c.addScaledVector(a,Cn.z),c)}static getInterpolatedAttribute(e,t,n,r,s,o){return M0.setScalar(0),S0.setScalar(0),b0.setScalar(0),M0.fromBufferAttribute(e,t),S0.fromBufferAttribute(e,n),b0.fromBufferAttribute(e,r),o.setScalar(0),o.addScaledVector(M0,s.x),o.addScaledVector(S0,s.y),o.addScaledVector(b0,s.z),o}static isFrontFacing(e,t,n,r){return hn.subVectors(n,t),Rn.subVectors(e,t),hn.cross(Rn).dot(r)<0}set(e,t,n){return this.a.copy(e),this.b.copy(t),this.c.copy(n),this}setFromPointsAndIndices(e,t,n,r){return this.a.copy(e[t]),this.b.copy(e[n]),this.c.copy(e[r]),this}setFromAttributeAndIndices(e,t,n,r){return this.a.fromBufferAttribute(e,t),this.b.fromBufferAttribute(e,n),this.c.fromBufferAttribute(e,r),this}clone(){return new this.constructor().copy(this)}copy(e){return this.a.copy(e.a),this.b.copy(e.b),this.c.copy(e.c),this}getArea(){return hn.subVectors(this.c,this.b),Rn.subVectors(this.a,this.b),hn.cross(Rn).length()*.5}getMidpoint(e){return e.addVectors(this.a,this.b).add(this.c).multiplyScalar(1/3)}getNormal(e){return i.getNormal(this.a,this.b,this.c,e)}getPlane(e){return e.setFromCoplanarPoints(this.a,this.b,this.c)}getBarycoord(e,t){return i.getBarycoord(e,this.a,this.b,this.c,t)}getInterpolation(e,t,n,r,s){return i.getInterpolation(e,this.a,this.b,this.c,t,n,r,s)}containsPoint(e){return i.containsPoint(e,this.a,this.b,this.c)}isFrontFacing(e){return i.isFrontFacing(this.a,this.b,this.c,e)}intersectsBox(e){return e.intersectsTriangle(this)}closestPointToPoint(e,t){let n=this.a,r=this.b,s=this.c,o,a;zi.subVectors(r,n),Vi.subVectors(s,n),x0.subVectors(e,n);let c=zi.dot(x0),l=Vi.dot(x0);if(c<=0&&l<=0)return t.copy(n);v0.subVectors(e,r);let h=zi.dot(v0),u=Vi.dot(v0);if(h>=0&&u<=h)return t.copy(r);let d=c*u-h*l;if(d<=0&&c>=0&&h<=0&&c-h>0)return o=c/(c-h),t.copy(n).addScaledVector(zi,o);y0.subVectors(e,s);let f=zi.dot(y0),m=Vi.dot(y0);if(m>=0&&f<=m)return t.copy(s);let v=f*l-c*m;if(v<=0&&l>=0&&m<=0)return a=l/(l-m),t.copy(n).addScaledVector(Vi,a);let p=h*m-f*u;if(p<=0&&u-h>=0&&f-m>=0)return Ll.subVectors(s,r),a=(u-h)/(u-h+(f-m)),t.copy(r).addScaledVector(Ll,a);let g=1/(p+v+d);return o=v*g,a=d*g,t.copy(n).addScaledVector(zi,o).addScaledVector(Vi,a)}equals(e){return e.a.equals(this.a)&&e.b.equals(this.b)&&e.c.equals(this.c)}},jn=class{constructor(e=new B(1/0,1/0,1/0),t=new B(-1/0,-1/0,-1/0)){this.isBox3=!0,this.min=e,this.max=t}set(e,t){return this.min.copy(e),this.max.copy(t),this}setFromArray(e){this.makeEmpty();for(let t=0,n=e.length;t<n;t+=3)this.expandByPoint(un.fromArray(e,t));return this}setFromBufferAttribute(e){this.makeEmpty();for(let t=0,n=e.count;t<n;t++)this.expandByPoint(un.fromBufferAttribute(e,t));return this}setFromPoints(e){this.makeEmpty();for(let t=0,n=e.length;t<n;t++)this.expandByPoint(e[t]);return this}setFromCenterAndSize(e,t){let n=un.copy(t).multiplyScalar(.5);return this.min.copy(e).sub(n),this.max.copy(e).add(n),this}setFromObject(e,t=!1){return this.makeEmpty(),this.expandByObject(e,t)}clone(){return new this.constructor().copy(this)}copy(e){return this.min.copy(e.min),this.max.copy(e.max),this}makeEmpty(){return this.min.x=this.min.y=this.min.z=1/0,this.max.x=this.max.y=this.max.z=-1/0,this}isEmpty(){return this.max.x<this.min.x||this.max.y<this.min.y||this.max.z<this.min.z}getCenter(e){return this.isEmpty()?e.set(0,0,0):e.addVectors(this.min,this.max).multiplyScalar(.5)}getSize(e){return this.isEmpty()?e.set(0,0,0):e.subVectors(this.max,this.min)}expandByPoint(e){return this.min.min(e),this.max.max(e),this}expandByVector(e){return this.min.sub(e),this.max.add(e),this}expandByScalar(e){return this.min.addScalar(-e),this.max.addScalar(e),this}expandByObject(e,t=!1){e.updateWorldMatrix(!1,!1);let n=e.geometry;if(n!==void 0){let s=n.getAttribute("position");if(t===!0&&s!==void 0&&e.isInstancedMesh!==!0&&e.isBatchedMesh!==!0)for(let o=0,a=s.count;o<a;o++)e.isMesh===!0?e.getVertexPosition(o,un):un.fromBufferAttribute(s,o),un.applyMatrix4(e.matrixWorld),this.expandByPoint(un);else e.boundingBox!==void 0?(e.boundingBox===null&&e.computeBoundingBox(),ws.copy(e.boundingBox)):(n.boundingBox===null&&n.computeBoundingBox(),ws.copy(n.boundingBox)),ws.applyMatrix4(e.matrixWorld),this.union(ws)}let r=e.children;for(let s=0,o=r.length;s<o;s++)this.expandByObject(r[s],t);return this}containsPoint(e){return e.x>=this.min.x&&e.x<=this.max.x&&e.y>=this.min.y&&e.y<=this.max.y&&e.z>=this.min.z&&e.z<=this.max.z}containsBox(e){return this.min.x<=e.min.x&&e.max.x<=this.max.x&&this.min.y<=e.min.y&&e.max.y<=this.max.y&&this.min.z<=e.min.z&&e.max.z<=this.max.z}getParameter(e,t){return t.set((e.x-this.min.x)/(this.max.x-this.min.x),(e.y-this.min.y)/(this.max.y-this.min.y),(e.z-this.min.z)/(this.max.z-this.min.z))}intersectsBox(e){return e.max.x>=this.min.x&&e.min.x<=this.max.x&&e.max.y>=this.min.y&&e.min.y<=this.max.y&&e.max.z>=this.min.z&&e.min.z<=this.max.z}intersectsSphere(e){return this.clampPoint(e.center,un),un.distanceToSquared(e.center)<=e.radius*e.radius}intersectsPlane(e){let t,n;return e.normal.x>0?(t=e.normal.x*this.min.x,n=e.normal.x*this.max.x):(t=e.normal.x*this.max.x,n=e.normal.x*this.min.x),e.normal.y>0?(t+=e.normal.y*this.min.y,n+=e.normal.y*this.max.y):(t+=e.normal.y*this.max.y,n+=e.normal.y*this.min.y),e.normal.z>0?(t+=e.normal.z*this.min.z,n+=e.normal.z*this.max.z):(t+=e.normal.z*this.max.z,n+=e.normal.z*this.min.z),t<=-e.constant&&n>=-e.constant}intersectsTriangle(e){if(this.isEmpty())return!1;this.getCenter(yr),As.subVectors(this.max,yr),Gi.subVectors(e.a,yr),Hi.subVectors(e.b,yr),Wi.subVectors(e.c,yr),qn.subVectors(Hi,Gi),Yn.subVectors(Wi,Hi),ui.subVectors(Gi,Wi);let t=[0,-qn.z,qn.y,0,-Yn.z,Yn.y,0,-ui.z,ui.y,qn.z,0,-qn.x,Yn.z,0,-Yn.x,ui.z,0,-ui.x,-qn.y,qn.x,0,-Yn.y,Yn.x,0,-ui.y,ui.x,0];return!w0(t,Gi,Hi,Wi,As)||(t=[1,0,0,0,1,0,0,0,1],!w0(t,Gi,Hi,Wi,As))?!1:(Es.crossVectors(qn,Yn),t=[Es.x,Es.y,Es.z],w0(t,Gi,Hi,Wi,As))}clampPoint(e,t){return t.copy(e).clamp(this.min,this.max)}distanceToPoint(e){return this.clampPoint(e,un).distanceTo(e)}getBoundingSphere(e){return this.isEmpty()?e.makeEmpty():(this.getCenter(e.center),e.radius=this.getSize(un).length()*.5),e}intersect(e){return this.min.max(e.min),this.max.min(e.max),this.isEmpty()&&this.makeEmpty(),this}union(e){return this.min.min(e.min),this.max.max(e.max),this}applyMatrix4(e){return this.isEmpty()?this:(Pn[0].set(this.min.x,this.min.y,this.min.z).applyMatrix4(e),Pn[1].set(this.min.x,this.min.y,this.max.z).applyMatrix4(e),Pn[2].set(this.min.x,this.max.y,this.min.z).applyMatrix4(e),Pn[3].set(this.min.x,this.max.y,this.max.z).applyMatrix4(e),Pn[4].set(this.max.x,this.min.y,this.min.z).applyMatrix4(e),Pn[5].set(this.max.x,this.min.y,this.max.z).applyMatrix4(e),Pn[6].set(this.max.x,this.max.y,this.min.z).applyMatrix4(e),Pn[7].set(this.max.x,this.max.y,this.max.z).applyMatrix4(e),this.setFromPoints(Pn),this)}translate(e){return this.min.add(e),this.max.add(e),this}equals(e){return e.min.equals(this.min)&&e.max.equals(this.max)}toJSON(){return{min:this.min.toArray(),max:this.max.toArray()}}fromJSON(e){return this.min.fromArray(e.min),this.max.fromArray(e.max),this}},Pn=[new B,new B,new B,new B,new B,new B,new B,new B],un=new B,ws=new jn,Gi=new B,Hi=new B,Wi=new B,qn=new B,Yn=new B,ui=new B,yr=new B,As=new B,Es=new B,di=new B;function w0(i,e,t,n,r){for(let s=0,o=i.length-3;s<=o;s+=3){di.fromArray(i,s);let a=r.x*Math.abs(di.x)+r.y*Math.abs(di.y)+r.z*Math.abs(di.z),c=e.dot(di),l=t.dot(di),h=n.dot(di);if(Math.max(-Math.max(c,l,h),Math.min(c,l,h))>a)return!1}return!0}var dt=new B,Ts=new Oe,xf=0,Rt=class extends xn{constructor(e,t,n=!1){if(super(),Array.isArray(e))throw new TypeError("THREE.BufferAttribute: array should be a Typed Array.");this.isBufferAttribute=!0,Object.defineProperty(this,"id",{value:xf++}),this.name="",this.array=e,this.itemSize=t,this.count=e!==void 0?e.length/t:0,this.normalized=n,this.usage=gh,this.updateRanges=[],this.gpuType=Wt,this.version=0,this._normalizationScale=e!==void 0?lc(e):void 0}onUploadCallback(){}set needsUpdate(e){e===!0&&this.version++}setUsage(e){return this.usage=e,this}addUpdateRange(e,t){this.updateRanges.push({start:e,count:t})}clearUpdateRanges(){this.updateRanges.length=0}copy(e){return this.name=e.name,this.array=new e.array.constructor(e.array),this.itemSize=e.itemSize,this.count=e.count,this.normalized=e.normalized,this.usage=e.usage,this.gpuType=e.gpuType,this._normalizationScale=e._normalizationScale,this}copyAt(e,t,n){e*=this.itemSize,n*=t.itemSize;for(let r=0,s=this.itemSize;r<s;r++)this.array[e+r]=t.array[n+r];return this}copyArray(e){return this.array.set(e),this}applyMatrix3(e){if(this.itemSize===2)for(let t=0,n=this.count;t<n;t++)Ts.fromBufferAttribute(this,t),Ts.applyMatrix3(e),this.setXY(t,Ts.x,Ts.y);else if(this.itemSize===3)for(let t=0,n=this.count;t<n;t++)dt.fromBufferAttribute(this,t),dt.applyMatrix3(e),this.setXYZ(t,dt.x,dt.y,dt.z);return this}applyMatrix4(e){for(let t=0,n=this.count;t<n;t++)dt.fromBufferAttribute(this,t),dt.applyMatrix4(e),this.setXYZ(t,dt.x,dt.y,dt.z);return this}applyNormalMatrix(e){for(let t=0,n=this.count;t<n;t++)dt.fromBufferAttribute(this,t),dt.applyNormalMatrix(e),this.setXYZ(t,dt.x,dt.y,dt.z);return this}transformDirection(e){for(let t=0,n=this.count;t<n;t++)dt.fromBufferAttribute(this,t),dt.transformDirection(e),this.setXYZ(t,dt.x,dt.y,dt.z);return this}set(e,t=0){return this.array.set(e,t),this}getComponent(e,t){let n=this.array[e*this.itemSize+t];return this.normalized&&(n=this._denormalize(n)),n}setComponent(e,t,n){return this.normalized&&(n=this._normalize(n)),this.array[e*this.itemSize+t]=n,this}getX(e){let t=this.array[e*this.itemSize];return this.normalized&&(t=this._denormalize(t)),t}setX(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize]=t,this}getY(e){let t=this.array[e*this.itemSize+1];return this.normalized&&(t=this._denormalize(t)),t}setY(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+1]=t,this}getZ(e){let t=this.array[e*this.itemSize+2];return this.normalized&&(t=this._denormalize(t)),t}setZ(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+2]=t,this}getW(e){let t=this.array[e*this.itemSize+3];return this.normalized&&(t=this._denormalize(t)),t}setW(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+3]=t,this}setXY(e,t,n){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n)),this.array[e+0]=t,this.array[e+1]=n,this}setXYZ(e,t,n,r){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n),r=this._normalize(r)),this.array[e+0]=t,this.array[e+1]=n,this.array[e+2]=r,this}setXYZW(e,t,n,r,s){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n),r=this._normalize(r),s=this._normalize(s)),this.array[e+0]=t,this.array[e+1]=n,this.array[e+2]=r,this.array[e+3]=s,this}onUpload(e){return this.onUploadCallback=e,this}clone(){return new this.constructor(this.array,this.itemSize).copy(this)}toJSON(){let e={itemSize:this.itemSize,type:this.array.constructor.name,array:Array.from(this.array),normalized:this.normalized};return e.name=this.name,e.usage=this.usage,e.gpuType=this.gpuType,e}dispose(){this.dispatchEvent({type:"dispose"})}_denormalize(e){let t=this._normalizationScale;return t!==void 0?Math.max(e/t,-1):of(e,this.array)}_normalize(e){let t=this._normalizationScale;return t!==void 0?Math.round(e*t):af(e,this.array)}};var Pr=class extends Rt{constructor(e,t,n){super(new Uint16Array(e),t,n)}};var Ir=class extends Rt{constructor(e,t,n){super(new Uint32Array(e),t,n)}};var Qt=class extends Rt{constructor(e,t,n){super(new Float32Array(e),t,n)}},vf=new jn,Mr=new B,A0=new B,tr=class{constructor(e=new B,t=-1){this.isSphere=!0,this.center=e,this.radius=t}set(e,t){return this.center.copy(e),this.radius=t,this}setFromPoints(e,t){let n=this.center;t!==void 0?n.copy(t):vf.setFromPoints(e).getCenter(n);let r=0;for(let s=0,o=e.length;s<o;s++)r=Math.max(r,n.distanceToSquared(e[s]));return this.radius=Math.sqrt(r),this}copy(e){return this.center.copy(e.center),this.radius=e.radius,this}isEmpty(){return this.radius<0}makeEmpty(){return this.center.set(0,0,0),this.radius=-1,this}containsPoint(e){return e.distanceToSquared(this.center)<=this.radius*this.radius}distanceToPoint(e){return e.distanceTo(this.center)-this.radius}intersectsSphere(e){let t=this.radius+e.radius;return e.center.distanceToSquared(this.center)<=t*t}intersectsBox(e){return e.intersectsSphere(this)}intersectsPlane(e){return Math.abs(e.distanceToPoint(this.center))<=this.radius}clampPoint(e,t){let n=this.center.distanceToSquared(e);return t.copy(e),n>this.radius*this.radius&&(t.sub(this.center).normalize(),t.multiplyScalar(this.radius).add(this.center)),t}getBoundingBox(e){return this.isEmpty()?(e.makeEmpty(),e):(e.set(this.center,this.center),e.expandByScalar(this.radius),e)}applyMatrix4(e){return this.center.applyMatrix4(e),this.radius=this.radius*e.getMaxScaleOnAxis(),this}translate(e){return this.center.add(e),this}expandByPoint(e){if(this.isEmpty())return this.center.copy(e),this.radius=0,this;Mr.subVectors(e,this.center);let t=Mr.lengthSq();if(t>this.radius*this.radius){let n=Math.sqrt(t),r=(n-this.radius)*.5;this.center.addScaledVector(Mr,r/n),this.radius+=r}return this}union(e){return e.isEmpty()?this:this.isEmpty()?(this.copy(e),this):(this.center.equals(e.center)===!0?this.radius=Math.max(this.radius,e.radius):(A0.subVectors(e.center,this.center).setLength(e.radius),this.expandByPoint(Mr.copy(e.center).add(A0)),this.expandByPoint(Mr.copy(e.center).sub(A0))),this)}equals(e){return e.center.equals(this.center)&&e.radius===this.radius}clone(){return new this.constructor().copy(this)}toJSON(){return{radius:this.radius,center:this.center.toArray()}}fromJSON(e){return this.radius=e.radius,this.center.fromArray(e.center),this}},yf=0,Kt=new lt,E0=new en,Xi=new B,zt=new jn,Sr=new jn,yt=new B,tn=class i extends xn{constructor(){super(),this.isBufferGeometry=!0,Object.defineProperty(this,"id",{value:yf++}),this.uuid=qr(),this.name="",this.type="BufferGeometry",this.index=null,this.indirect=null,this.indirectOffset=0,this.attributes={},this.morphAttributes={},this.morphTargetsRelative=!1,this.groups=[],this.boundingBox=null,this.boundingSphere=null,this.drawRange={start:0,count:1/0},this.userData={},this._transformed=!1}getIndex(){return this.index}setIndex(e){return Array.isArray(e)?this.index=new(nf(e)?Ir:Pr)(e,1):this.index=e,this}setIndirect(e,t=0){return this.indirect=e,this.indirectOffset=t,this}getIndirect(){return this.indirect}getAttribute(e){return this.attributes[e]}setAttribute(e,t){return this.attributes[e]=t,this}deleteAttribute(e){return delete this.attributes[e],this}hasAttribute(e){return this.attributes[e]!==void 0}addGroup(e,t,n=0){this.groups.push({start:e,count:t,materialIndex:n})}clearGroups(){this.groups=[]}setDrawRange(e,t){this.drawRange.start=e,this.drawRange.count=t}applyMatrix4(e){let t=this.attributes.position;t!==void 0&&(t.applyMatrix4(e),t.needsUpdate=!0);let n=this.attributes.normal;if(n!==void 0){let s=new De().getNormalMatrix(e);n.applyNormalMatrix(s),n.needsUpdate=!0}let r=this.attributes.tangent;return r!==void 0&&(r.transformDirection(e),r.needsUpdate=!0),this.boundingBox!==null&&this.computeBoundingBox(),this.boundingSphere!==null&&this.computeBoundingSphere(),this._transformed=!0,this}applyQuaternion(e){return Kt.makeRotationFromQuaternion(e),this.applyMatrix4(Kt),this}rotateX(e){return Kt.makeRotationX(e),this.applyMatrix4(Kt),this}rotateY(e){return Kt.makeRotationY(e),this.applyMatrix4(Kt),this}rotateZ(e){return Kt.makeRotationZ(e),this.applyMatrix4(Kt),this}translate(e,t,n){return Kt.makeTranslation(e,t,n),this.applyMatrix4(Kt),this}scale(e,t,n){return Kt.makeScale(e,t,n),this.applyMatrix4(Kt),this}lookAt(e){return E0.lookAt(e),E0.updateMatrix(),this.applyMatrix4(E0.matrix),this}center(){return this.computeBoundingBox(),this.boundingBox.getCenter(Xi).negate(),this.translate(Xi.x,Xi.y,Xi.z),this}setFromPoints(e){let t=this.getAttribute("position");if(t===void 0){let n=[];for(let r=0,s=e.length;r<s;r++){let o=e[r];n.push(o.x,o.y,o.z||0)}this.setAttribute("position",new Qt(n,3))}else{let n=Math.min(e.length,t.count);for(let r=0;r<n;r++){let s=e[r];t.setXYZ(r,s.x,s.y,s.z||0)}e.length>t.count&&Ce("BufferGeometry: Buffer size too small for points data. Use .dispose() and create a new geometry."),t.needsUpdate=!0}return this}computeBoundingBox(){this.boundingBox===null&&(this.boundingBox=new jn);let e=this.attributes.position,t=this.morphAttributes.position;if(e&&e.isGLBufferAttribute){Pe("BufferGeometry.computeBoundingBox(): GLBufferAttribute requires a manual bounding box.",this),this.boundingBox.set(new B(-1/0,-1/0,-1/0),new B(1/0,1/0,1/0));return}if(e!==void 0){if(this.boundingBox.setFromBufferAttribute(e),t)for(let n=0,r=t.length;n<r;n++){let s=t[n];zt.setFromBufferAttribute(s),this.morphTargetsRelative?(yt.addVectors(this.boundingBox.min,zt.min),this.boundingBox.expandByPoint(yt),yt.addVectors(this.boundingBox.max,zt.max),this.boundingBox.expandByPoint(yt)):(this.boundingBox.expandByPoint(zt.min),this.boundingBox.expandByPoint(zt.max))}}else this.boundingBox.makeEmpty();(isNaN(this.boundingBox.min.x)||isNaN(this.boundingBox.min.y)||isNaN(this.boundingBox.min.z))&&Pe('BufferGeometry.computeBoundingBox(): Computed min/max have NaN values. The "position" attribute is likely to have NaN values.',this)}computeBoundingSphere(){this.boundingSphere===null&&(this.boundingSphere=new tr);let e=this.attributes.position,t=this.morphAttributes.position;if(e&&e.isGLBufferAttribute){Pe("BufferGeometry.computeBoundingSphere(): GLBufferAttribute requires a manual bounding sphere.",this),this.boundingSphere.set(new B,1/0);return}if(e){let n=this.boundingSphere.center;if(zt.setFromBufferAttribute(e),t)for(let s=0,o=t.length;s<o;s++){let a=t[s];Sr.setFromBufferAttribute(a),this.morphTargetsRelative?(yt.addVectors(zt.min,Sr.min),zt.expandByPoint(yt),yt.addVectors(zt.max,Sr.max),zt.expandByPoint(yt)):(zt.expandByPoint(Sr.min),zt.expandByPoint(Sr.max))}zt.getCenter(n);let r=0;for(let s=0,o=e.count;s<o;s++)yt.fromBufferAttribute(e,s),r=Math.max(r,n.distanceToSquared(yt));if(t)for(let s=0,o=t.length;s<o;s++){let a=t[s],c=this.morphTargetsRelative;for(let l=0,h=a.count;l<h;l++)yt.fromBufferAttribute(a,l),c&&(Xi.fromBufferAttribute(e,l),yt.add(Xi)),r=Math.max(r,n.distanceToSquared(yt))}this.boundingSphere.radius=Math.sqrt(r),isNaN(this.boundingSphere.radius)&&Pe('BufferGeometry.computeBoundingSphere(): Computed radius is NaN. The "position" attribute is likely to have NaN values.',this)}}computeTangents(){let e=this.index,t=this.attributes;if(e===null||t.position===void 0||t.normal===void 0||t.uv===void 0){Pe("BufferGeometry: .computeTangents() failed. Missing required attributes (index, position, normal or uv)");return}let n=t.position,r=t.normal,s=t.uv,o=this.getAttribute("tangent");(o===void 0||o.count!==n.count)&&(o=new Rt(new Float32Array(4*n.count),4),this.setAttribute("tangent",o));let a=[],c=[],l=new Uint8Array(n.count);for(let U=0;U<n.count;U++)a[U]=new B,c[U]=new B;let h=new B,u=new B,d=new B,f=new Oe,m=new Oe,v=new Oe,p=new B,g=new B;function M(U,I,D){l[U]=l[I]=l[D]=1,h.fromBufferAttribute(n,U),u.fromBufferAttribute(n,I),d.fromBufferAttribute(n,D),f.fromBufferAttribute(s,U),m.fromBufferAttribute(s,I),v.fromBufferAttribute(s,D),u.sub(h),d.sub(h),m.sub(f),v.sub(f);let k=1/(m.x*v.y-v.x*m.y);isFinite(k)&&(p.copy(u).multiplyScalar(v.y).addScaledVector(d,-m.y).multiplyScalar(k),g.copy(d).multiplyScalar(m.x).addScaledVector(u,-v.x).multiplyScalar(k),a[U].add(p),a[I].add(p),a[D].add(p),c[U].add(g),c[I].add(g),c[D].add(g))}let A=this.groups;A.length===0&&(A=[{start:0,count:e.count}]);for(let U=0,I=A.length;U<I;++U){let D=A[U],k=D.start,X=D.count;for(let C=k,G=k+X;C<G;C+=3)M(e.getX(C+0),e.getX(C+1),e.getX(C+2))}let w=new B,T=new B,E=new B,_=new B;function S(U){E.fromBufferAttribute(r,U),_.copy(E);let I=a[U];w.copy(I),w.sub(E.multiplyScalar(E.dot(I))).normalize(),T.crossVectors(_,I);let k=T.dot(c[U])<0?-1:1;o.setXYZW(U,w.x,w.y,w.z,k)}for(let U=0,I=n.count;U<I;++U)l[U]&&S(U);this._transformed=!0}computeVertexNormals(){let e=this.index,t=this.getAttribute("position");if(t!==void 0){let n=this.getAttribute("normal");if(n===void 0||n.count!==t.count)n=new Rt(new Float32Array(t.count*3),3),this.setAttribute("normal",n);else for(let d=0,f=n.count;d<f;d++)n.setXYZ(d,0,0,0);let r=new B,s=new B,o=new B,a=new B,c=new B,l=new B,h=new B,u=new B;if(e)for(let d=0,f=e.count;d<f;d+=3){let m=e.getX(d+0),v=e.getX(d+1),p=e.getX(d+2);r.fromBufferAttribute(t,m),s.fromBufferAttribute(t,v),o.fromBufferAttribute(t,p),h.subVectors(o,s),u.subVectors(r,s),h.cross(u),a.fromBufferAttribute(n,m),c.fromBufferAttribute(n,v),l.fromBufferAttribute(n,p),a.add(h),c.add(h),l.add(h),n.setXYZ(m,a.x,a.y,a.z),n.setXYZ(v,c.x,c.y,c.z),n.setXYZ(p,l.x,l.y,l.z)}else for(let d=0,f=t.count;d<f;d+=3)r.fromBufferAttribute(t,d+0),s.fromBufferAttribute(t,d+1),o.fromBufferAttribute(t,d+2),h.subVectors(o,s),u.subVectors(r,s),h.cross(u),n.setXYZ(d+0,h.x,h.y,h.z),n.setXYZ(d+1,h.x,h.y,h.z),n.setXYZ(d+2,h.x,h.y,h.z);this.normalizeNormals(),n.needsUpdate=!0}}normalizeNormals(){let e=this.attributes.normal;for(let t=0,n=e.count;t<n;t++)yt.fromBufferAttribute(e,t),yt.normalize(),e.setXYZ(t,yt.x,yt.y,yt.z)}toNonIndexed(){function e(a,c){let l=a.array,h=a.itemSize,u=a.normalized,d=new l.constructor(c.length*h),f=0,m=0;for(let v=0,p=c.length;v<p;v++){a.isInterleavedBufferAttribute?f=c[v]*a.data.stride+a.offset:f=c[v]*h;for(let g=0;g<h;g++)d[m++]=l[f++]}return new Rt(d,h,u)}if(this.index===null)return Ce("BufferGeometry.toNonIndexed(): BufferGeometry is already non-indexed."),this;let t=new i,n=this.index.array,r=this.attributes;for(let a in r){let c=r[a],l=e(c,n);t.setAttribute(a,l)}let s=this.morphAttributes;for(let a in s){let c=[],l=s[a];for(let h=0,u=l.length;h<u;h++){let d=l[h],f=e(d,n);c.push(f)}t.morphAttributes[a]=c}t.morphTargetsRelative=this.morphTargetsRelative;let o=this.groups;for(let a=0,c=o.length;a<c;a++){let l=o[a];t.addGroup(l.start,l.count,l.materialIndex)}return t}toJSON(){let e={metadata:{version:4.7,type:"BufferGeometry",generator:"BufferGeometry.toJSON"}};if(e.uuid=this.uuid,e.type=this.parameters!==void 0&&this._transformed===!0?"BufferGeometry":this.type,e.name=this.name,Object.keys(this.userData).length>0&&(e.userData=this.userData),this.parameters!==void 0&&this._transformed!==!0){let c=this.parameters;for(let l in c)c[l]!==void 0&&(e[l]=c[l]);return e}e.data={attributes:{}};let t=this.index;t!==null&&(e.data.index={type:t.array.constructor.name,array:Array.prototype.slice.call(t.array)});let n=this.attributes;for(let c in n){let l=n[c];e.data.attributes[c]=l.toJSON(e.data)}let r={},s=!1;for(let c in this.morphAttributes){let l=this.morphAttributes[c],h=[];for(let u=0,d=l.length;u<d;u++){let f=l[u];h.push(f.toJSON(e.data))}h.length>0&&(r[c]=h,s=!0)}s&&(e.data.morphAttributes=r,e.data.morphTargetsRelative=this.morphTargetsRelative);let o=this.groups;o.length>0&&(e.data.groups=JSON.parse(JSON.stringify(o)));let a=this.boundingSphere;return a!==null&&(e.data.boundingSphere=a.toJSON()),e}clone(){return new this.constructor().copy(this)}copy(e){this.index=null,this.attributes={},this.morphAttributes={},this.groups=[],this.boundingBox=null,this.boundingSphere=null;let t={};this.name=e.name;let n=e.index;n!==null&&this.setIndex(n.clone());let r=e.attributes;for(let l in r){let h=r[l];this.setAttribute(l,h.clone(t))}let s=e.morphAttributes;for(let l in s){let h=[],u=s[l];for(let d=0,f=u.length;d<f;d++)h.push(u[d].clone(t));this.morphAttributes[l]=h}this.morphTargetsRelative=e.morphTargetsRelative;let o=e.groups;for(let l=0,h=o.length;l<h;l++){let u=o[l];this.addGroup(u.start,u.count,u.materialIndex)}let a=e.boundingBox;a!==null&&(this.boundingBox=a.clone());let c=e.boundingSphere;return c!==null&&(this.boundingSphere=c.clone()),this.drawRange.start=e.drawRange.start,this.drawRange.count=e.drawRange.count,this.userData=e.userData,this._transformed=e._transformed,this}dispose(){this.dispatchEvent({type:"dispose"})}};var T0=new B,Mf=new B,Sf=new De,dn=class{constructor(e=new B(1,0,0),t=0){this.isPlane=!0,this.normal=e,this.constant=t}set(e,t){return this.normal.copy(e),this.constant=t,this}setComponents(e,t,n,r){return this.normal.set(e,t,n),this.constant=r,this}setFromNormalAndCoplanarPoint(e,t){return this.normal.copy(e),this.constant=-t.dot(this.normal),this}setFromCoplanarPoints(e,t,n){let r=T0.subVectors(n,t).cross(Mf.subVectors(e,t)).normalize();return this.setFromNormalAndCoplanarPoint(r,e),this}copy(e){return this.normal.copy(e.normal),this.constant=e.constant,this}normalize(){let e=1/this.normal.length();return this.normal.multiplyScalar(e),this.constant*=e,this}negate(){return this.constant*=-1,this.normal.negate(),this}distanceToPoint(e){return this.normal.dot(e)+this.constant}distanceToSphere(e){return this.distanceToPoint(e.center)-e.radius}projectPoint(e,t){return t.copy(e).addScaledVector(this.normal,-this.distanceToPoint(e))}intersectLine(e,t,n=!0){let r=e.delta(T0),s=this.normal.dot(r);if(s===0)return this.distanceToPoint(e.start)===0?t.copy(e.start):null;let o=-(e.start.dot(this.normal)+this.constant)/s;return n===!0&&(o<0||o>1)?null:t.copy(e.start).addScaledVector(r,o)}intersectsLine(e){let t=this.distanceToPoint(e.start),n=this.distanceToPoint(e.end);return t<0&&n>0||n<0&&t>0}intersectsBox(e){return e.intersectsPlane(this)}intersectsSphere(e){return e.intersectsPlane(this)}coplanarPoint(e){return e.copy(this.normal).multiplyScalar(-this.constant)}applyMatrix4(e,t){let n=t||Sf.getNormalMatrix(e),r=this.coplanarPoint(T0).applyMatrix4(e),s=this.normal.applyMatrix3(n).normalize();return this.constant=-r.dot(s),this}translate(e){return this.constant-=e.dot(this.normal),this}equals(e){return e.normal.equals(this.normal)&&e.constant===this.constant}clone(){return new this.constructor().copy(this)}toJSON(){return{normal:this.normal.toArray(),constant:this.constant}}fromJSON(e){return this.normal.fromArray(e.normal),this.constant=e.constant,this}},bf=0,_i=class extends xn{constructor(){super(),this.isMaterial=!0,Object.defineProperty(this,"id",{value:bf++}),this.uuid=qr(),this.name="",this.type="Material",this.blending=sr,this.side=ni,this.vertexColors=!1,this.opacity=1,this.transparent=!1,this.alphaHash=!1,this.blendSrc=z0,this.blendDst=Or,this.blendEquation=Un,this.blendSrcAlpha=null,this.blendDstAlpha=null,this.blendEquationAlpha=null,this.blendColor=new qe(0,0,0),this.blendAlpha=0,this.depthFunc=Ki,this.depthTest=!0,this.depthWrite=!0,this.stencilWriteMask=255,this.stencilFunc=hh,this.stencilRef=0,this.stencilFuncMask=255,this.stencilFail=Gs,this.stencilZFail=Gs,this.stencilZPass=Gs,this.stencilWrite=!1,this.clippingPlanes=null,this.clipIntersection=!1,this.clipShadows=!1,this.shadowSide=null,this.colorWrite=!0,this.precision=null,this.polygonOffset=!1,this.polygonOffsetFactor=0,this.polygonOffsetUnits=0,this.dithering=!1,this.alphaToCoverage=!1,this.premultipliedAlpha=!1,this.forceSinglePass=!1,this.allowOverride=!0,this.visible=!0,this.toneMapped=!0,this.userData={},this.version=0,this._alphaTest=0}get alphaTest(){return this._alphaTest}set alphaTest(e){this._alphaTest>0!=e>0&&this.version++,this._alphaTest=e}onBeforeRender(){}onBeforeCompile(){}customProgramCacheKey(){return this.onBeforeCompile.toString()}setValues(e){if(e!==void 0)for(let t in e){let n=e[t];if(n===void 0){Ce(`Material: parameter '${t}' has value of undefined.`);continue}let r=this[t];if(r===void 0){Ce(`Material: '${t}' is not a property of THREE.${this.type}.`);continue}r&&r.isColor?r.set(n):r&&r.isVector2&&n&&n.isVector2||r&&r.isEuler&&n&&n.isEuler||r&&r.isVector3&&n&&n.isVector3?r.copy(n):this[t]=n}}toJSON(e){let t=e===void 0||typeof e=="string";t&&(e={textures:{},images:{}});let n={metadata:{version:4.7,type:"Material",generator:"Material.toJSON"}};n.uuid=this.uuid,n.type=this.type,n.blending=this.blending,n.side=this.side,n.shadowSide=this.shadowSide,n.vertexColors=this.vertexColors,n.opacity=this.opacity,n.transparent=this.transparent,n.blendSrc=this.blendSrc,n.blendDst=this.blendDst,n.blendEquation=this.blendEquation,n.blendSrcAlpha=this.blendSrcAlpha,n.blendDstAlpha=this.blendDstAlpha,n.blendEquationAlpha=this.blendEquationAlpha,n.blendColor=this.blendColor.getHex(),n.blendAlpha=this.blendAlpha,n.depthFunc=this.depthFunc,n.depthTest=this.depthTest,n.depthWrite=this.depthWrite,n.colorWrite=this.colorWrite,n.clipIntersection=this.clipIntersection,n.clipShadows=this.clipShadows,n.stencilWriteMask=this.stencilWriteMask,n.stencilFunc=this.stencilFunc,n.stencilRef=this.stencilRef,n.stencilFuncMask=this.stencilFuncMask,n.stencilFail=this.stencilFail,n.stencilZFail=this.stencilZFail,n.stencilZPass=this.stencilZPass,n.stencilWrite=this.stencilWrite,n.polygonOffset=this.polygonOffset,n.polygonOffsetFactor=this.polygonOffsetFactor,n.polygonOffsetUnits=this.polygonOffsetUnits,n.dithering=this.dithering,n.alphaTest=this.alphaTest,n.alphaHash=this.alphaHash,n.alphaToCoverage=this.alphaToCoverage,n.premultipliedAlpha=this.premultipliedAlpha,n.forceSinglePass=this.forceSinglePass,n.allowOverride=this.allowOverride,n.visible=this.visible,n.toneMapped=this.toneMapped,n.name=this.name,this.color&&this.color.isColor&&(n.color=this.color.getHex()),this.roughness!==void 0&&(n.roughness=this.roughness),this.metalness!==void 0&&(n.metalness=this.metalness),this.sheen!==void 0&&(n.sheen=this.sheen),this.sheenColor&&this.sheenColor.isColor&&(n.sheenColor=this.sheenColor.getHex()),this.sheenRoughness!==void 0&&(n.sheenRoughness=this.sheenRoughness),this.emissive&&this.emissive.isColor&&(n.emissive=this.emissive.getHex()),this.emissiveIntensity!==void 0&&(n.emissiveIntensity=this.emissiveIntensity),this.specular&&this.specular.isColor&&(n.specular=this.specular.getHex()),this.specularIntensity!==void 0&&(n.specularIntensity=this.specularIntensity),this.specularColor&&this.specularColor.isColor&&(n.specularColor=this.specularColor.getHex()),this.shininess!==void 0&&(n.shininess=this.shininess),this.clearcoat!==void 0&&(n.clearcoat=this.clearcoat),this.clearcoatRoughness!==void 0&&(n.clearcoatRoughness=this.clearcoatRoughness),this.diffuseRoughness!==void 0&&(n.diffuseRoughness=this.diffuseRoughness),this.diffuseRoughnessMap&&this.diffuseRoughnessMap.isTexture&&(n.diffuseRoughnessMap=this.diffuseRoughnessMap.toJSON(e).uuid),this.clearcoatMap&&this.clearcoatMap.isTexture&&(n.clearcoatMap=this.clearcoatMap.toJSON(e).uuid),this.clearcoatRoughnessMap&&this.clearcoatRoughnessMap.isTexture&&(n.clearcoatRoughnessMap=this.clearcoatRoughnessMap.toJSON(e).uuid),this.clearcoatNormalMap&&this.clearcoatNormalMap.isTexture&&(n.clearcoatNormalMap=this.clearcoatNormalMap.toJSON(e).uuid,n.clearcoatNormalScale=this.clearcoatNormalScale.toArray()),this.sheenColorMap&&this.sheenColorMap.isTexture&&(n.sheenColorMap=this.sheenColorMap.toJSON(e).uuid),this.sheenRoughnessMap&&this.sheenRoughnessMap.isTexture&&(n.sheenRoughnessMap=this.sheenRoughnessMap.toJSON(e).uuid),this.dispersion!==void 0&&(n.dispersion=this.dispersion),this.retroreflectivity!==void 0&&(n.retroreflectivity=this.retroreflectivity),this.iridescence!==void 0&&(n.iridescence=this.iridescence),this.iridescenceIOR!==void 0&&(n.iridescenceIOR=this.iridescenceIOR),this.iridescenceThicknessMinimum!==void 0&&(n.iridescenceThicknessMinimum=this.iridescenceThicknessMinimum),this.iridescenceThicknessMaximum!==void 0&&(n.iridescenceThicknessMaximum=this.iridescenceThicknessMaximum),this.iridescenceMap&&this.iridescenceMap.isTexture&&(n.iridescenceMap=this.iridescenceMap.toJSON(e).uuid),this.iridescenceThicknessMap&&this.iridescenceThicknessMap.isTexture&&(n.iridescenceThicknessMap=this.iridescenceThicknessMap.toJSON(e).uuid),this.anisotropy!==void 0&&(n.anisotropy=this.anisotropy),this.anisotropyRotation!==void 0&&(n.anisotropyRotation=this.anisotropyRotation),this.anisotropyMap&&this.anisotropyMap.isTexture&&(n.anisotropyMap=this.anisotropyMap.toJSON(e).uuid),this.map&&this.map.isTexture&&(n.map=this.map.toJSON(e).uuid),this.matcap&&this.matcap.isTexture&&(n.matcap=this.matcap.toJSON(e).uuid),this.alphaMap&&this.alphaMap.isTexture&&(n.alphaMap=this.alphaMap.toJSON(e).uuid),this.lightMap&&this.lightMap.isTexture&&(n.lightMap=this.lightMap.toJSON(e).uuid,n.lightMapIntensity=this.lightMapIntensity),this.aoMap&&this.aoMap.isTexture&&(n.aoMap=this.aoMap.toJSON(e).uuid,n.aoMapIntensity=this.aoMapIntensity),this.bumpMap&&this.bumpMap.isTexture&&(n.bumpMap=this.bumpMap.toJSON(e).uuid,n.bumpScale=this.bumpScale),this.normalMap&&this.normalMap.isTexture&&(n.normalMap=this.normalMap.toJSON(e).uuid,n.normalMapType=this.normalMapType,n.normalScale=this.normalScale.toArray()),this.displacementMap&&this.displacementMap.isTexture&&(n.displacementMap=this.displacementMap.toJSON(e).uuid,n.displacementScale=this.displacementScale,n.displacementBias=this.displacementBias),this.roughnessMap&&this.roughnessMap.isTexture&&(n.roughnessMap=this.roughnessMap.toJSON(e).uuid),this.metalnessMap&&this.metalnessMap.isTexture&&(n.metalnessMap=this.metalnessMap.toJSON(e).uuid),this.emissiveMap&&this.emissiveMap.isTexture&&(n.emissiveMap=this.emissiveMap.toJSON(e).uuid),this.specularMap&&this.specularMap.isTexture&&(n.specularMap=this.specularMap.toJSON(e).uuid),this.specularIntensityMap&&this.specularIntensityMap.isTexture&&(n.specularIntensityMap=this.specularIntensityMap.toJSON(e).uuid),this.specularColorMap&&this.specularColorMap.isTexture&&(n.specularColorMap=this.specularColorMap.toJSON(e).uuid),this.envMap&&this.envMap.isTexture&&(n.envMap=this.envMap.toJSON(e).uuid,this.combine!==void 0&&(n.combine=this.combine)),this.envMapRotation!==void 0&&(n.envMapRotation=this.envMapRotation.toArray()),this.envMapIntensity!==void 0&&(n.envMapIntensity=this.envMapIntensity),this.reflectivity!==void 0&&(n.reflectivity=this.reflectivity),this.refractionRatio!==void 0&&(n.refractionRatio=this.refractionRatio),this.gradientMap&&this.gradientMap.isTexture&&(n.gradientMap=this.gradientMap.toJSON(e).uuid),this.transmission!==void 0&&(n.transmission=this.transmission),this.transmissionMap&&this.transmissionMap.isTexture&&(n.transmissionMap=this.transmissionMap.toJSON(e).uuid),this.thickness!==void 0&&(n.thickness=this.thickness),this.thicknessMap&&this.thicknessMap.isTexture&&(n.thicknessMap=this.thicknessMap.toJSON(e).uuid),this.attenuationDistance!==void 0&&(n.attenuationDistance=this.attenuationDistance),this.attenuationColor!==void 0&&(n.attenuationColor=this.attenuationColor.getHex()),this.size!==void 0&&(n.size=this.size),this.sizeAttenuation!==void 0&&(n.sizeAttenuation=this.sizeAttenuation),Array.isArray(this.clippingPlanes)&&this.clippingPlanes.length>0&&(n.clippingPlanes=this.clippingPlanes.map(s=>s.toJSON())),this.rotation!==void 0&&(n.rotation=this.rotation),this.depthPacking!==void 0&&(n.depthPacking=this.depthPacking),this.linewidth!==void 0&&(n.linewidth=this.linewidth),this.linecap!==void 0&&(n.linecap=this.linecap),this.linejoin!==void 0&&(n.linejoin=this.linejoin),this.dashSize!==void 0&&(n.dashSize=this.dashSize),this.gapSize!==void 0&&(n.gapSize=this.gapSize),this.scale!==void 0&&(n.scale=this.scale),this.wireframe!==void 0&&(n.wireframe=this.wireframe),this.wireframeLinewidth!==void 0&&(n.wireframeLinewidth=this.wireframeLinewidth),this.wireframeLinecap!==void 0&&(n.wireframeLinecap=this.wireframeLinecap),this.wireframeLinejoin!==void 0&&(n.wireframeLinejoin=this.wireframeLinejoin),this.flatShading!==void 0&&(n.flatShading=this.flatShading),this.fog!==void 0&&(n.fog=this.fog),Object.keys(this.userData).length>0&&(n.userData=this.userData);function r(s){let o=[];for(let a in s){let c=s[a];delete c.metadata,o.push(c)}return o}if(t){let s=r(e.textures),o=r(e.images);s.length>0&&(n.textures=s),o.length>0&&(n.images=o)}return n}fromJSON(e,t){if(e.uuid!==void 0&&(this.uuid=e.uuid),e.name!==void 0&&(this.name=e.name),e.color!==void 0&&this.color!==void 0&&this.color.setHex(e.color),e.roughness!==void 0&&(this.roughness=e.roughness),e.metalness!==void 0&&(this.metalness=e.metalness),e.sheen!==void 0&&(this.sheen=e.sheen),e.sheenColor!==void 0&&(this.sheenColor=new qe().setHex(e.sheenColor)),e.sheenRoughness!==void 0&&(this.sheenRoughness=e.sheenRoughness),e.emissive!==void 0&&this.emissive!==void 0&&this.emissive.setHex(e.emissive),e.specular!==void 0&&this.specular!==void 0&&this.specular.setHex(e.specular),e.specularIntensity!==void 0&&(this.specularIntensity=e.specularIntensity),e.specularColor!==void 0&&this.specularColor!==void 0&&this.specularColor.setHex(e.specularColor),e.shininess!==void 0&&(this.shininess=e.shininess),e.clearcoat!==void 0&&(this.clearcoat=e.clearcoat),e.clearcoatRoughness!==void 0&&(this.clearcoatRoughness=e.clearcoatRoughness),e.diffuseRoughness!==void 0&&(this.diffuseRoughness=e.diffuseRoughness),e.dispersion!==void 0&&(this.dispersion=e.dispersion),e.retroreflectivity!==void 0&&(this.retroreflectivity=e.retroreflectivity),e.iridescence!==void 0&&(this.iridescence=e.iridescence),e.iridescenceIOR!==void 0&&(this.iridescenceIOR=e.iridescenceIOR),e.iridescenceThicknessMinimum!==void 0&&(this.iridescenceThicknessMinimum=e.iridescenceThicknessMinimum),e.iridescenceThicknessMaximum!==void 0&&(this.iridescenceThicknessMaximum=e.iridescenceThicknessMaximum),e.iridescenceThicknessRange!==void 0&&(this.iridescenceThicknessMinimum=e.iridescenceThicknessRange[0],this.iridescenceThicknessMaximum=e.iridescenceThicknessRange[1]),e.transmission!==void 0&&(this.transmission=e.transmission),e.thickness!==void 0&&(this.thickness=e.thickness),e.attenuationDistance!==void 0&&(this.attenuationDistance=e.attenuationDistance),e.attenuationColor!==void 0&&this.attenuationColor!==void 0&&this.attenuationColor.setHex(e.attenuationColor),e.anisotropy!==void 0&&(this.anisotropy=e.anisotropy),e.anisotropyRotation!==void 0&&(this.anisotropyRotation=e.anisotropyRotation),e.fog!==void 0&&(this.fog=e.fog),e.flatShading!==void 0&&(this.flatShading=e.flatShading),e.blending!==void 0&&(this.blending=e.blending),e.combine!==void 0&&(this.combine=e.combine),e.side!==void 0&&(this.side=e.side),e.shadowSide!==void 0&&(this.shadowSide=e.shadowSide),e.opacity!==void 0&&(this.opacity=e.opacity),e.transparent!==void 0&&(this.transparent=e.transparent),e.alphaTest!==void 0&&(this.alphaTest=e.alphaTest),e.alphaHash!==void 0&&(this.alphaHash=e.alphaHash),e.depthFunc!==void 0&&(this.depthFunc=e.depthFunc),e.depthTest!==void 0&&(this.depthTest=e.depthTest),e.depthWrite!==void 0&&(this.depthWrite=e.depthWrite),e.colorWrite!==void 0&&(this.colorWrite=e.colorWrite),e.clippingPlanes!==void 0&&(this.clippingPlanes=e.clippingPlanes.map(n=>new dn().fromJSON(n))),e.clipIntersection!==void 0&&(this.clipIntersection=e.clipIntersection),e.clipShadows!==void 0&&(this.clipShadows=e.clipShadows),e.depthPacking!==void 0&&(this.depthPacking=e.depthPacking),e.blendSrc!==void 0&&(this.blendSrc=e.blendSrc),e.blendDst!==void 0&&(this.blendDst=e.blendDst),e.blendEquation!==void 0&&(this.blendEquation=e.blendEquation),e.blendSrcAlpha!==void 0&&(this.blendSrcAlpha=e.blendSrcAlpha),e.blendDstAlpha!==void 0&&(this.blendDstAlpha=e.blendDstAlpha),e.blendEquationAlpha!==void 0&&(this.blendEquationAlpha=e.blendEquationAlpha),e.blendColor!==void 0&&this.blendColor!==void 0&&this.blendColor.setHex(e.blendColor),e.blendAlpha!==void 0&&(this.blendAlpha=e.blendAlpha),e.stencilWriteMask!==void 0&&(this.stencilWriteMask=e.stencilWriteMask),e.stencilFunc!==void 0&&(this.stencilFunc=e.stencilFunc),e.stencilRef!==void 0&&(this.stencilRef=e.stencilRef),e.stencilFuncMask!==void 0&&(this.stencilFuncMask=e.stencilFuncMask),e.stencilFail!==void 0&&(this.stencilFail=e.stencilFail),e.stencilZFail!==void 0&&(this.stencilZFail=e.stencilZFail),e.stencilZPass!==void 0&&(this.stencilZPass=e.stencilZPass),e.stencilWrite!==void 0&&(this.stencilWrite=e.stencilWrite),e.wireframe!==void 0&&(this.wireframe=e.wireframe),e.wireframeLinewidth!==void 0&&(this.wireframeLinewidth=e.wireframeLinewidth),e.wireframeLinecap!==void 0&&(this.wireframeLinecap=e.wireframeLinecap),e.wireframeLinejoin!==void 0&&(this.wireframeLinejoin=e.wireframeLinejoin),e.rotation!==void 0&&(this.rotation=e.rotation),e.linewidth!==void 0&&(this.linewidth=e.linewidth),e.linecap!==void 0&&(this.linecap=e.linecap),e.linejoin!==void 0&&(this.linejoin=e.linejoin),e.dashSize!==void 0&&(this.dashSize=e.dashSize),e.gapSize!==void 0&&(this.gapSize=e.gapSize),e.scale!==void 0&&(this.scale=e.scale),e.polygonOffset!==void 0&&(this.polygonOffset=e.polygonOffset),e.polygonOffsetFactor!==void 0&&(this.polygonOffsetFactor=e.polygonOffsetFactor),e.polygonOffsetUnits!==void 0&&(this.polygonOffsetUnits=e.polygonOffsetUnits),e.dithering!==void 0&&(this.dithering=e.dithering),e.alphaToCoverage!==void 0&&(this.alphaToCoverage=e.alphaToCoverage),e.premultipliedAlpha!==void 0&&(this.premultipliedAlpha=e.premultipliedAlpha),e.forceSinglePass!==void 0&&(this.forceSinglePass=e.forceSinglePass),e.allowOverride!==void 0&&(this.allowOverride=e.allowOverride),e.visible!==void 0&&(this.visible=e.visible),e.toneMapped!==void 0&&(this.toneMapped=e.toneMapped),e.userData!==void 0&&(this.userData=e.userData),e.vertexColors!==void 0&&(typeof e.vertexColors=="number"?this.vertexColors=e.vertexColors>0:this.vertexColors=e.vertexColors),e.size!==void 0&&(this.size=e.size),e.sizeAttenuation!==void 0&&(this.sizeAttenuation=e.sizeAttenuation),e.map!==void 0&&(this.map=t[e.map]||null),e.matcap!==void 0&&(this.matcap=t[e.matcap]||null),e.alphaMap!==void 0&&(this.alphaMap=t[e.alphaMap]||null),e.bumpMap!==void 0&&(this.bumpMap=t[e.bumpMap]||null),e.bumpScale!==void 0&&(this.bumpScale=e.bumpScale),e.normalMap!==void 0&&(this.normalMap=t[e.normalMap]||null),e.normalMapType!==void 0&&(this.normalMapType=e.normalMapType),e.normalScale!==void 0){let n=e.normalScale;Array.isArray(n)===!1&&(n=[n,n]),this.normalScale=new Oe().fromArray(n)}return e.displacementMap!==void 0&&(this.displacementMap=t[e.displacementMap]||null),e.displacementScale!==void 0&&(this.displacementScale=e.displacementScale),e.displacementBias!==void 0&&(this.displacementBias=e.displacementBias),e.roughnessMap!==void 0&&(this.roughnessMap=t[e.roughnessMap]||null),e.metalnessMap!==void 0&&(this.metalnessMap=t[e.metalnessMap]||null),e.emissiveMap!==void 0&&(this.emissiveMap=t[e.emissiveMap]||null),e.emissiveIntensity!==void 0&&(this.emissiveIntensity=e.emissiveIntensity),e.specularMap!==void 0&&(this.specularMap=t[e.specularMap]||null),e.specularIntensityMap!==void 0&&(this.specularIntensityMap=t[e.specularIntensityMap]||null),e.specularColorMap!==void 0&&(this.specularColorMap=t[e.specularColorMap]||null),e.envMap!==void 0&&(this.envMap=t[e.envMap]||null),e.envMapRotation!==void 0&&this.envMapRotation.fromArray(e.envMapRotation),e.envMapIntensity!==void 0&&(this.envMapIntensity=e.envMapIntensity),e.reflectivity!==void 0&&(this.reflectivity=e.reflectivity),e.refractionRatio!==void 0&&(this.refractionRatio=e.refractionRatio),e.lightMap!==void 0&&(this.lightMap=t[e.lightMap]||null),e.lightMapIntensity!==void 0&&(this.lightMapIntensity=e.lightMapIntensity),e.aoMap!==void 0&&(this.aoMap=t[e.aoMap]||null),e.aoMapIntensity!==void 0&&(this.aoMapIntensity=e.aoMapIntensity),e.gradientMap!==void 0&&(this.gradientMap=t[e.gradientMap]||null),e.clearcoatMap!==void 0&&(this.clearcoatMap=t[e.clearcoatMap]||null),e.clearcoatRoughnessMap!==void 0&&(this.clearcoatRoughnessMap=t[e.clearcoatRoughnessMap]||null),e.clearcoatNormalMap!==void 0&&(this.clearcoatNormalMap=t[e.clearcoatNormalMap]||null),e.clearcoatNormalScale!==void 0&&(this.clearcoatNormalScale=new Oe().fromArray(e.clearcoatNormalScale)),e.diffuseRoughnessMap!==void 0&&(this.diffuseRoughnessMap=t[e.diffuseRoughnessMap]||null),e.iridescenceMap!==void 0&&(this.iridescenceMap=t[e.iridescenceMap]||null),e.iridescenceThicknessMap!==void 0&&(this.iridescenceThicknessMap=t[e.iridescenceThicknessMap]||null),e.transmissionMap!==void 0&&(this.transmissionMap=t[e.transmissionMap]||null),e.thicknessMap!==void 0&&(this.thicknessMap=t[e.thicknessMap]||null),e.anisotropyMap!==void 0&&(this.anisotropyMap=t[e.anisotropyMap]||null),e.sheenColorMap!==void 0&&(this.sheenColorMap=t[e.sheenColorMap]||null),e.sheenRoughnessMap!==void 0&&(this.sheenRoughnessMap=t[e.sheenRoughnessMap]||null),this}clone(){return new this.constructor().copy(this)}copy(e){this.name=e.name,this.blending=e.blending,this.side=e.side,this.vertexColors=e.vertexColors,this.opacity=e.opacity,this.transparent=e.transparent,this.blendSrc=e.blendSrc,this.blendDst=e.blendDst,this.blendEquation=e.blendEquation,this.blendSrcAlpha=e.blendSrcAlpha,this.blendDstAlpha=e.blendDstAlpha,this.blendEquationAlpha=e.blendEquationAlpha,this.blendColor.copy(e.blendColor),this.blendAlpha=e.blendAlpha,this.depthFunc=e.depthFunc,this.depthTest=e.depthTest,this.depthWrite=e.depthWrite,this.stencilWriteMask=e.stencilWriteMask,this.stencilFunc=e.stencilFunc,this.stencilRef=e.stencilRef,this.stencilFuncMask=e.stencilFuncMask,this.stencilFail=e.stencilFail,this.stencilZFail=e.stencilZFail,this.stencilZPass=e.stencilZPass,this.stencilWrite=e.stencilWrite;let t=e.clippingPlanes,n=null;if(t!==null){let r=t.length;n=new Array(r);for(let s=0;s!==r;++s)n[s]=t[s].clone()}return this.clippingPlanes=n,this.clipIntersection=e.clipIntersection,this.clipShadows=e.clipShadows,this.shadowSide=e.shadowSide,this.colorWrite=e.colorWrite,this.precision=e.precision,this.polygonOffset=e.polygonOffset,this.polygonOffsetFactor=e.polygonOffsetFactor,this.polygonOffsetUnits=e.polygonOffsetUnits,this.dithering=e.dithering,this.alphaTest=e.alphaTest,this.alphaHash=e.alphaHash,this.alphaToCoverage=e.alphaToCoverage,this.premultipliedAlpha=e.premultipliedAlpha,this.forceSinglePass=e.forceSinglePass,this.allowOverride=e.allowOverride,this.visible=e.visible,this.toneMapped=e.toneMapped,this.userData=JSON.parse(JSON.stringify(e.userData)),this}dispose(){this.dispatchEvent({type:"dispose"})}set needsUpdate(e){e===!0&&this.version++}};var In=new B,R0=new B,Rs=new B,Cs=new B,no=class{constructor(e=new B,t=new B(0,0,-1)){this.origin=e,this.direction=t}set(e,t){return this.origin.copy(e),this.direction.copy(t),this}copy(e){return this.origin.copy(e.origin),this.direction.copy(e.direction),this}at(e,t){return t.copy(this.origin).addScaledVector(this.direction,e)}lookAt(e){return this.direction.copy(e).sub(this.origin).normalize(),this}recast(e){return this.origin.copy(this.at(e,In)),this}closestPointToPoint(e,t){t.subVectors(e,this.origin);let n=t.dot(this.direction);return n<0?t.copy(this.origin):t.copy(this.origin).addScaledVector(this.direction,n)}distanceToPoint(e){return Math.sqrt(this.distanceSqToPoint(e))}distanceSqToPoint(e){let t=In.subVectors(e,this.origin).dot(this.direction);return t<0?this.origin.distanceToSquared(e):(In.copy(this.origin).addScaledVector(this.direction,t),In.distanceToSquared(e))}distanceSqToSegment(e,t,n,r){R0.copy(e).add(t).multiplyScalar(.5),Rs.copy(t).sub(e).normalize(),Cs.copy(this.origin).sub(R0);let s=e.distanceTo(t)*.5,o=-this.direction.dot(Rs),a=Cs.dot(this.direction),c=-Cs.dot(Rs),l=Cs.lengthSq(),h=Math.abs(1-o*o),u,d,f,m;if(h>0)if(u=o*c-a,d=o*a-c,m=s*h,u>=0)if(d>=-m)if(d<=m){let v=1/h;u*=v,d*=v,f=u*(u+o*d+2*a)+d*(o*u+d+2*c)+l}else d=s,u=Math.max(0,-(o*d+a)),f=-u*u+d*(d+2*c)+l;else d=-s,u=Math.max(0,-(o*d+a)),f=-u*u+d*(d+2*c)+l;else d<=-m?(u=Math.max(0,-(-o*s+a)),d=u>0?-s:Math.min(Math.max(-s,-c),s),f=-u*u+d*(d+2*c)+l):d<=m?(u=0,d=Math.min(Math.max(-s,-c),s),f=d*(d+2*c)+l):(u=Math.max(0,-(o*s+a)),d=u>0?s:Math.min(Math.max(-s,-c),s),f=-u*u+d*(d+2*c)+l);else d=o>0?-s:s,u=Math.max(0,-(o*d+a)),f=-u*u+d*(d+2*c)+l;return n&&n.copy(this.origin).addScaledVector(this.direction,u),r&&r.copy(R0).addScaledVector(Rs,d),f}intersectSphere(e,t){if(e.radius<0)return null;In.subVectors(e.center,this.origin);let n=In.dot(this.direction),r=In.dot(In)-n*n,s=e.radius*e.radius;if(r>s)return null;let o=Math.sqrt(s-r),a=n-o,c=n+o;return c<0?null:a<0?this.at(c,t):this.at(a,t)}intersectsSphere(e){return e.radius<0?!1:this.distanceSqToPoint(e.center)<=e.radius*e.radius}distanceToPlane(e){let t=e.normal.dot(this.direction);if(t===0)return e.distanceToPoint(this.origin)===0?0:null;let n=-(this.origin.dot(e.normal)+e.constant)/t;return n>=0?n:null}intersectPlane(e,t){let n=this.distanceToPlane(e);return n===null?null:this.at(n,t)}intersectsPlane(e){let t=e.distanceToPoint(this.origin);return t===0||e.normal.dot(this.direction)*t<0}intersectBox(e,t){let n,r,s,o,a,c,l=1/this.direction.x,h=1/this.direction.y,u=1/this.direction.z,d=this.origin;return l>=0?(n=(e.min.x-d.x)*l,r=(e.max.x-d.x)*l):(n=(e.max.x-d.x)*l,r=(e.min.x-d.x)*l),h>=0?(s=(e.min.y-d.y)*h,o=(e.max.y-d.y)*h):(s=(e.max.y-d.y)*h,o=(e.min.y-d.y)*h),n>o||s>r||((s>n||isNaN(n))&&(n=s),(o<r||isNaN(r))&&(r=o),u>=0?(a=(e.min.z-d.z)*u,c=(e.max.z-d.z)*u):(a=(e.max.z-d.z)*u,c=(e.min.z-d.z)*u),n>c||a>r)||((a>n||n!==n)&&(n=a),(c<r||r!==r)&&(r=c),r<0)?null:this.at(n>=0?n:r,t)}intersectsBox(e){return this.intersectBox(e,In)!==null}intersectTriangle(e,t,n,r,s){let o=this.origin,a=this.direction,c=a.x,l=a.y,h=a.z,u=e.x-o.x,d=e.y-o.y,f=e.z-o.z,m=t.x-o.x,v=t.y-o.y,p=t.z-o.z,g=n.x-o.x,M=n.y-o.y,A=n.z-o.z,w=Math.abs(c),T=Math.abs(l),E=Math.abs(h),_,S,U,I,D,k,X,C,G,Y,V,ee;if(w>=T&&w>=E?(U=c,k=u,G=m,ee=g,c>=0?(_=l,S=h,I=d,D=f,X=v,C=p,Y=M,V=A):(_=h,S=l,I=f,D=d,X=p,C=v,Y=A,V=M)):T>=E?(U=l,k=d,G=v,ee=M,l>=0?(_=h,S=c,I=f,D=u,X=p,C=m,Y=A,V=g):(_=c,S=h,I=u,D=f,X=m,C=p,Y=g,V=A)):(U=h,k=f,G=p,ee=A,h>=0?(_=c,S=l,I=u,D=d,X=m,C=v,Y=g,V=M):(_=l,S=c,I=d,D=u,X=v,C=m,Y=M,V=g)),U===0)return null;let H=_/U,j=S/U,Q=1/U,ve=I-H*k,Ie=D-j*k,J=X-H*G,de=C-j*G,xe=Y-H*ee,Ae=V-j*ee,fe=xe*de-Ae*J,Le=ve*Ae-Ie*xe,ht=J*Ie-de*ve;if(r){if(fe<0||Le<0||ht<0)return null}else if((fe<0||Le<0||ht<0)&&(fe>0||Le>0||ht>0))return null;let Re=fe+Le+ht;if(Re===0)return null;let Ke=Q*(fe*k+Le*G+ht*ee);return(Re>0?Ke<0:Ke>0)?null:this.at(Ke/Re,s)}applyMatrix4(e){return this.origin.applyMatrix4(e),this.direction.transformDirection(e),this}equals(e){return e.origin.equals(this.origin)&&e.direction.equals(this.direction)}clone(){return new this.constructor().copy(this)}},io=class extends _i{constructor(e){super(),this.isMeshBasicMaterial=!0,this.type="MeshBasicMaterial",this.color=new qe(16777215),this.map=null,this.lightMap=null,this.lightMapIntensity=1,this.aoMap=null,this.aoMapIntensity=1,this.specularMap=null,this.alphaMap=null,this.envMap=null,this.envMapRotation=new $n,this.combine=V0,this.reflectivity=1,this.refractionRatio=.98,this.wireframe=!1,this.wireframeLinewidth=1,this.wireframeLinecap="round",this.wireframeLinejoin="round",this.fog=!0,this.setValues(e)}copy(e){return super.copy(e),this.color.copy(e.color),this.map=e.map,this.lightMap=e.lightMap,this.lightMapIntensity=e.lightMapIntensity,this.aoMap=e.aoMap,this.aoMapIntensity=e.aoMapIntensity,this.specularMap=e.specularMap,this.alphaMap=e.alphaMap,this.envMap=e.envMap,this.envMapRotation.copy(e.envMapRotation),this.combine=e.combine,this.reflectivity=e.reflectivity,this.refractionRatio=e.refractionRatio,this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this.wireframeLinecap=e.wireframeLinecap,this.wireframeLinejoin=e.wireframeLinejoin,this.fog=e.fog,this}},Dl=new lt,fi=new no,Ps=new tr,Nl=new B,Is=new B,Ls=new B,Ds=new B,C0=new B,Ns=new B,Fl=new B,Fs=new B,nn=class extends en{constructor(e=new tn,t=new io){super(),this.isMesh=!0,this.type="Mesh",this.geometry=e,this.material=t,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.count=1,this.updateMorphTargets()}copy(e,t){return super.copy(e,t),e.morphTargetInfluences!==void 0?this.morphTargetInfluences=e.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,e.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},e.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(e.material)?e.material.slice():e.material,this.geometry=e.geometry,this}updateMorphTargets(){let t=this.geometry.morphAttributes,n=Object.keys(t);if(n.length>0){let r=t[n[0]];if(r!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let s=0,o=r.length;s<o;s++){let a=r[s].name||String(s);this.morphTargetInfluences.push(0),this.morphTargetDictionary[a]=s}}}}getVertexPosition(e,t){let n=this.geometry,r=n.attributes.position,s=n.morphAttributes.position,o=n.morphTargetsRelative;t.fromBufferAttribute(r,e);let a=this.morphTargetInfluences;if(s&&a){Ns.set(0,0,0);for(let c=0,l=s.length;c<l;c++){let h=a[c],u=s[c];h!==0&&(C0.fromBufferAttribute(u,e),o?Ns.addScaledVector(C0,h):Ns.addScaledVector(C0.sub(t),h))}t.add(Ns)}return t}intersectsFrustum(e){return e.intersectsObject(this)}raycast(e,t){let n=this.geometry,r=this.material,s=this.matrixWorld;r!==void 0&&(n.boundingSphere===null&&n.computeBoundingSphere(),Ps.copy(n.boundingSphere),Ps.applyMatrix4(s),fi.copy(e.ray).recast(e.near),!(Ps.containsPoint(fi.origin)===!1&&(fi.intersectSphere(Ps,Nl)===null||fi.origin.distanceToSquared(Nl)>(e.far-e.near)**2))&&(Dl.copy(s).invert(),fi.copy(e.ray).applyMatrix4(Dl),!(n.boundingBox!==null&&fi.intersectsBox(n.boundingBox)===!1)&&this._computeIntersections(e,t,fi)))}_computeIntersections(e,t,n){let r,s=this.geometry,o=this.material,a=s.index,c=s.attributes.position,l=s.attributes.uv,h=s.attributes.uv1,u=s.attributes.normal,d=s.groups,f=s.drawRange;if(a!==null)if(Array.isArray(o))for(let m=0,v=d.length;m<v;m++){let p=d[m],g=o[p.materialIndex],M=Math.max(p.start,f.start),A=Math.min(a.count,Math.min(p.start+p.count,f.start+f.count));for(let w=M,T=A;w<T;w+=3){let E=a.getX(w),_=a.getX(w+1),S=a.getX(w+2);r=Us(this,g,e,n,l,h,u,E,_,S),r&&(r.faceIndex=Math.floor(w/3),r.face.materialIndex=p.materialIndex,t.push(r))}}else{let m=Math.max(0,f.start),v=Math.min(a.count,f.start+f.count);for(let p=m,g=v;p<g;p+=3){let M=a.getX(p),A=a.getX(p+1),w=a.getX(p+2);r=Us(this,o,e,n,l,h,u,M,A,w),r&&(r.faceIndex=Math.floor(p/3),t.push(r))}}else if(c!==void 0)if(Array.isArray(o))for(let m=0,v=d.length;m<v;m++){let p=d[m],g=o[p.materialIndex],M=Math.max(p.start,f.start),A=Math.min(c.count,Math.min(p.start+p.count,f.start+f.count));for(let w=M,T=A;w<T;w+=3){let E=w,_=w+1,S=w+2;r=Us(this,g,e,n,l,h,u,E,_,S),r&&(r.faceIndex=Math.floor(w/3),r.face.materialIndex=p.materialIndex,t.push(r))}}else{let m=Math.max(0,f.start),v=Math.min(c.count,f.start+f.count);for(let p=m,g=v;p<g;p+=3){let M=p,A=p+1,w=p+2;r=Us(this,o,e,n,l,h,u,M,A,w),r&&(r.faceIndex=Math.floor(p/3),t.push(r))}}}};function wf(i,e,t,n,r,s,o,a){let c;if(e.side===Dt?c=n.intersectTriangle(o,s,r,!0,a):c=n.intersectTriangle(r,s,o,e.side===ni,a),c===null)return null;Fs.copy(a),Fs.applyMatrix4(i.matrixWorld);let l=t.ray.origin.distanceTo(Fs);return l<t.near||l>t.far?null:{distance:l,point:Fs.clone(),object:i}}function Us(i,e,t,n,r,s,o,a,c,l){i.getVertexPosition(a,Is),i.getVertexPosition(c,Ls),i.getVertexPosition(l,Ds);let h=wf(i,e,t,n,Is,Ls,Ds,Fl);if(h){let u=new B;Zn.getBarycoord(Fl,Is,Ls,Ds,u),r&&(h.uv=Zn.getInterpolatedAttribute(r,a,c,l,u,new Oe)),s&&(h.uv1=Zn.getInterpolatedAttribute(s,a,c,l,u,new Oe)),o&&(h.normal=Zn.getInterpolatedAttribute(o,a,c,l,u,new B),h.normal.dot(n.direction)>0&&h.normal.multiplyScalar(-1));let d={a,b:c,c:l,normal:new B,materialIndex:0};Zn.getNormal(Is,Ls,Ds,d.normal),h.face=d,h.barycoord=u}return h}var xi=class extends Ct{constructor(e=null,t=1,n=1,r,s,o,a,c,l=ct,h=ct,u,d){super(null,o,a,c,l,h,r,s,u,d),this.isDataTexture=!0,this.image={data:e,width:t,height:n},this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}};var pi=new tr,Af=new Oe(.5,.5),Os=new B,vi=class{constructor(e=new dn,t=new dn,n=new dn,r=new dn,s=new dn,o=new dn){this.planes=[e,t,n,r,s,o]}set(e,t,n,r,s,o){let a=this.planes;return a[0].copy(e),a[1].copy(t),a[2].copy(n),a[3].copy(r),a[4].copy(s),a[5].copy(o),this}copy(e){let t=this.planes;for(let n=0;n<6;n++)t[n].copy(e.planes[n]);return this}setFromProjectionMatrix(e,t=jt,n=!1){let r=this.planes,s=e.elements,o=s[0],a=s[1],c=s[2],l=s[3],h=s[4],u=s[5],d=s[6],f=s[7],m=s[8],v=s[9],p=s[10],g=s[11],M=s[12],A=s[13],w=s[14],T=s[15];if(r[0].setComponents(l-o,f-h,g-m,T-M).normalize(),r[1].setComponents(l+o,f+h,g+m,T+M).normalize(),r[2].setComponents(l+a,f+u,g+v,T+A).normalize(),r[3].setComponents(l-a,f-u,g-v,T-A).normalize(),n)r[4].setComponents(c,d,p,w).normalize(),r[5].setComponents(l-c,f-d,g-p,T-w).normalize();else if(r[4].setComponents(l-c,f-d,g-p,T-w).normalize(),t===jt)r[5].setComponents(l+c,f+d,g+p,T+w).normalize();else if(t===Er)r[5].setComponents(c,d,p,w).normalize();else throw new Error("THREE.Frustum.setFromProjectionMatrix(): Invalid coordinate system: "+t);return this}intersectsObject(e){if(e.boundingSphere!==void 0)e.boundingSphere===null&&e.computeBoundingSphere(),pi.copy(e.boundingSphere).applyMatrix4(e.matrixWorld);else{let t=e.geometry;t.boundingSphere===null&&t.computeBoundingSphere(),pi.copy(t.boundingSphere).applyMatrix4(e.matrixWorld)}return this.intersectsSphere(pi)}intersectsSprite(e){pi.center.set(0,0,0);let t=Af.distanceTo(e.center);return pi.radius=.7071067811865476+t,pi.applyMatrix4(e.matrixWorld),this.intersectsSphere(pi)}intersectsSphere(e){let t=this.planes,n=e.center,r=-e.radius;for(let s=0;s<6;s++)if(t[s].distanceToPoint(n)<r)return!1;return!0}intersectsBox(e){let t=this.planes;for(let n=0;n<6;n++){let r=t[n];if(Os.x=r.normal.x>0?e.max.x:e.min.x,Os.y=r.normal.y>0?e.max.y:e.min.y,Os.z=r.normal.z>0?e.max.z:e.min.z,r.distanceToPoint(Os)<0)return!1}return!0}containsPoint(e){let t=this.planes;for(let n=0;n<6;n++)if(t[n].distanceToPoint(e)<0)return!1;return!0}clone(){return new this.constructor().copy(this)}},Ul=new lt,ro=class i{constructor(){this.coordinateSystem=jt,this._frustums=[],this._count=0}setFromArrayCamera(e){let t=e.cameras,n=this._frustums;for(let r=0;r<t.length;r++){let s=t[r];Ul.multiplyMatrices(s.projectionMatrix,s.matrixWorldInverse),n[r]===void 0&&(n[r]=new vi),n[r].setFromProjectionMatrix(Ul,s.coordinateSystem,s.reversedDepth)}return this._count=t.length,this}getFrustum(e){return this._frustums[e]}intersectsObject(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsObject(e))return!0;return!1}intersectsSprite(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsSprite(e))return!0;return!1}intersectsSphere(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsSphere(e))return!0;return!1}intersectsBox(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsBox(e))return!0;return!1}containsPoint(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].containsPoint(e))return!0;return!1}copy(e){this.coordinateSystem=e.coordinateSystem;let t=this._frustums,n=e._frustums;for(let r=0;r<e._count;r++)t[r]===void 0&&(t[r]=new vi),t[r].copy(n[r]);return this._count=e._count,this}clone(){return new i().copy(this)}};var Lr=class extends Ct{constructor(e=[],t=Si,n,r,s,o,a,c,l,h){super(e,t,n,r,s,o,a,c,l,h),this.isCubeTexture=!0,this.flipY=!1}get images(){return this.image}set images(e){this.image=e}};var Nn=class extends Ct{constructor(e,t,n=fn,r,s,o,a=ct,c=ct,l,h=Dn,u=1){if(h!==Dn&&h!==Bn)throw new Error("THREE.DepthTexture: format must be either THREE.DepthFormat or THREE.DepthStencilFormat");let d={width:e,height:t,depth:u};super(d,r,s,o,a,c,h,n,l),this.isDepthTexture=!0,this.flipY=!1,this.generateMipmaps=!1,this.compareFunction=null}copy(e){return super.copy(e),this.source=new Qi(Object.assign({},e.image)),this.compareFunction=e.compareFunction,this}toJSON(e){let t=super.toJSON(e);return t.compareFunction=this.compareFunction,t}},Dr=class extends Nn{constructor(e,t=fn,n=Si,r,s,o=ct,a=ct,c,l=Dn){let h={width:e,height:e,depth:1},u=[h,h,h,h,h,h];super(e,e,t,n,r,s,o,a,c,l),this.image=u,this.isCubeDepthTexture=!0,this.isCubeTexture=!0}get images(){return this.image}set images(e){this.image=e}},Nr=class extends Ct{constructor(e=null){super(),this.sourceTexture=e,this.isExternalTexture=!0}copy(e){return super.copy(e),this.sourceTexture=e.sourceTexture,this}},nr=class i extends tn{constructor(e=1,t=1,n=1,r=1,s=1,o=1){super(),this.type="BoxGeometry",this.parameters={width:e,height:t,depth:n,widthSegments:r,heightSegments:s,depthSegments:o};let a=this;r=Math.floor(r),s=Math.floor(s),o=Math.floor(o);let c=[],l=[],h=[],u=[],d=0,f=0;m("z","y","x",-1,-1,n,t,e,o,s,0),m("z","y","x",1,-1,n,t,-e,o,s,1),m("x","z","y",1,1,e,n,t,r,o,2),m("x","z","y",1,-1,e,n,-t,r,o,3),m("x","y","z",1,-1,e,t,n,r,s,4),m("x","y","z",-1,-1,e,t,-n,r,s,5),this.setIndex(c),this.setAttribute("position",new Qt(l,3)),this.setAttribute("normal",new Qt(h,3)),this.setAttribute("uv",new Qt(u,2));function m(v,p,g,M,A,w,T,E,_,S,U){let I=w/_,D=T/S,k=w/2,X=T/2,C=E/2,G=_+1,Y=S+1,V=0,ee=0,H=new B;for(let j=0;j<Y;j++){let Q=j*D-X;for(let ve=0;ve<G;ve++){let Ie=ve*I-k;H[v]=Ie*M,H[p]=Q*A,H[g]=C,l.push(H.x,H.y,H.z),H[v]=0,H[p]=0,H[g]=E>0?1:-1,h.push(H.x,H.y,H.z),u.push(ve/_),u.push(1-j/S),V+=1}}for(let j=0;j<S;j++)for(let Q=0;Q<_;Q++){let ve=d+Q+G*j,Ie=d+Q+G*(j+1),J=d+(Q+1)+G*(j+1),de=d+(Q+1)+G*j;c.push(ve,Ie,de),c.push(Ie,J,de),ee+=6}a.addGroup(f,ee,U),f+=ee,d+=V}}copy(e){return super.copy(e),this.parameters=Object.assign({},e.parameters),this}static fromJSON(e){return new i(e.width,e.height,e.depth,e.widthSegments,e.heightSegments,e.depthSegments)}};var yi=class i extends tn{constructor(e=1,t=1,n=1,r=1){super(),this.type="PlaneGeometry",this.parameters={width:e,height:t,widthSegments:n,heightSegments:r};let s=e/2,o=t/2,a=Math.floor(n),c=Math.floor(r),l=a+1,h=c+1,u=e/a,d=t/c,f=[],m=[],v=[],p=[];for(let g=0;g<h;g++){let M=g*d-o;for(let A=0;A<l;A++){let w=A*u-s;m.push(w,-M,0),v.push(0,0,1),p.push(A/a),p.push(1-g/c)}}for(let g=0;g<c;g++)for(let M=0;M<a;M++){let A=M+l*g,w=M+l*(g+1),T=M+1+l*(g+1),E=M+1+l*g;f.push(A,w,E),f.push(w,T,E)}this.setIndex(f),this.setAttribute("position",new Qt(m,3)),this.setAttribute("normal",new Qt(v,3)),this.setAttribute("uv",new Qt(p,2))}copy(e){return super.copy(e),this.parameters=Object.assign({},e.parameters),this}static fromJSON(e){return new i(e.width,e.height,e.widthSegments,e.heightSegments)}};function wi(i){let e={};for(let t in i){e[t]={};for(let n in i[t]){let r=i[t][n];if(Ol(r))r.isRenderTargetTexture?(Ce("UniformsUtils: Textures of render targets cannot be cloned via cloneUniforms() or mergeUniforms()."),e[t][n]=null):e[t][n]=r.clone();else if(Array.isArray(r))if(Ol(r[0])){let s=[];for(let o=0,a=r.length;o<a;o++)s[o]=r[o].clone();e[t][n]=s}else e[t][n]=r.slice();else e[t][n]=r}}return e}function Pt(i){let e={};for(let t=0;t<i.length;t++){let n=wi(i[t]);for(let r in n)e[r]=n[r]}return e}function Ol(i){return i&&(i.isColor||i.isMatrix3||i.isMatrix4||i.isVector2||i.isVector3||i.isVector4||i.isTexture||i.isQuaternion)}function Ef(i){let e=[];for(let t=0;t<i.length;t++)e.push(i[t].clone());return e}function hc(i){let e=i.getRenderTarget();return e===null?i.outputColorSpace:e.isXRRenderTarget===!0?e.texture.colorSpace:We.workingColorSpace}var bh={clone:wi,merge:Pt},Tf=`void main() {
	gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
}`,Rf=`void main() {
	gl_FragColor = vec4( 1.0, 0.0, 0.0, 1.0 );
}`,rn=class extends _i{constructor(e){super(),this.isShaderMaterial=!0,this.type="ShaderMaterial",this.defines={},this.uniforms={},this.uniformsGroups=[],this.vertexShader=Tf,this.fragmentShader=Rf,this.linewidth=1,this.wireframe=!1,this.wireframeLinewidth=1,this.fog=!1,this.lights=!1,this.clipping=!1,this.forceSinglePass=!0,this.extensions={clipCullDistance:!1,multiDraw:!1},this.defaultAttributeValues={color:[1,1,1],uv:[0,0],uv1:[0,0]},this.index0AttributeName=void 0,this.uniformsNeedUpdate=!1,this.glslVersion=null,e!==void 0&&this.setValues(e)}copy(e){return super.copy(e),this.fragmentShader=e.fragmentShader,this.vertexShader=e.vertexShader,this.uniforms=wi(e.uniforms),this.uniformsGroups=Ef(e.uniformsGroups),this.defines=Object.assign({},e.defines),this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this.fog=e.fog,this.lights=e.lights,this.clipping=e.clipping,this.extensions=Object.assign({},e.extensions),this.glslVersion=e.glslVersion,this.defaultAttributeValues=Object.assign({},e.defaultAttributeValues),this.index0AttributeName=e.index0AttributeName,this.uniformsNeedUpdate=e.uniformsNeedUpdate,this}toJSON(e){let t=super.toJSON(e);t.glslVersion=this.glslVersion,t.uniforms={};for(let r in this.uniforms){let o=this.uniforms[r].value;o&&o.isTexture?t.uniforms[r]={type:"t",value:o.toJSON(e).uuid}:o&&o.isColor?t.uniforms[r]={type:"c",value:o.getHex()}:o&&o.isVector2?t.uniforms[r]={type:"v2",value:o.toArray()}:o&&o.isVector3?t.uniforms[r]={type:"v3",value:o.toArray()}:o&&o.isVector4?t.uniforms[r]={type:"v4",value:o.toArray()}:o&&o.isMatrix3?t.uniforms[r]={type:"m3",value:o.toArray()}:o&&o.isMatrix4?t.uniforms[r]={type:"m4",value:o.toArray()}:t.uniforms[r]={value:o}}Object.keys(this.defines).length>0&&(t.defines=this.defines),t.vertexShader=this.vertexShader,t.fragmentShader=this.fragmentShader,t.lights=this.lights,t.clipping=this.clipping;let n={};for(let r in this.extensions)this.extensions[r]===!0&&(n[r]=!0);return Object.keys(n).length>0&&(t.extensions=n),t}fromJSON(e,t){if(super.fromJSON(e,t),e.uniforms!==void 0)for(let n in e.uniforms){let r=e.uniforms[n];switch(this.uniforms[n]={},r.type){case"t":this.uniforms[n].value=t[r.value]||null;break;case"c":this.uniforms[n].value=new qe().setHex(r.value);break;case"v2":this.uniforms[n].value=new Oe().fromArray(r.value);break;case"v3":this.uniforms[n].value=new B().fromArray(r.value);break;case"v4":this.uniforms[n].value=new je().fromArray(r.value);break;case"m3":this.uniforms[n].value=new De().fromArray(r.value);break;case"m4":this.uniforms[n].value=new lt().fromArray(r.value);break;default:this.uniforms[n].value=r.value}}if(e.defines!==void 0&&(this.defines=e.defines),e.vertexShader!==void 0&&(this.vertexShader=e.vertexShader),e.fragmentShader!==void 0&&(this.fragmentShader=e.fragmentShader),e.glslVersion!==void 0&&(this.glslVersion=e.glslVersion),e.extensions!==void 0)for(let n in e.extensions)this.extensions[n]=e.extensions[n];return e.lights!==void 0&&(this.lights=e.lights),e.clipping!==void 0&&(this.clipping=e.clipping),this}},so=class extends rn{constructor(e){super(e),this.isRawShaderMaterial=!0,this.type="RawShaderMaterial"}};var oo=class extends _i{constructor(e){super(),this.isMeshDepthMaterial=!0,this.type="MeshDepthMaterial",this.depthPacking=ch,this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.wireframe=!1,this.wireframeLinewidth=1,this.setValues(e)}copy(e){return super.copy(e),this.depthPacking=e.depthPacking,this.map=e.map,this.alphaMap=e.alphaMap,this.displacementMap=e.displacementMap,this.displacementScale=e.displacementScale,this.displacementBias=e.displacementBias,this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this}},ao=class extends _i{constructor(e){super(),this.isMeshDistanceMaterial=!0,this.type="MeshDistanceMaterial",this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.setValues(e)}copy(e){return super.copy(e),this.map=e.map,this.alphaMap=e.alphaMap,this.displacementMap=e.displacementMap,this.displacementScale=e.displacementScale,this.displacementBias=e.displacementBias,this}};function qi(i,e){return!i||i.constructor===e?i:typeof e.BYTES_PER_ELEMENT=="number"?new e(i):Array.prototype.slice.call(i)}function Bs(i){return i!==void 0&&i.inTangents!==void 0&&i.outTangents!==void 0}var Qn=class{constructor(e,t,n,r){this.parameterPositions=e,this._cachedIndex=0,this.resultBuffer=r!==void 0?r:new t.constructor(n),this.sampleValues=t,this.valueSize=n,this.settings=null,this.DefaultSettings_={}}evaluate(e){let t=this.parameterPositions,n=this._cachedIndex,r=t[n],s=t[n-1];n:{e:{let o;t:{i:if(!(e<r)){for(let a=n+2;;){if(r===void 0){if(e<s)break i;return n=t.length,this._cachedIndex=n,this.copySampleValue_(n-1)}if(n===a)break;if(s=r,r=t[++n],e<r)break e}o=t.length;break t}if(!(e>=s)){let a=t[1];e<a&&(n=2,s=a);for(let c=n-2;;){if(s===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(n===c)break;if(r=s,s=t[--n-1],e>=s)break e}o=n,n=0;break t}break n}for(;n<o;){let a=n+o>>>1;e<t[a]?o=a:n=a+1}if(r=t[n],s=t[n-1],s===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(r===void 0)return n=t.length,this._cachedIndex=n,this.copySampleValue_(n-1)}this._cachedIndex=n,this.intervalChanged_(n,s,r)}return this.interpolate_(n,s,e,r)}getSettings_(){return this.settings||this.DefaultSettings_}copySampleValue_(e){let t=this.resultBuffer,n=this.sampleValues,r=this.valueSize,s=e*r;for(let o=0;o!==r;++o)t[o]=n[s+o];return t}interpolate_(){throw new Error("THREE.Interpolant: Call to abstract method.")}intervalChanged_(){}},co=class extends Qn{constructor(e,t,n,r){super(e,t,n,r),this._weightPrev=-0,this._offsetPrev=-0,this._weightNext=-0,this._offsetNext=-0,this.DefaultSettings_={endingStart:I0,endingEnd:I0}}intervalChanged_(e,t,n){let r=this.parameterPositions,s=e-2,o=e+1,a=r[s],c=r[o];if(a===void 0)switch(this.getSettings_().endingStart){case L0:s=e,a=2*t-n;break;case D0:s=r.length-2,a=t+r[s]-r[s+1];break;default:s=e,a=n}if(c===void 0)switch(this.getSettings_().endingEnd){case L0:o=e,c=2*n-t;break;case D0:o=1,c=n+r[1]-r[0];break;default:o=e-1,c=t}let l=(n-t)*.5,h=this.valueSize;this._weightPrev=l/(t-a),this._weightNext=l/(c-n),this._offsetPrev=s*h,this._offsetNext=o*h}interpolate_(e,t,n,r){let s=this.resultBuffer,o=this.sampleValues,a=this.valueSize,c=e*a,l=c-a,h=this._offsetPrev,u=this._offsetNext,d=this._weightPrev,f=this._weightNext,m=(n-t)/(r-t),v=m*m,p=v*m,g=-d*p+2*d*v-d*m,M=(1+d)*p+(-1.5-2*d)*v+(-.5+d)*m+1,A=(-1-f)*p+(1.5+f)*v+.5*m,w=f*p-f*v;for(let T=0;T!==a;++T)s[T]=g*o[h+T]+M*o[l+T]+A*o[c+T]+w*o[u+T];return s}},lo=class extends Qn{constructor(e,t,n,r){super(e,t,n,r)}interpolate_(e,t,n,r){let s=this.resultBuffer,o=this.sampleValues,a=this.valueSize,c=e*a,l=c-a,h=(n-t)/(r-t),u=1-h;for(let d=0;d!==a;++d)s[d]=o[l+d]*u+o[c+d]*h;return s}},ho=class extends Qn{constructor(e,t,n,r){super(e,t,n,r)}interpolate_(e){return this.copySampleValue_(e-1)}},uo=class extends Qn{interpolate_(e,t,n,r){let s=this.resultBuffer,o=this.sampleValues,a=this.valueSize,c=e*a,l=c-a,h=this.inTangents,u=this.outTangents;if(!h||!u){let m=(n-t)/(r-t),v=1-m;for(let p=0;p!==a;++p)s[p]=o[l+p]*v+o[c+p]*m;return s}let d=a*2,f=e-1;for(let m=0;m!==a;++m){let v=o[l+m],p=o[c+m],g=f*d+m*2,M=u[g],A=u[g+1],w=e*d+m*2,T=h[w],E=h[w+1],_=Pf(n,t,M,T,r);s[m]=wh(_,v,A,E,p)}return s}};function wh(i,e,t,n,r){let s=1-i;return s*s*s*e+3*s*s*i*t+3*s*i*i*n+i*i*i*r}function Cf(i,e,t,n,r){let s=1-i;return 3*s*s*(t-e)+6*s*i*(n-t)+3*i*i*(r-n)}function Pf(i,e,t,n,r){let s=(i-e)/(r-e);for(let o=0;o<8;o++){let a=wh(s,e,t,n,r)-i;if(Math.abs(a)<1e-10)break;let c=Cf(s,e,t,n,r);if(Math.abs(c)<1e-10)break;s=Math.max(0,Math.min(1,s-a/c))}return s}var Ht=class{constructor(e,t,n,r){if(e===void 0)throw new Error("THREE.KeyframeTrack: track name is undefined");if(t===void 0||t.length===0)throw new Error("THREE.KeyframeTrack: no keyframes in track named "+e);this.name=e,this.times=qi(t,this.TimeBufferType),this.values=qi(n,this.ValueBufferType),this.setInterpolation(r||this.DefaultInterpolation)}static toJSON(e){let t=e.constructor,n;if(t.toJSON!==this.toJSON)n=t.toJSON(e);else{n={name:e.name,times:qi(e.times,Array),values:qi(e.values,Array)};let r=e.getInterpolation();r!==e.DefaultInterpolation&&(n.interpolation=r),Bs(e.settings)&&(n.settings={inTangents:qi(e.settings.inTangents,Array),outTangents:qi(e.settings.outTangents,Array)})}return n.type=e.ValueTypeName,n}InterpolantFactoryMethodDiscrete(e){return new ho(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodLinear(e){return new lo(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodSmooth(e){return new co(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodBezier(e){let t=new uo(this.times,this.values,this.getValueSize(),e);return this.settings&&(t.inTangents=this.settings.inTangents,t.outTangents=this.settings.outTangents),t}setInterpolation(e){let t;switch(e){case wr:t=this.InterpolantFactoryMethodDiscrete;break;case $s:t=this.InterpolantFactoryMethodLinear;break;case Vs:t=this.InterpolantFactoryMethodSmooth;break;case P0:t=this.InterpolantFactoryMethodBezier;break}if(t===void 0){let n="unsupported interpolation for "+this.ValueTypeName+" keyframe track named "+this.name;if(this.createInterpolant===void 0)if(e!==this.DefaultInterpolation)this.setInterpolation(this.DefaultInterpolation);else throw new Error(n);return Ce("KeyframeTrack:",n),this}return this.createInterpolant=t,this}getInterpolation(){switch(this.createInterpolant){case this.InterpolantFactoryMethodDiscrete:return wr;case this.InterpolantFactoryMethodLinear:return $s;case this.InterpolantFactoryMethodSmooth:return Vs;case this.InterpolantFactoryMethodBezier:return P0}}getValueSize(){return this.values.length/this.times.length}shift(e){if(e!==0){let t=this.times;for(let n=0,r=t.length;n!==r;++n)t[n]+=e;Bs(this.settings)&&(Bl(this.settings.inTangents,e),Bl(this.settings.outTangents,e))}return this}scale(e){if(e!==1){let t=this.times;for(let n=0,r=t.length;n!==r;++n)t[n]*=e;Bs(this.settings)&&(kl(this.settings.inTangents,e),kl(this.settings.outTangents,e))}return this}trim(e,t){let n=this.times,r=n.length,s=0,o=r-1;for(;s!==r&&n[s]<e;)++s;for(;o!==-1&&n[o]>t;)--o;if(++o,s!==0||o!==r){s>=o&&(o=Math.max(o,1),s=o-1);let a=this.getValueSize();this.times=n.slice(s,o),this.values=this.values.slice(s*a,o*a)}return this}validate(){let e=!0,t=this.getValueSize();t-Math.floor(t)!==0&&(Pe("KeyframeTrack: Invalid value size in track.",this),e=!1);let n=this.times,r=this.values,s=n.length;s===0&&(Pe("KeyframeTrack: Track is empty.",this),e=!1);let o=null;for(let a=0;a!==s;a++){let c=n[a];if(typeof c=="number"&&isNaN(c)){Pe("KeyframeTrack: Time is not a valid number.",this,a,c),e=!1;break}if(o!==null&&o>c){Pe("KeyframeTrack: Out of order keys.",this,a,c,o),e=!1;break}o=c}if(r!==void 0&&rf(r))for(let a=0,c=r.length;a!==c;++a){let l=r[a];if(isNaN(l)){Pe("KeyframeTrack: Value is not a valid number.",this,a,l),e=!1;break}}return e}optimize(){let e=this.times.slice(),t=this.values.slice(),n=this.getValueSize(),r=this.getInterpolation()===Vs,s=e.length-1,o=1;for(let a=1;a<s;++a){let c=!1,l=e[a],h=e[a+1];if(l!==h&&(a!==1||l!==e[0]))if(r)c=!0;else{let u=a*n,d=u-n,f=u+n;for(let m=0;m!==n;++m){let v=t[u+m];if(v!==t[d+m]||v!==t[f+m]){c=!0;break}}}if(c){if(a!==o){e[o]=e[a];let u=a*n,d=o*n;for(let f=0;f!==n;++f)t[d+f]=t[u+f]}++o}}if(s>0){e[o]=e[s];for(let a=s*n,c=o*n,l=0;l!==n;++l)t[c+l]=t[a+l];++o}return o!==e.length?(this.times=e.slice(0,o),this.values=t.slice(0,o*n)):(this.times=e,this.values=t),this}clone(){let e=this.times.slice(),t=this.values.slice(),n=this.constructor,r=new n(this.name,e,t);return r.createInterpolant=this.createInterpolant,Bs(this.settings)&&(r.settings={inTangents:this.settings.inTangents.slice(),outTangents:this.settings.outTangents.slice()}),r}};function Bl(i,e){for(let t=0,n=i.length;t!==n;t+=2)i[t]+=e}function kl(i,e){for(let t=0,n=i.length;t!==n;t+=2)i[t]*=e}Ht.prototype.ValueTypeName="";Ht.prototype.TimeBufferType=Float32Array;Ht.prototype.ValueBufferType=Float32Array;Ht.prototype.DefaultInterpolation=$s;var ei=class extends Ht{constructor(e,t,n){super(e,t,n)}};ei.prototype.ValueTypeName="bool";ei.prototype.ValueBufferType=Array;ei.prototype.DefaultInterpolation=wr;ei.prototype.InterpolantFactoryMethodLinear=void 0;ei.prototype.InterpolantFactoryMethodSmooth=void 0;var fo=class extends Ht{constructor(e,t,n,r){super(e,t,n,r)}};fo.prototype.ValueTypeName="color";var po=class extends Ht{constructor(e,t,n,r){super(e,t,n,r)}};po.prototype.ValueTypeName="number";var mo=class extends Qn{constructor(e,t,n,r){super(e,t,n,r)}interpolate_(e,t,n,r){let s=this.resultBuffer,o=this.sampleValues,a=this.valueSize,c=(n-t)/(r-t),l=e*a;for(let h=l+a;l!==h;l+=4)vn.slerpFlat(s,0,o,l-a,o,l,c);return s}},Fr=class extends Ht{constructor(e,t,n,r){super(e,t,n,r)}InterpolantFactoryMethodLinear(e){return new mo(this.times,this.values,this.getValueSize(),e)}};Fr.prototype.ValueTypeName="quaternion";Fr.prototype.InterpolantFactoryMethodSmooth=void 0;var ti=class extends Ht{constructor(e,t,n){super(e,t,n)}};ti.prototype.ValueTypeName="string";ti.prototype.ValueBufferType=Array;ti.prototype.DefaultInterpolation=wr;ti.prototype.InterpolantFactoryMethodLinear=void 0;ti.prototype.InterpolantFactoryMethodSmooth=void 0;var go=class extends Ht{constructor(e,t,n,r){super(e,t,n,r)}};go.prototype.ValueTypeName="vector";var _o=class{constructor(e,t,n){let r=this,s=!1,o=0,a=0,c,l=[];this.onStart=void 0,this.onLoad=e,this.onProgress=t,this.onError=n,this._abortController=null,this.itemStart=function(h){a++,s===!1&&r.onStart!==void 0&&r.onStart(h,o,a),s=!0},this.itemEnd=function(h){o++,r.onProgress!==void 0&&r.onProgress(h,o,a),o===a&&(s=!1,r.onLoad!==void 0&&r.onLoad())},this.itemError=function(h){r.onError!==void 0&&r.onError(h)},this.resolveURL=function(h){return h=h.normalize("NFC"),c?c(h):h},this.setURLModifier=function(h){return c=h,this},this.addHandler=function(h,u){return l.push(h,u),this},this.removeHandler=function(h){let u=l.indexOf(h);return u!==-1&&l.splice(u,2),this},this.getHandler=function(h){for(let u=0,d=l.length;u<d;u+=2){let f=l[u],m=l[u+1];if(f.global&&(f.lastIndex=0),f.test(h))return m}return null},this.abort=function(){return this.abortController.abort(),this._abortController=null,this}}get abortController(){return this._abortController||(this._abortController=new AbortController),this._abortController}},Ah=new _o,xo=class{constructor(e){this.manager=e!==void 0?e:Ah,this.crossOrigin="anonymous",this.withCredentials=!1,this.path="",this.resourcePath="",this.requestHeader={},this.priority="auto",this.cache="default",typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}load(){}loadAsync(e,t){let n=this;return new Promise(function(r,s){n.load(e,r,t,s)})}parse(){}setCrossOrigin(e){return this.crossOrigin=e,this}setWithCredentials(e){return this.withCredentials=e,this}setPath(e){return this.path=e,this}setResourcePath(e){return this.resourcePath=e,this}setRequestHeader(e){return this.requestHeader=e,this}setPriority(e){return this.priority=e,this}setCache(e){return this.cache=e,this}abort(){return this}};xo.DEFAULT_MATERIAL_NAME="__DEFAULT";var ks=new B,zs=new vn,_n=new B,Mi=class extends en{constructor(){super(),this.isCamera=!0,this.type="Camera",this.matrixWorldInverse=new lt,this.projectionMatrix=new lt,this.projectionMatrixInverse=new lt,this.coordinateSystem=jt,this._reversedDepth=!1}get reversedDepth(){return this._reversedDepth}copy(e,t){return super.copy(e,t),this.matrixWorldInverse.copy(e.matrixWorldInverse),this.projectionMatrix.copy(e.projectionMatrix),this.projectionMatrixInverse.copy(e.projectionMatrixInverse),this.coordinateSystem=e.coordinateSystem,this}getWorldDirection(e){return super.getWorldDirection(e).negate()}updateMatrixWorld(e){super.updateMatrixWorld(e),this.matrixWorld.decompose(ks,zs,_n),_n.x===1&&_n.y===1&&_n.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(ks,zs,_n.set(1,1,1)).invert()}updateWorldMatrix(e,t,n=!1){super.updateWorldMatrix(e,t,n),this.matrixWorld.decompose(ks,zs,_n),_n.x===1&&_n.y===1&&_n.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(ks,zs,_n.set(1,1,1)).invert()}clone(){return new this.constructor().copy(this)}},Jn=new B,zl=new Oe,Vl=new Oe,Gt=class extends Mi{constructor(e=50,t=1,n=.1,r=2e3){super(),this.isPerspectiveCamera=!0,this.type="PerspectiveCamera",this.fov=e,this.zoom=1,this.near=n,this.far=r,this.focus=10,this.aspect=t,this.view=null,this.filmGauge=35,this.filmOffset=0,this.updateProjectionMatrix()}copy(e,t){return super.copy(e,t),this.fov=e.fov,this.zoom=e.zoom,this.near=e.near,this.far=e.far,this.focus=e.focus,this.aspect=e.aspect,this.view=e.view===null?null:Object.assign({},e.view),this.filmGauge=e.filmGauge,this.filmOffset=e.filmOffset,this}setFocalLength(e){let t=.5*this.getFilmHeight()/e;this.fov=js*2*Math.atan(t),this.updateProjectionMatrix()}getFocalLength(){let e=Math.tan(l0*.5*this.fov);return .5*this.getFilmHeight()/e}getEffectiveFOV(){return js*2*Math.atan(Math.tan(l0*.5*this.fov)/this.zoom)}getFilmWidth(){return this.filmGauge*Math.min(this.aspect,1)}getFilmHeight(){return this.filmGauge/Math.max(this.aspect,1)}getViewBounds(e,t,n){Jn.set(-1,-1,.5).applyMatrix4(this.projectionMatrixInverse),t.set(Jn.x,Jn.y).multiplyScalar(-e/Jn.z),Jn.set(1,1,.5).applyMatrix4(this.projectionMatrixInverse),n.set(Jn.x,Jn.y).multiplyScalar(-e/Jn.z)}getViewSize(e,t){return this.getViewBounds(e,zl,Vl),t.subVectors(Vl,zl)}setViewOffset(e,t,n,r,s,o){this.aspect=e/t,this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=e,this.view.fullHeight=t,this.view.offsetX=n,this.view.offsetY=r,this.view.width=s,this.view.height=o,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let e=this.near,t=e*Math.tan(l0*.5*this.fov)/this.zoom,n=2*t,r=this.aspect*n,s=-.5*r,o=this.view;if(this.view!==null&&this.view.enabled){let c=o.fullWidth,l=o.fullHeight;s+=o.offsetX*r/c,t-=o.offsetY*n/l,r*=o.width/c,n*=o.height/l}let a=this.filmOffset;a!==0&&(s+=e*a/this.getFilmWidth()),this.projectionMatrix.makePerspective(s,s+r,t,t-n,e,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(e){let t=super.toJSON(e);return t.object.fov=this.fov,t.object.zoom=this.zoom,t.object.near=this.near,t.object.far=this.far,t.object.focus=this.focus,t.object.aspect=this.aspect,this.view!==null&&(t.object.view=Object.assign({},this.view)),t.object.filmGauge=this.filmGauge,t.object.filmOffset=this.filmOffset,t}};var vo=class extends Mi{constructor(e=-1,t=1,n=1,r=-1,s=.1,o=2e3){super(),this.isOrthographicCamera=!0,this.type="OrthographicCamera",this.zoom=1,this.view=null,this.left=e,this.right=t,this.top=n,this.bottom=r,this.near=s,this.far=o,this.updateProjectionMatrix()}copy(e,t){return super.copy(e,t),this.left=e.left,this.right=e.right,this.top=e.top,this.bottom=e.bottom,this.near=e.near,this.far=e.far,this.zoom=e.zoom,this.view=e.view===null?null:Object.assign({},e.view),this}setViewOffset(e,t,n,r,s,o){this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=e,this.view.fullHeight=t,this.view.offsetX=n,this.view.offsetY=r,this.view.width=s,this.view.height=o,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let e=(this.right-this.left)/(2*this.zoom),t=(this.top-this.bottom)/(2*this.zoom),n=(this.right+this.left)/2,r=(this.top+this.bottom)/2,s=n-e,o=n+e,a=r+t,c=r-t;if(this.view!==null&&this.view.enabled){let l=(this.right-this.left)/this.view.fullWidth/this.zoom,h=(this.top-this.bottom)/this.view.fullHeight/this.zoom;s+=l*this.view.offsetX,o=s+l*this.view.width,a-=h*this.view.offsetY,c=a-h*this.view.height}this.projectionMatrix.makeOrthographic(s,o,a,c,this.near,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(e){let t=super.toJSON(e);return t.object.zoom=this.zoom,t.object.left=this.left,t.object.right=this.right,t.object.top=this.top,t.object.bottom=this.bottom,t.object.near=this.near,t.object.far=this.far,this.view!==null&&(t.object.view=Object.assign({},this.view)),t}};var Yi=-90,Ji=1,ir=class extends en{constructor(e,t,n){super(),this.type="CubeCamera",this.renderTarget=n,this.coordinateSystem=null,this.activeMipmapLevel=0;let r=new Gt(Yi,Ji,e,t);r.layers=this.layers,this.add(r);let s=new Gt(Yi,Ji,e,t);s.layers=this.layers,this.add(s);let o=new Gt(Yi,Ji,e,t);o.layers=this.layers,this.add(o);let a=new Gt(Yi,Ji,e,t);a.layers=this.layers,this.add(a);let c=new Gt(Yi,Ji,e,t);c.layers=this.layers,this.add(c);let l=new Gt(Yi,Ji,e,t);l.layers=this.layers,this.add(l)}updateCoordinateSystem(){let e=this.coordinateSystem,t=this.children.concat(),[n,r,s,o,a,c]=t;for(let l of t)this.remove(l);if(e===jt)n.up.set(0,1,0),n.lookAt(1,0,0),r.up.set(0,1,0),r.lookAt(-1,0,0),s.up.set(0,0,-1),s.lookAt(0,1,0),o.up.set(0,0,1),o.lookAt(0,-1,0),a.up.set(0,1,0),a.lookAt(0,0,1),c.up.set(0,1,0),c.lookAt(0,0,-1);else if(e===Er)n.up.set(0,-1,0),n.lookAt(-1,0,0),r.up.set(0,-1,0),r.lookAt(1,0,0),s.up.set(0,0,1),s.lookAt(0,1,0),o.up.set(0,0,-1),o.lookAt(0,-1,0),a.up.set(0,-1,0),a.lookAt(0,0,1),c.up.set(0,-1,0),c.lookAt(0,0,-1);else throw new Error("THREE.CubeCamera.updateCoordinateSystem(): Invalid coordinate system: "+e);for(let l of t)this.add(l),l.updateMatrixWorld()}update(e,t){this.parent===null&&this.updateMatrixWorld();let{renderTarget:n,activeMipmapLevel:r}=this;this.coordinateSystem!==e.coordinateSystem&&(this.coordinateSystem=e.coordinateSystem,this.updateCoordinateSystem());let[s,o,a,c,l,h]=this.children,u=e.getRenderTarget(),d=e.getActiveCubeFace(),f=e.getActiveMipmapLevel(),m=e.xr.enabled;e.xr.enabled=!1;let v=n.texture.mipmapsAutoUpdate;n.texture.mipmapsAutoUpdate=!1;let p=!1;e.isWebGLRenderer===!0?p=e.state.buffers.depth.getReversed():p=e.reversedDepthBuffer,e.setRenderTarget(n,0,r),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,s),e.setRenderTarget(n,1,r),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,o),e.setRenderTarget(n,2,r),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,a),e.setRenderTarget(n,3,r),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,c),e.setRenderTarget(n,4,r),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,l),n.texture.mipmapsAutoUpdate=v,e.setRenderTarget(n,5,r),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,h),e.setRenderTarget(u,d,f),e.xr.enabled=m,n.texture.needsPMREMUpdate=!0}},yo=class extends Gt{constructor(e=[]){super(),this.isArrayCamera=!0,this.isMultiViewCamera=!1,this.cameras=e,this.perCameraFrustumCulled=!1}};var uc="\\[\\]\\.:\\/",If=new RegExp("["+uc+"]","g"),dc="[^"+uc+"]",Lf="[^"+uc.replace("\\.","")+"]",Df=/((?:WC+[\/:])*)/.source.replace("WC",dc),Nf=/(WCOD+)?/.source.replace("WCOD",Lf),Ff=/(?:\.(WC+)(?:\[(.+)\])?)?/.source.replace("WC",dc),Uf=/\.(WC+)(?:\[(.+)\])?/.source.replace("WC",dc),Of=new RegExp("^"+Df+Nf+Ff+Uf+"$"),Bf=["material","materials","bones","map"],N0=class{constructor(e,t,n){let r=n||nt.parseTrackName(t);this._targetGroup=e,this._bindings=e.subscribe_(t,r)}getValue(e,t){this.bind();let n=this._targetGroup.nCachedObjects_,r=this._bindings[n];r!==void 0&&r.getValue(e,t)}setValue(e,t){let n=this._bindings;for(let r=this._targetGroup.nCachedObjects_,s=n.length;r!==s;++r)n[r].setValue(e,t)}bind(){let e=this._bindings;for(let t=this._targetGroup.nCachedObjects_,n=e.length;t!==n;++t)e[t].bind()}unbind(){let e=this._bindings;for(let t=this._targetGroup.nCachedObjects_,n=e.length;t!==n;++t)e[t].unbind()}},nt=class i{constructor(e,t,n){this.path=t,this.parsedPath=n||i.parseTrackName(t),this.node=i.findNode(e,this.parsedPath.nodeName),this.rootNode=e,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}static create(e,t,n){return e&&e.isAnimationObjectGroup?new i.Composite(e,t,n):new i(e,t,n)}static sanitizeNodeName(e){return e.replace(/\s/g,"_").replace(If,"")}static parseTrackName(e){let t=Of.exec(e);if(t===null)throw new Error("THREE.PropertyBinding: Cannot parse trackName: "+e);let n={nodeName:t[2],objectName:t[3],objectIndex:t[4],propertyName:t[5],propertyIndex:t[6]},r=n.nodeName&&n.nodeName.lastIndexOf(".");if(r!==void 0&&r!==-1){let s=n.nodeName.substring(r+1);Bf.indexOf(s)!==-1&&(n.nodeName=n.nodeName.substring(0,r),n.objectName=s)}if(n.propertyName===null||n.propertyName.length===0)throw new Error("THREE.PropertyBinding: can not parse propertyName from trackName: "+e);return n}static findNode(e,t){if(t===void 0||t===""||t==="."||t===-1||t===e.name||t===e.uuid)return e;if(e.skeleton){let n=e.skeleton.getBoneByName(t);if(n!==void 0)return n}if(e.children){let n=function(s){for(let o=0;o<s.length;o++){let a=s[o];if(a.name===t||a.uuid===t)return a;let c=n(a.children);if(c)return c}return null},r=n(e.children);if(r)return r}return null}_getValue_unavailable(){}_setValue_unavailable(){}_getValue_direct(e,t){e[t]=this.targetObject[this.propertyName]}_getValue_array(e,t){let n=this.resolvedProperty;for(let r=0,s=n.length;r!==s;++r)e[t++]=n[r]}_getValue_arrayElement(e,t){e[t]=this.resolvedProperty[this.propertyIndex]}_getValue_toArray(e,t){this.resolvedProperty.toArray(e,t)}_setValue_direct(e,t){this.targetObject[this.propertyName]=e[t]}_setValue_direct_setNeedsUpdate(e,t){this.targetObject[this.propertyName]=e[t],this.targetObject.needsUpdate=!0}_setValue_direct_setMatrixWorldNeedsUpdate(e,t){this.targetObject[this.propertyName]=e[t],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_array(e,t){let n=this.resolvedProperty;for(let r=0,s=n.length;r!==s;++r)n[r]=e[t++]}_setValue_array_setNeedsUpdate(e,t){let n=this.resolvedProperty;for(let r=0,s=n.length;r!==s;++r)n[r]=e[t++];this.targetObject.needsUpdate=!0}_setValue_array_setMatrixWorldNeedsUpdate(e,t){let n=this.resolvedProperty;for(let r=0,s=n.length;r!==s;++r)n[r]=e[t++];this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_arrayElement(e,t){this.resolvedProperty[this.propertyIndex]=e[t]}_setValue_arrayElement_setNeedsUpdate(e,t){this.resolvedProperty[this.propertyIndex]=e[t],this.targetObject.needsUpdate=!0}_setValue_arrayElement_setMatrixWorldNeedsUpdate(e,t){this.resolvedProperty[this.propertyIndex]=e[t],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_fromArray(e,t){this.resolvedProperty.fromArray(e,t)}_setValue_fromArray_setNeedsUpdate(e,t){this.resolvedProperty.fromArray(e,t),this.targetObject.needsUpdate=!0}_setValue_fromArray_setMatrixWorldNeedsUpdate(e,t){this.resolvedProperty.fromArray(e,t),this.targetObject.matrixWorldNeedsUpdate=!0}_getValue_unbound(e,t){this.bind(),this.getValue(e,t)}_setValue_unbound(e,t){this.bind(),this.setValue(e,t)}bind(){let e=this.node,t=this.parsedPath,n=t.objectName,r=t.propertyName,s=t.propertyIndex;if(e||(e=i.findNode(this.rootNode,t.nodeName),this.node=e),this.getValue=this._getValue_unavailable,this.setValue=this._setValue_unavailable,!e){Ce("PropertyBinding: No target node found for track: "+this.path+".");return}if(n){let l=t.objectIndex;switch(n){case"materials":if(!e.material){Pe("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!e.material.materials){Pe("PropertyBinding: Can not bind to material.materials as node.material does not have a materials array.",this);return}e=e.material.materials;break;case"bones":if(!e.skeleton){Pe("PropertyBinding: Can not bind to bones as node does not have a skeleton.",this);return}e=e.skeleton.bones;for(let h=0;h<e.length;h++)if(e[h].name===l){l=h;break}break;case"map":if("map"in e){e=e.map;break}if(!e.material){Pe("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!e.material.map){Pe("PropertyBinding: Can not bind to material.map as node.material does not have a map.",this);return}e=e.material.map;break;default:if(e[n]===void 0){Pe("PropertyBinding: Can not bind to objectName of node undefined.",this);return}e=e[n]}if(l!==void 0){if(e[l]===void 0){Pe("PropertyBinding: Trying to bind to objectIndex of objectName, but is undefined.",this,e);return}e=e[l]}}let o=e[r];if(o===void 0){let l=t.nodeName;Pe("PropertyBinding: Trying to update property for track: "+l+"."+r+" but it wasn't found.",e);return}let a=this.Versioning.None;this.targetObject=e,e.isMaterial===!0?a=this.Versioning.NeedsUpdate:e.isObject3D===!0&&(a=this.Versioning.MatrixWorldNeedsUpdate);let c=this.BindingType.Direct;if(s!==void 0){if(r==="morphTargetInfluences"){if(!e.geometry){Pe("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.",this);return}if(!e.geometry.morphAttributes){Pe("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.morphAttributes.",this);return}e.morphTargetDictionary[s]!==void 0&&(s=e.morphTargetDictionary[s])}c=this.BindingType.ArrayElement,this.resolvedProperty=o,this.propertyIndex=s}else o.fromArray!==void 0&&o.toArray!==void 0?(c=this.BindingType.HasFromToArray,this.resolvedProperty=o):Array.isArray(o)?(c=this.BindingType.EntireArray,this.resolvedProperty=o):this.propertyName=r;this.getValue=this.GetterByBindingType[c],this.setValue=this.SetterByBindingTypeAndVersioning[c][a]}unbind(){this.node=null,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}};nt.Composite=N0;nt.prototype.BindingType={Direct:0,EntireArray:1,ArrayElement:2,HasFromToArray:3};nt.prototype.Versioning={None:0,NeedsUpdate:1,MatrixWorldNeedsUpdate:2};nt.prototype.GetterByBindingType=[nt.prototype._getValue_direct,nt.prototype._getValue_array,nt.prototype._getValue_arrayElement,nt.prototype._getValue_toArray];nt.prototype.SetterByBindingTypeAndVersioning=[[nt.prototype._setValue_direct,nt.prototype._setValue_direct_setNeedsUpdate,nt.prototype._setValue_direct_setMatrixWorldNeedsUpdate],[nt.prototype._setValue_array,nt.prototype._setValue_array_setNeedsUpdate,nt.prototype._setValue_array_setMatrixWorldNeedsUpdate],[nt.prototype._setValue_arrayElement,nt.prototype._setValue_arrayElement_setNeedsUpdate,nt.prototype._setValue_arrayElement_setMatrixWorldNeedsUpdate],[nt.prototype._setValue_fromArray,nt.prototype._setValue_fromArray_setNeedsUpdate,nt.prototype._setValue_fromArray_setMatrixWorldNeedsUpdate]];var Qv=new Float32Array(1);var F0=class{static{this.prototype.isMatrix2=!0}constructor(e,t,n,r){this.elements=[1,0,0,1],e!==void 0&&this.set(e,t,n,r)}identity(){return this.set(1,0,0,1),this}fromArray(e,t=0){for(let n=0;n<4;n++)this.elements[n]=e[n+t];return this}set(e,t,n,r){let s=this.elements;return s[0]=e,s[2]=t,s[1]=n,s[3]=r,this}};function fc(i,e,t,n){let r=kf(n);switch(t){case ec:return i*e;case nc:return i*e/r.components*r.byteLength;case Po:return i*e/r.components*r.byteLength;case ii:return i*e*2/r.components*r.byteLength;case Io:return i*e*2/r.components*r.byteLength;case tc:return i*e*3/r.components*r.byteLength;case Bt:return i*e*4/r.components*r.byteLength;case Lo:return i*e*4/r.components*r.byteLength;case kr:case zr:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*8;case Vr:case Gr:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case No:case Uo:return Math.max(i,16)*Math.max(e,8)/4;case Do:case Fo:return Math.max(i,8)*Math.max(e,8)/2;case Oo:case Bo:case zo:case Vo:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*8;case ko:case Hr:case Go:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case Ho:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case Wo:return Math.floor((i+4)/5)*Math.floor((e+3)/4)*16;case Xo:return Math.floor((i+4)/5)*Math.floor((e+4)/5)*16;case qo:return Math.floor((i+5)/6)*Math.floor((e+4)/5)*16;case Yo:return Math.floor((i+5)/6)*Math.floor((e+5)/6)*16;case Jo:return Math.floor((i+7)/8)*Math.floor((e+4)/5)*16;case Zo:return Math.floor((i+7)/8)*Math.floor((e+5)/6)*16;case Ko:return Math.floor((i+7)/8)*Math.floor((e+7)/8)*16;case $o:return Math.floor((i+9)/10)*Math.floor((e+4)/5)*16;case jo:return Math.floor((i+9)/10)*Math.floor((e+5)/6)*16;case Qo:return Math.floor((i+9)/10)*Math.floor((e+7)/8)*16;case ea:return Math.floor((i+9)/10)*Math.floor((e+9)/10)*16;case ta:return Math.floor((i+11)/12)*Math.floor((e+9)/10)*16;case na:return Math.floor((i+11)/12)*Math.floor((e+11)/12)*16;case ia:case ra:case sa:return Math.ceil(i/4)*Math.ceil(e/4)*16;case oa:case aa:return Math.ceil(i/4)*Math.ceil(e/4)*8;case Wr:case ca:return Math.ceil(i/4)*Math.ceil(e/4)*16}throw new Error(`Unable to determine texture byte length for ${t} format.`)}function kf(i){switch(i){case Nt:case K0:return{byteLength:1,components:1};case cr:case $0:case pn:return{byteLength:2,components:1};case Ro:case Co:return{byteLength:2,components:4};case fn:case To:case Wt:return{byteLength:4,components:1};case j0:case Q0:return{byteLength:4,components:3}}throw new Error(`THREE.TextureUtils: Unknown texture type ${i}.`)}typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("register",{detail:{revision:"187"}}));typeof window<"u"&&(window.__THREE__?Ce("WARNING: Multiple instances of Three.js being imported."):window.__THREE__="187");/**
 * @license
 * Copyright 2010-2026 Three.js Authors
 * SPDX-License-Identifier: MIT
 */function Yh(){let i=null,e=!1,t=null,n=null;function r(s,o){n=i.requestAnimationFrame(r),t(s,o)}return{start:function(){e!==!0&&t!==null&&i!==null&&(n=i.requestAnimationFrame(r),e=!0)},stop:function(){i!==null&&i.cancelAnimationFrame(n),e=!1},setAnimationLoop:function(s){t=s},setContext:function(s){i=s}}}function Vf(i){let e=new WeakMap;function t(a,c){let l=a.array,h=a.usage,u=l.byteLength,d=i.createBuffer();i.bindBuffer(c,d),i.bufferData(c,l,h),a.onUploadCallback();let f;if(l instanceof Float32Array)f=i.FLOAT;else if(typeof Float16Array<"u"&&l instanceof Float16Array)f=i.HALF_FLOAT;else if(l instanceof Uint16Array)a.isFloat16BufferAttribute?f=i.HALF_FLOAT:f=i.UNSIGNED_SHORT;else if(l instanceof Int16Array)f=i.SHORT;else if(l instanceof Uint32Array)f=i.UNSIGNED_INT;else if(l instanceof Int32Array)f=i.INT;else if(l instanceof Int8Array)f=i.BYTE;else if(l instanceof Uint8Array)f=i.UNSIGNED_BYTE;else if(l instanceof Uint8ClampedArray)f=i.UNSIGNED_BYTE;else throw new Error("THREE.WebGLAttributes: Unsupported buffer data format: "+l);return{buffer:d,type:f,bytesPerElement:l.BYTES_PER_ELEMENT,version:a.version,size:u}}function n(a,c,l){let h=c.array,u=c.updateRanges;if(i.bindBuffer(l,a),u.length===0)i.bufferSubData(l,0,h);else{u.sort((f,m)=>f.start-m.start);let d=0;for(let f=1;f<u.length;f++){let m=u[d],v=u[f];v.start<=m.start+m.count+1?m.count=Math.max(m.count,v.start+v.count-m.start):(++d,u[d]=v)}u.length=d+1;for(let f=0,m=u.length;f<m;f++){let v=u[f];i.bufferSubData(l,v.start*h.BYTES_PER_ELEMENT,h,v.start,v.count)}c.clearUpdateRanges()}c.onUploadCallback()}function r(a){return a.isInterleavedBufferAttribute&&(a=a.data),e.get(a)}function s(a){a.isInterleavedBufferAttribute&&(a=a.data);let c=e.get(a);c&&(i.deleteBuffer(c.buffer),e.delete(a))}function o(a,c){if(a.isInterleavedBufferAttribute&&(a=a.data),a.isGLBufferAttribute){let h=e.get(a);(!h||h.version<a.version)&&e.set(a,{buffer:a.buffer,type:a.type,bytesPerElement:a.elementSize,version:a.version});return}let l=e.get(a);if(l===void 0)e.set(a,t(a,c));else if(l.version<a.version){if(l.size!==a.array.byteLength)throw new Error("THREE.WebGLAttributes: The size of the buffer attribute's array buffer does not match the original size. Resizing buffer attributes is not supported.");n(l.buffer,a,c),l.version=a.version}}return{get:r,remove:s,update:o}}var Gf=`#ifdef USE_ALPHAHASH
	if ( diffuseColor.a < getAlphaHashThreshold( vPosition ) ) discard;
#endif`,Hf=`#ifdef USE_ALPHAHASH
	const float ALPHA_HASH_SCALE = 0.05;
	float hash2D( vec2 value ) {
		return fract( 1.0e4 * sin( 17.0 * value.x + 0.1 * value.y ) * ( 0.1 + abs( sin( 13.0 * value.y + value.x ) ) ) );
	}
	float hash3D( vec3 value ) {
		return hash2D( vec2( hash2D( value.xy ), value.z ) );
	}
	float getAlphaHashThreshold( vec3 position ) {
		float maxDeriv = max(
			length( dFdx( position.xyz ) ),
			length( dFdy( position.xyz ) )
		);
		float pixScale = 1.0 / ( ALPHA_HASH_SCALE * maxDeriv );
		vec2 pixScales = vec2(
			exp2( floor( log2( pixScale ) ) ),
			exp2( ceil( log2( pixScale ) ) )
		);
		vec2 alpha = vec2(
			hash3D( floor( pixScales.x * position.xyz ) ),
			hash3D( floor( pixScales.y * position.xyz ) )
		);
		float lerpFactor = fract( log2( pixScale ) );
		float x = ( 1.0 - lerpFactor ) * alpha.x + lerpFactor * alpha.y;
		float a = min( lerpFactor, 1.0 - lerpFactor );
		vec3 cases = vec3(
			x * x / ( 2.0 * a * ( 1.0 - a ) ),
			( x - 0.5 * a ) / ( 1.0 - a ),
			1.0 - ( ( 1.0 - x ) * ( 1.0 - x ) / ( 2.0 * a * ( 1.0 - a ) ) )
		);
		float threshold = ( x < ( 1.0 - a ) )
			? ( ( x < a ) ? cases.x : cases.y )
			: cases.z;
		return clamp( threshold , 1.0e-6, 1.0 );
	}
#endif`,Wf=`#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, vAlphaMapUv ).g;
#endif`,Xf=`#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,qf=`#ifdef USE_ALPHATEST
	#ifdef ALPHA_TO_COVERAGE
	diffuseColor.a = smoothstep( alphaTest, alphaTest + fwidth( diffuseColor.a ), diffuseColor.a );
	if ( diffuseColor.a == 0.0 ) discard;
	#else
	if ( diffuseColor.a < alphaTest ) discard;
	#endif
#endif`,Yf=`#ifdef USE_ALPHATEST
	uniform float alphaTest;
#endif`,Jf=`#ifdef USE_AOMAP
	float ambientOcclusion = ( texture2D( aoMap, vAoMapUv ).r - 1.0 ) * aoMapIntensity + 1.0;
	reflectedLight.indirectDiffuse *= ambientOcclusion;
	#if defined( USE_CLEARCOAT ) 
		clearcoatSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_SHEEN ) 
		sheenSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_ENVMAP ) && defined( STANDARD )
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		reflectedLight.indirectSpecular *= computeSpecularOcclusion( dotNV, ambientOcclusion, material.roughness );
	#endif
#endif`,Zf=`#ifdef USE_AOMAP
	uniform sampler2D aoMap;
	uniform float aoMapIntensity;
#endif`,Kf=`#ifdef USE_BATCHING
	#if ! defined( GL_ANGLE_multi_draw )
	#define gl_DrawID _gl_DrawID
	uniform int _gl_DrawID;
	#endif
	uniform highp sampler2D batchingTexture;
	uniform highp usampler2D batchingIdTexture;
	mat4 getBatchingMatrix( const in float i ) {
		int size = textureSize( batchingTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( batchingTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( batchingTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( batchingTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( batchingTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
	float getIndirectIndex( const in int i ) {
		int size = textureSize( batchingIdTexture, 0 ).x;
		int x = i % size;
		int y = i / size;
		return float( texelFetch( batchingIdTexture, ivec2( x, y ), 0 ).r );
	}
#endif
#ifdef USE_BATCHING_COLOR
	uniform sampler2D batchingColorTexture;
	vec4 getBatchingColor( const in float i ) {
		int size = textureSize( batchingColorTexture, 0 ).x;
		int j = int( i );
		int x = j % size;
		int y = j / size;
		return texelFetch( batchingColorTexture, ivec2( x, y ), 0 );
	}
#endif`,$f=`#ifdef USE_BATCHING
	mat4 batchingMatrix = getBatchingMatrix( getIndirectIndex( gl_DrawID ) );
#endif`,jf=`vec3 transformed = vec3( position );
#ifdef USE_ALPHAHASH
	vPosition = vec3( position );
#endif`,Qf=`vec3 objectNormal = vec3( normal );
#ifdef USE_TANGENT
	vec3 objectTangent = vec3( tangent.xyz );
#endif`,ep=`float G_BlinnPhong_Implicit( ) {
	return 0.25;
}
float D_BlinnPhong( const in float shininess, const in float dotNH ) {
	return RECIPROCAL_PI * ( shininess * 0.5 + 1.0 ) * pow( dotNH, shininess );
}
vec3 BRDF_BlinnPhong( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 specularColor, const in float shininess ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( specularColor, 1.0, dotVH );
	float G = G_BlinnPhong_Implicit( );
	float D = D_BlinnPhong( shininess, dotNH );
	return F * ( G * D );
} // validated`,tp=`#ifdef USE_IRIDESCENCE
	const mat3 XYZ_TO_REC709 = mat3(
		 3.2404542, -0.9692660,  0.0556434,
		-1.5371385,  1.8760108, -0.2040259,
		-0.4985314,  0.0415560,  1.0572252
	);
	vec3 Fresnel0ToIor( vec3 fresnel0 ) {
		vec3 sqrtF0 = sqrt( fresnel0 );
		return ( vec3( 1.0 ) + sqrtF0 ) / ( vec3( 1.0 ) - sqrtF0 );
	}
	vec3 IorToFresnel0( vec3 transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - vec3( incidentIor ) ) / ( transmittedIor + vec3( incidentIor ) ) );
	}
	float IorToFresnel0( float transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - incidentIor ) / ( transmittedIor + incidentIor ));
	}
	vec3 evalSensitivity( float OPD, vec3 shift ) {
		float phase = 2.0 * PI * OPD * 1.0e-9;
		vec3 val = vec3( 5.4856e-13, 4.4201e-13, 5.2481e-13 );
		vec3 pos = vec3( 1.6810e+06, 1.7953e+06, 2.2084e+06 );
		vec3 var = vec3( 4.3278e+09, 9.3046e+09, 6.6121e+09 );
		vec3 xyz = val * sqrt( 2.0 * PI * var ) * cos( pos * phase + shift ) * exp( - pow2( phase ) * var );
		xyz.x += 9.7470e-14 * sqrt( 2.0 * PI * 4.5282e+09 ) * cos( 2.2399e+06 * phase + shift[ 0 ] ) * exp( - 4.5282e+09 * pow2( phase ) );
		xyz /= 1.0685e-7;
		vec3 rgb = XYZ_TO_REC709 * xyz;
		return rgb;
	}
	vec3 evalIridescence( float outsideIOR, float eta2, float cosTheta1, float thinFilmThickness, vec3 baseF0 ) {
		vec3 I;
		float iridescenceIOR = mix( outsideIOR, eta2, smoothstep( 0.0, 0.03, thinFilmThickness ) );
		float sinTheta2Sq = pow2( outsideIOR / iridescenceIOR ) * ( 1.0 - pow2( cosTheta1 ) );
		float cosTheta2Sq = 1.0 - sinTheta2Sq;
		if ( cosTheta2Sq < 0.0 ) {
			return vec3( 1.0 );
		}
		float cosTheta2 = sqrt( cosTheta2Sq );
		float R0 = IorToFresnel0( iridescenceIOR, outsideIOR );
		float R12 = F_Schlick( R0, 1.0, cosTheta1 );
		float T121 = 1.0 - R12;
		float phi12 = 0.0;
		if ( iridescenceIOR < outsideIOR ) phi12 = PI;
		float phi21 = PI - phi12;
		vec3 baseIOR = Fresnel0ToIor( clamp( baseF0, 0.0, 0.9999 ) );		vec3 R1 = IorToFresnel0( baseIOR, iridescenceIOR );
		vec3 R23 = F_Schlick( R1, 1.0, cosTheta2 );
		vec3 phi23 = vec3( 0.0 );
		if ( baseIOR[ 0 ] < iridescenceIOR ) phi23[ 0 ] = PI;
		if ( baseIOR[ 1 ] < iridescenceIOR ) phi23[ 1 ] = PI;
		if ( baseIOR[ 2 ] < iridescenceIOR ) phi23[ 2 ] = PI;
		float OPD = 2.0 * iridescenceIOR * thinFilmThickness * cosTheta2;
		vec3 phi = vec3( phi21 ) + phi23;
		vec3 R123 = clamp( R12 * R23, 1e-5, 0.9999 );
		vec3 r123 = sqrt( R123 );
		vec3 Rs = pow2( T121 ) * R23 / ( vec3( 1.0 ) - R123 );
		vec3 C0 = R12 + Rs;
		I = C0;
		vec3 Cm = Rs - T121;
		for ( int m = 1; m <= 2; ++ m ) {
			Cm *= r123;
			vec3 Sm = 2.0 * evalSensitivity( float( m ) * OPD, float( m ) * phi );
			I += Cm * Sm;
		}
		return max( I, vec3( 0.0 ) );
	}
#endif`,np=`#ifdef USE_BUMPMAP
	uniform sampler2D bumpMap;
	uniform float bumpScale;
	vec2 dHdxy_fwd() {
		vec2 dSTdx = dFdx( vBumpMapUv );
		vec2 dSTdy = dFdy( vBumpMapUv );
		float Hll = bumpScale * texture2D( bumpMap, vBumpMapUv ).x;
		float dBx = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdx ).x - Hll;
		float dBy = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdy ).x - Hll;
		return vec2( dBx, dBy );
	}
	vec3 perturbNormalArb( vec3 surf_pos, vec3 surf_norm, vec2 dHdxy, float faceDirection ) {
		vec3 vSigmaX = normalize( dFdx( surf_pos.xyz ) );
		vec3 vSigmaY = normalize( dFdy( surf_pos.xyz ) );
		vec3 vN = surf_norm;
		vec3 R1 = cross( vSigmaY, vN );
		vec3 R2 = cross( vN, vSigmaX );
		float fDet = dot( vSigmaX, R1 ) * faceDirection;
		vec3 vGrad = sign( fDet ) * ( dHdxy.x * R1 + dHdxy.y * R2 );
		return normalize( abs( fDet ) * surf_norm - vGrad );
	}
#endif`,ip=`#if NUM_CLIPPING_PLANES > 0
	vec4 plane;
	#ifdef ALPHA_TO_COVERAGE
		float distanceToPlane, distanceGradient;
		float clipOpacity = 1.0;
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
			distanceGradient = fwidth( distanceToPlane ) / 2.0;
			clipOpacity *= smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			if ( clipOpacity == 0.0 ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			float unionClipOpacity = 1.0;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
				distanceGradient = fwidth( distanceToPlane ) / 2.0;
				unionClipOpacity *= 1.0 - smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			}
			#pragma unroll_loop_end
			clipOpacity *= 1.0 - unionClipOpacity;
		#endif
		diffuseColor.a *= clipOpacity;
		if ( diffuseColor.a == 0.0 ) discard;
	#else
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			if ( dot( vClipPosition, plane.xyz ) > plane.w ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			bool clipped = true;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				clipped = ( dot( vClipPosition, plane.xyz ) > plane.w ) && clipped;
			}
			#pragma unroll_loop_end
			if ( clipped ) discard;
		#endif
	#endif
#endif`,rp=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
	uniform vec4 clippingPlanes[ NUM_CLIPPING_PLANES ];
#endif`,sp=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
#endif`,op=`#if NUM_CLIPPING_PLANES > 0
	vClipPosition = - mvPosition.xyz;
#endif`,ap=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	diffuseColor *= vColor;
#endif`,cp=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	varying vec4 vColor;
#endif`,lp=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	varying vec4 vColor;
#endif`,hp=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	vColor = vec4( 1.0 );
#endif
#ifdef USE_COLOR_ALPHA
	vColor *= color;
#elif defined( USE_COLOR )
	vColor.rgb *= color;
#endif
#ifdef USE_INSTANCING_COLOR
	vColor.rgb *= instanceColor.rgb;
#endif
#ifdef USE_BATCHING_COLOR
	vColor *= getBatchingColor( getIndirectIndex( gl_DrawID ) );
#endif`,up=`#define PI 3.141592653589793
#define PI2 6.283185307179586
#define PI_HALF 1.5707963267948966
#define RECIPROCAL_PI 0.3183098861837907
#define RECIPROCAL_PI2 0.15915494309189535
#define EPSILON 1e-6
#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
#define whiteComplement( a ) ( 1.0 - saturate( a ) )
float pow2( const in float x ) { return x*x; }
vec3 pow2( const in vec3 x ) { return x*x; }
float pow3( const in float x ) { return x*x*x; }
float pow4( const in float x ) { float x2 = x*x; return x2*x2; }
float max3( const in vec3 v ) { return max( max( v.x, v.y ), v.z ); }
float average( const in vec3 v ) { return dot( v, vec3( 0.3333333 ) ); }
highp float rand( const in vec2 uv ) {
	const highp float a = 12.9898, b = 78.233, c = 43758.5453;
	highp float dt = dot( uv.xy, vec2( a,b ) ), sn = mod( dt, PI );
	return fract( sin( sn ) * c );
}
#ifdef HIGH_PRECISION
	float precisionSafeLength( vec3 v ) { return length( v ); }
#else
	float precisionSafeLength( vec3 v ) {
		float maxComponent = max3( abs( v ) );
		return length( v / maxComponent ) * maxComponent;
	}
#endif
struct IncidentLight {
	vec3 color;
	vec3 direction;
	bool visible;
};
struct ReflectedLight {
	vec3 directDiffuse;
	vec3 directSpecular;
	vec3 indirectDiffuse;
	vec3 indirectSpecular;
};
#ifdef USE_ALPHAHASH
	varying vec3 vPosition;
#endif
vec3 transformDirection( in vec3 dir, in mat4 matrix ) {
	return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );
}
#define inverseTransformDirection transformDirectionByInverseViewMatrix
vec3 transformNormalByInverseViewMatrix( in vec3 normal, in mat4 viewMatrix ) {
	return normalize( ( vec4( normal, 0.0 ) * viewMatrix ).xyz );
}
vec3 transformDirectionByInverseViewMatrix( in vec3 dir, in mat4 viewMatrix ) {
	return normalize( ( vec4( dir, 0.0 ) * viewMatrix ).xyz );
}
bool isPerspectiveMatrix( mat4 m ) {
	return m[ 2 ][ 3 ] == - 1.0;
}
vec2 equirectUv( in vec3 dir ) {
	float u = atan( dir.z, dir.x ) * RECIPROCAL_PI2 + 0.5;
	float v = asin( clamp( dir.y, - 1.0, 1.0 ) ) * RECIPROCAL_PI + 0.5;
	return vec2( u, v );
}
vec3 BRDF_Lambert( const in vec3 diffuseColor ) {
	return RECIPROCAL_PI * diffuseColor;
}
vec3 F_Schlick( const in vec3 f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
}
float F_Schlick( const in float f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
} // validated`,dp=`vec3 transformedNormal = objectNormal;
#ifdef USE_TANGENT
	vec3 transformedTangent = objectTangent;
#endif
#ifdef USE_BATCHING
	mat3 bm = mat3( batchingMatrix );
	transformedNormal /= vec3( dot( bm[ 0 ], bm[ 0 ] ), dot( bm[ 1 ], bm[ 1 ] ), dot( bm[ 2 ], bm[ 2 ] ) );
	transformedNormal = bm * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = bm * transformedTangent;
	#endif
#endif
#ifdef USE_INSTANCING
	mat3 im = mat3( instanceMatrix );
	transformedNormal /= vec3( dot( im[ 0 ], im[ 0 ] ), dot( im[ 1 ], im[ 1 ] ), dot( im[ 2 ], im[ 2 ] ) );
	transformedNormal = im * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = im * transformedTangent;
	#endif
#endif
transformedNormal = normalMatrix * transformedNormal;
#ifdef FLIP_SIDED
	transformedNormal = - transformedNormal;
#endif
#ifdef USE_TANGENT
	transformedTangent = ( modelViewMatrix * vec4( transformedTangent, 0.0 ) ).xyz;
#endif`,fp=`#ifdef USE_DISPLACEMENTMAP
	uniform sampler2D displacementMap;
	uniform float displacementScale;
	uniform float displacementBias;
#endif`,pp=`#ifdef USE_DISPLACEMENTMAP
	transformed += normalize( objectNormal ) * ( texture2D( displacementMap, vDisplacementMapUv ).x * displacementScale + displacementBias );
#endif`,mp=`#ifdef USE_EMISSIVEMAP
	vec4 emissiveColor = texture2D( emissiveMap, vEmissiveMapUv );
	#ifdef DECODE_VIDEO_TEXTURE_EMISSIVE
		emissiveColor = sRGBTransferEOTF( emissiveColor );
	#endif
	totalEmissiveRadiance *= emissiveColor.rgb;
#endif`,gp=`#ifdef USE_EMISSIVEMAP
	uniform sampler2D emissiveMap;
#endif`,_p="gl_FragColor = linearToOutputTexel( gl_FragColor );",xp=`vec4 LinearTransferOETF( in vec4 value ) {
	return value;
}
vec4 sRGBTransferEOTF( in vec4 value ) {
	return vec4( mix( pow( value.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), value.rgb * 0.0773993808, vec3( lessThanEqual( value.rgb, vec3( 0.04045 ) ) ) ), value.a );
}
vec4 sRGBTransferOETF( in vec4 value ) {
	return vec4( mix( pow( value.rgb, vec3( 0.41666 ) ) * 1.055 - vec3( 0.055 ), value.rgb * 12.92, vec3( lessThanEqual( value.rgb, vec3( 0.0031308 ) ) ) ), value.a );
}`,vp=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vec3 cameraToFrag;
		if ( isOrthographic ) {
			cameraToFrag = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToFrag = normalize( vWorldPosition - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vec3 reflectVec = reflect( cameraToFrag, worldNormal );
		#else
			vec3 reflectVec = refract( cameraToFrag, worldNormal, refractionRatio );
		#endif
	#else
		vec3 reflectVec = vReflect;
	#endif
	#ifdef ENVMAP_TYPE_CUBE
		vec4 envColor = textureCube( envMap, envMapRotation * reflectVec );
		#ifdef ENVMAP_BLENDING_MULTIPLY
			outgoingLight = mix( outgoingLight, outgoingLight * envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_MIX )
			outgoingLight = mix( outgoingLight, envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_ADD )
			outgoingLight += envColor.xyz * specularStrength * reflectivity;
		#endif
	#endif
#endif`,yp=`#ifdef USE_ENVMAP
	uniform float envMapIntensity;
	uniform mat3 envMapRotation;
	uniform samplerCube envMap;
	#ifdef ENVMAP_TYPE_PMREM
		float roughnessToMip( const in float roughness ) {
			float r = clamp( roughness, 0.0, 1.0 );
			return ENVMAP_MAX_LOD * r * ( 2.0 - r );
		}
	#endif
#endif`,Mp=`#ifdef USE_ENVMAP
	uniform float reflectivity;
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		varying vec3 vWorldPosition;
		uniform float refractionRatio;
	#else
		varying vec3 vReflect;
	#endif
#endif`,Sp=`#ifdef USE_ENVMAP
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		
		varying vec3 vWorldPosition;
	#else
		varying vec3 vReflect;
		uniform float refractionRatio;
	#endif
#endif`,bp=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vWorldPosition = worldPosition.xyz;
	#else
		vec3 cameraToVertex;
		if ( isOrthographic ) {
			cameraToVertex = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToVertex = normalize( worldPosition.xyz - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vReflect = reflect( cameraToVertex, worldNormal );
		#else
			vReflect = refract( cameraToVertex, worldNormal, refractionRatio );
		#endif
	#endif
#endif`,wp=`#ifdef USE_FOG
	vFogDepth = - mvPosition.z;
#endif`,Ap=`#ifdef USE_FOG
	varying float vFogDepth;
#endif`,Ep=`#ifdef USE_FOG
	#ifdef FOG_EXP2
		float fogFactor = 1.0 - exp( - fogDensity * fogDensity * vFogDepth * vFogDepth );
	#else
		float fogFactor = smoothstep( fogNear, fogFar, vFogDepth );
	#endif
	gl_FragColor.rgb = mix( gl_FragColor.rgb, fogColor, fogFactor );
#endif`,Tp=`#ifdef USE_FOG
	uniform vec3 fogColor;
	varying float vFogDepth;
	#ifdef FOG_EXP2
		uniform float fogDensity;
	#else
		uniform float fogNear;
		uniform float fogFar;
	#endif
#endif`,Rp=`#ifdef USE_GRADIENTMAP
	uniform sampler2D gradientMap;
#endif
vec3 getGradientIrradiance( vec3 normal, vec3 lightDirection ) {
	float dotNL = dot( normal, lightDirection );
	vec2 coord = vec2( dotNL * 0.5 + 0.5, 0.0 );
	#ifdef USE_GRADIENTMAP
		return vec3( texture2D( gradientMap, coord ).r );
	#else
		vec2 fw = fwidth( coord ) * 0.5;
		return mix( vec3( 0.7 ), vec3( 1.0 ), smoothstep( 0.7 - fw.x, 0.7 + fw.x, coord.x ) );
	#endif
}`,Cp=`#ifdef USE_LIGHTMAP
	uniform sampler2D lightMap;
	uniform float lightMapIntensity;
#endif`,Pp=`LambertMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularStrength = specularStrength;`,Ip=`varying vec3 vViewPosition;
struct LambertMaterial {
	vec3 diffuseColor;
	float specularStrength;
};
void RE_Direct_Lambert( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Lambert( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Lambert
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Lambert`,Lp=`uniform bool receiveShadow;
uniform vec3 ambientLightColor;
#if defined( USE_LIGHT_PROBES )
	uniform vec3 lightProbe[ 9 ];
#endif
vec3 shGetIrradianceAt( in vec3 normal, in vec3 shCoefficients[ 9 ] ) {
	float x = normal.x, y = normal.y, z = normal.z;
	vec3 result = shCoefficients[ 0 ] * 0.886227;
	result += shCoefficients[ 1 ] * 2.0 * 0.511664 * y;
	result += shCoefficients[ 2 ] * 2.0 * 0.511664 * z;
	result += shCoefficients[ 3 ] * 2.0 * 0.511664 * x;
	result += shCoefficients[ 4 ] * 2.0 * 0.429043 * x * y;
	result += shCoefficients[ 5 ] * 2.0 * 0.429043 * y * z;
	result += shCoefficients[ 6 ] * ( 0.743125 * z * z - 0.247708 );
	result += shCoefficients[ 7 ] * 2.0 * 0.429043 * x * z;
	result += shCoefficients[ 8 ] * 0.429043 * ( x * x - y * y );
	return result;
}
vec3 getLightProbeIrradiance( const in vec3 lightProbe[ 9 ], const in vec3 normal ) {
	vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec3 irradiance = shGetIrradianceAt( worldNormal, lightProbe );
	return irradiance;
}
vec3 getAmbientLightIrradiance( const in vec3 ambientLightColor ) {
	vec3 irradiance = ambientLightColor;
	return irradiance;
}
float getDistanceAttenuation( const in float lightDistance, const in float cutoffDistance, const in float decayExponent ) {
	float distanceFalloff = 1.0 / max( pow( lightDistance, decayExponent ), 0.01 );
	if ( cutoffDistance > 0.0 ) {
		distanceFalloff *= pow2( saturate( 1.0 - pow4( lightDistance / cutoffDistance ) ) );
	}
	return distanceFalloff;
}
float getSpotAttenuation( const in float coneCosine, const in float penumbraCosine, const in float angleCosine ) {
	return smoothstep( coneCosine, penumbraCosine, angleCosine );
}
#if NUM_SUN_LIGHTS > 0
	struct SunLight {
		vec3 direction;
		vec3 color;
	};
	uniform SunLight sunLights[ NUM_SUN_LIGHTS ];
	void getSunLightInfo( const in SunLight sunLight, out IncidentLight light ) {
		light.color = sunLight.color;
		light.direction = sunLight.direction;
		light.visible = true;
	}
#endif
#if NUM_DIR_LIGHTS > 0
	struct DirectionalLight {
		vec3 direction;
		vec3 color;
	};
	uniform DirectionalLight directionalLights[ NUM_DIR_LIGHTS ];
	void getDirectionalLightInfo( const in DirectionalLight directionalLight, out IncidentLight light ) {
		light.color = directionalLight.color;
		light.direction = directionalLight.direction;
		light.visible = true;
	}
#endif
#if NUM_POINT_LIGHTS > 0
	struct PointLight {
		vec3 position;
		vec3 color;
		float distance;
		float decay;
	};
	uniform PointLight pointLights[ NUM_POINT_LIGHTS ];
	void getPointLightInfo( const in PointLight pointLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = pointLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float lightDistance = length( lVector );
		light.color = pointLight.color;
		light.color *= getDistanceAttenuation( lightDistance, pointLight.distance, pointLight.decay );
		light.visible = ( light.color != vec3( 0.0 ) );
	}
#endif
#if NUM_SPOT_LIGHTS > 0
	struct SpotLight {
		vec3 position;
		vec3 direction;
		vec3 color;
		float distance;
		float decay;
		float coneCos;
		float penumbraCos;
	};
	uniform SpotLight spotLights[ NUM_SPOT_LIGHTS ];
	void getSpotLightInfo( const in SpotLight spotLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = spotLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float angleCos = dot( light.direction, spotLight.direction );
		float spotAttenuation = getSpotAttenuation( spotLight.coneCos, spotLight.penumbraCos, angleCos );
		if ( spotAttenuation > 0.0 ) {
			float lightDistance = length( lVector );
			light.color = spotLight.color * spotAttenuation;
			light.color *= getDistanceAttenuation( lightDistance, spotLight.distance, spotLight.decay );
			light.visible = ( light.color != vec3( 0.0 ) );
		} else {
			light.color = vec3( 0.0 );
			light.visible = false;
		}
	}
#endif
#if NUM_RECT_AREA_LIGHTS > 0
	struct RectAreaLight {
		vec3 color;
		vec3 position;
		vec3 halfWidth;
		vec3 halfHeight;
	};
	uniform sampler2D ltc_1;	uniform sampler2D ltc_2;
	uniform RectAreaLight rectAreaLights[ NUM_RECT_AREA_LIGHTS ];
#endif
#if NUM_HEMI_LIGHTS > 0
	struct HemisphereLight {
		vec3 direction;
		vec3 skyColor;
		vec3 groundColor;
	};
	uniform HemisphereLight hemisphereLights[ NUM_HEMI_LIGHTS ];
	vec3 getHemisphereLightIrradiance( const in HemisphereLight hemiLight, const in vec3 normal ) {
		float dotNL = dot( normal, hemiLight.direction );
		float hemiDiffuseWeight = 0.5 * dotNL + 0.5;
		vec3 irradiance = mix( hemiLight.groundColor, hemiLight.skyColor, hemiDiffuseWeight );
		return irradiance;
	}
#endif
#include <lightprobes_pars_fragment>`,Dp=`#ifdef USE_ENVMAP
	vec3 getIBLIrradiance( const in vec3 normal ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * worldNormal, ENVMAP_MAX_LOD );
			return PI * envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	vec3 getIBLRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 reflectVec = reflect( - viewDir, normal );
			reflectVec = normalize( mix( reflectVec, normal, pow4( roughness ) ) );
			reflectVec = transformDirectionByInverseViewMatrix( reflectVec, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * reflectVec, roughnessToMip( roughness ) );
			return envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	#ifdef USE_RETROREFLECTION
		vec3 getIBLRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 retroVec = normalize( mix( viewDir, normal, pow4( roughness ) ) );
				retroVec = transformDirectionByInverseViewMatrix( retroVec, viewMatrix );
				vec4 envMapColor = textureLod( envMap, envMapRotation * retroVec, roughnessToMip( roughness ) );
				return envMapColor.rgb * envMapIntensity;
			#else
				return vec3( 0.0 );
			#endif
		}
	#endif
	#ifdef USE_ANISOTROPY
		vec3 getIBLAnisotropyRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 bentNormal = cross( bitangent, viewDir );
				bentNormal = normalize( cross( bentNormal, bitangent ) );
				bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
				return getIBLRadiance( viewDir, bentNormal, roughness );
			#else
				return vec3( 0.0 );
			#endif
		}
		#ifdef USE_RETROREFLECTION
			vec3 getIBLAnisotropyRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
				#ifdef ENVMAP_TYPE_PMREM
					vec3 bentNormal = cross( bitangent, viewDir );
					bentNormal = normalize( cross( bentNormal, bitangent ) );
					bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
					return getIBLRetroRadiance( viewDir, bentNormal, roughness );
				#else
					return vec3( 0.0 );
				#endif
			}
		#endif
	#endif
#endif`,Np=`ToonMaterial material;
material.diffuseColor = diffuseColor.rgb;`,Fp=`varying vec3 vViewPosition;
struct ToonMaterial {
	vec3 diffuseColor;
};
void RE_Direct_Toon( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 irradiance = getGradientIrradiance( geometryNormal, directLight.direction ) * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Toon( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Toon
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Toon`,Up=`BlinnPhongMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularColor = specular;
material.specularShininess = shininess;
material.specularStrength = specularStrength;`,Op=`varying vec3 vViewPosition;
struct BlinnPhongMaterial {
	vec3 diffuseColor;
	vec3 specularColor;
	float specularShininess;
	float specularStrength;
};
void RE_Direct_BlinnPhong( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
	reflectedLight.directSpecular += irradiance * BRDF_BlinnPhong( directLight.direction, geometryViewDir, geometryNormal, material.specularColor, material.specularShininess ) * material.specularStrength;
}
void RE_IndirectDiffuse_BlinnPhong( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_BlinnPhong
#define RE_IndirectDiffuse		RE_IndirectDiffuse_BlinnPhong`,Bp=`PhysicalMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.diffuseContribution = diffuseColor.rgb * ( 1.0 - metalnessFactor );
material.metalness = metalnessFactor;
vec3 dxy = max( abs( dFdx( nonPerturbedNormal ) ), abs( dFdy( nonPerturbedNormal ) ) );
float geometryRoughness = max( max( dxy.x, dxy.y ), dxy.z );
material.roughness = max( roughnessFactor, 0.045 );
material.roughness += geometryRoughness;
material.roughness = min( material.roughness, 1.0 );
#ifdef USE_DIFFUSE_ROUGHNESS
	float diffuseRoughnessFactor = diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		diffuseRoughnessFactor *= texture2D( diffuseRoughnessMap, vDiffuseRoughnessMapUv ).r;
	#endif
	material.diffuseRoughness = saturate( diffuseRoughnessFactor );
#endif
#ifdef IOR
	material.ior = ior;
	#ifdef USE_SPECULAR
		float specularIntensityFactor = specularIntensity;
		vec3 specularColorFactor = specularColor;
		#ifdef USE_SPECULAR_COLORMAP
			specularColorFactor *= texture2D( specularColorMap, vSpecularColorMapUv ).rgb;
		#endif
		#ifdef USE_SPECULAR_INTENSITYMAP
			specularIntensityFactor *= texture2D( specularIntensityMap, vSpecularIntensityMapUv ).a;
		#endif
		material.specularF90 = mix( specularIntensityFactor, 1.0, metalnessFactor );
	#else
		float specularIntensityFactor = 1.0;
		vec3 specularColorFactor = vec3( 1.0 );
		material.specularF90 = 1.0;
	#endif
	material.specularColor = min( pow2( ( material.ior - 1.0 ) / ( material.ior + 1.0 ) ) * specularColorFactor, vec3( 1.0 ) ) * specularIntensityFactor;
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
#else
	material.specularColor = vec3( 0.04 );
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
	material.specularF90 = 1.0;
#endif
#ifdef USE_CLEARCOAT
	material.clearcoat = clearcoat;
	material.clearcoatRoughness = clearcoatRoughness;
	material.clearcoatF0 = vec3( 0.04 );
	material.clearcoatF90 = 1.0;
	#ifdef USE_CLEARCOATMAP
		material.clearcoat *= texture2D( clearcoatMap, vClearcoatMapUv ).x;
	#endif
	#ifdef USE_CLEARCOAT_ROUGHNESSMAP
		material.clearcoatRoughness *= texture2D( clearcoatRoughnessMap, vClearcoatRoughnessMapUv ).y;
	#endif
	material.clearcoat = saturate( material.clearcoat );	material.clearcoatRoughness = max( material.clearcoatRoughness, 0.045 );
	material.clearcoatRoughness += geometryRoughness;
	material.clearcoatRoughness = min( material.clearcoatRoughness, 1.0 );
#endif
#ifdef USE_DISPERSION
	material.dispersion = dispersion;
#endif
#ifdef USE_RETROREFLECTION
	material.retroreflectivity = retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	material.iridescence = iridescence;
	material.iridescenceIOR = iridescenceIOR;
	#ifdef USE_IRIDESCENCEMAP
		material.iridescence *= texture2D( iridescenceMap, vIridescenceMapUv ).r;
	#endif
	#ifdef USE_IRIDESCENCE_THICKNESSMAP
		material.iridescenceThickness = (iridescenceThicknessMaximum - iridescenceThicknessMinimum) * texture2D( iridescenceThicknessMap, vIridescenceThicknessMapUv ).g + iridescenceThicknessMinimum;
	#else
		material.iridescenceThickness = iridescenceThicknessMaximum;
	#endif
#endif
#ifdef USE_SHEEN
	material.sheenColor = sheenColor;
	#ifdef USE_SHEEN_COLORMAP
		material.sheenColor *= texture2D( sheenColorMap, vSheenColorMapUv ).rgb;
	#endif
	material.sheenRoughness = clamp( sheenRoughness, 0.0001, 1.0 );
	#ifdef USE_SHEEN_ROUGHNESSMAP
		material.sheenRoughness *= texture2D( sheenRoughnessMap, vSheenRoughnessMapUv ).a;
	#endif
#endif
#ifdef USE_ANISOTROPY
	#ifdef USE_ANISOTROPYMAP
		mat2 anisotropyMat = mat2( anisotropyVector.x, anisotropyVector.y, - anisotropyVector.y, anisotropyVector.x );
		vec3 anisotropyPolar = texture2D( anisotropyMap, vAnisotropyMapUv ).rgb;
		vec2 anisotropyV = anisotropyMat * normalize( 2.0 * anisotropyPolar.rg - vec2( 1.0 ) ) * anisotropyPolar.b;
	#else
		vec2 anisotropyV = anisotropyVector;
	#endif
	material.anisotropy = length( anisotropyV );
	if( material.anisotropy == 0.0 ) {
		anisotropyV = vec2( 1.0, 0.0 );
	} else {
		anisotropyV /= material.anisotropy;
		material.anisotropy = saturate( material.anisotropy );
	}
	material.alphaT = mix( pow2( material.roughness ), 1.0, pow2( material.anisotropy ) );
	material.anisotropyT = tbn[ 0 ] * anisotropyV.x + tbn[ 1 ] * anisotropyV.y;
	material.anisotropyB = tbn[ 1 ] * anisotropyV.x - tbn[ 0 ] * anisotropyV.y;
#endif`,kp=`uniform sampler2D dfgLUT;
struct PhysicalMaterial {
	vec3 diffuseColor;
	vec3 diffuseContribution;
	vec3 specularColor;
	vec3 specularColorBlended;
	float roughness;
	float metalness;
	float specularF90;
	float dispersion;
	vec2 dfg;
	vec3 multiScatteringCompensation;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float diffuseRoughness;
	#endif
	#ifdef USE_RETROREFLECTION
		float retroreflectivity;
	#endif
	#ifdef USE_CLEARCOAT
		float clearcoat;
		float clearcoatRoughness;
		vec3 clearcoatF0;
		float clearcoatF90;
	#endif
	#ifdef USE_IRIDESCENCE
		float iridescence;
		float iridescenceIOR;
		float iridescenceThickness;
		vec3 iridescenceFresnel;
		vec3 iridescenceF0Dielectric;
		vec3 iridescenceF0Metallic;
	#endif
	#ifdef USE_SHEEN
		vec3 sheenColor;
		float sheenRoughness;
	#endif
	#ifdef IOR
		float ior;
	#endif
	#ifdef USE_TRANSMISSION
		float transmission;
		float transmissionAlpha;
		float thickness;
		float attenuationDistance;
		vec3 attenuationColor;
	#endif
	#ifdef USE_ANISOTROPY
		float anisotropy;
		float alphaT;
		vec3 anisotropyT;
		vec3 anisotropyB;
	#endif
};
vec3 clearcoatSpecularDirect = vec3( 0.0 );
vec3 clearcoatSpecularIndirect = vec3( 0.0 );
vec3 sheenSpecularDirect = vec3( 0.0 );
vec3 sheenSpecularIndirect = vec3(0.0 );
vec3 Schlick_to_F0( const in vec3 f, const in float f90, const in float dotVH ) {
    float x = clamp( 1.0 - dotVH, 0.0, 1.0 );
    float x2 = x * x;
    float x5 = clamp( x * x2 * x2, 0.0, 0.9999 );
    return ( f - vec3( f90 ) * x5 ) / ( 1.0 - x5 );
}
#ifdef USE_DIFFUSE_ROUGHNESS
	const float EON_EPSILON = 1e-7;
	float FON_DirectionalAlbedo( const in float mu, const in float roughness, const in float A ) {
		float muComp = 1.0 - mu;
		float gOverPi = muComp * ( 0.0571085289 + muComp * ( 0.491881867 + muComp * ( - 0.332181442 + muComp * 0.0714429953 ) ) );
		return A * ( 1.0 + roughness * gOverPi );
	}
	vec3 BRDF_EON( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 diffuseColor, const in float roughness ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return BRDF_Lambert( rho );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float s = dot( lightDir, viewDir ) - dotNL * dotNV;
		float sOverT = ( s > 0.0 ) ? s / max( max( dotNL, dotNV ), EON_EPSILON ) : s;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		vec3 singleScatter = rho * RECIPROCAL_PI * A * ( 1.0 + roughness * sOverT );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		float albedoV = FON_DirectionalAlbedo( dotNV, roughness, A );
		float albedoL = FON_DirectionalAlbedo( dotNL, roughness, A );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		vec3 multiScatter = rhoMultiScatter * RECIPROCAL_PI
			* max( EON_EPSILON, 1.0 - albedoV )
			* max( EON_EPSILON, 1.0 - albedoL )
			/ max( EON_EPSILON, 1.0 - averageAlbedo );
		return singleScatter + multiScatter;
	}
	vec3 EON_DirectionalAlbedo( const in vec3 diffuseColor, const in float roughness, const in float dotNV ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return rho;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		float directionalAlbedo = FON_DirectionalAlbedo( dotNV, roughness, A );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		return rho * directionalAlbedo + rhoMultiScatter * ( 1.0 - directionalAlbedo );
	}
#endif
float V_GGX_SmithCorrelated( const in float alpha, const in float dotNL, const in float dotNV ) {
	float a2 = pow2( alpha );
	float gv = dotNL * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNV ) );
	float gl = dotNV * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNL ) );
	return 0.5 / max( gv + gl, EPSILON );
}
float D_GGX( const in float alpha, const in float dotNH ) {
	float a2 = pow2( alpha );
	float denom = pow2( dotNH ) * ( a2 - 1.0 ) + 1.0;
	return RECIPROCAL_PI * a2 / pow2( denom );
}
#ifdef USE_ANISOTROPY
	float V_GGX_SmithCorrelated_Anisotropic( const in float alphaT, const in float alphaB, const in float dotTV, const in float dotBV, const in float dotTL, const in float dotBL, const in float dotNV, const in float dotNL ) {
		float gv = dotNL * length( vec3( alphaT * dotTV, alphaB * dotBV, dotNV ) );
		float gl = dotNV * length( vec3( alphaT * dotTL, alphaB * dotBL, dotNL ) );
		return 0.5 / max( gv + gl, EPSILON );
	}
	float D_GGX_Anisotropic( const in float alphaT, const in float alphaB, const in float dotNH, const in float dotTH, const in float dotBH ) {
		float a2 = alphaT * alphaB;
		highp vec3 v = vec3( alphaB * dotTH, alphaT * dotBH, a2 * dotNH );
		highp float v2 = dot( v, v );
		float w2 = a2 / v2;
		return RECIPROCAL_PI * a2 * pow2 ( w2 );
	}
#endif
#ifdef USE_CLEARCOAT
	vec3 BRDF_GGX_Clearcoat( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material) {
		vec3 f0 = material.clearcoatF0;
		float f90 = material.clearcoatF90;
		float roughness = max( material.clearcoatRoughness, 0.045 );
		float alpha = pow2( roughness );
		vec3 halfDir = normalize( lightDir + viewDir );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float dotNH = saturate( dot( normal, halfDir ) );
		float dotVH = saturate( dot( viewDir, halfDir ) );
		vec3 F = F_Schlick( f0, f90, dotVH );
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
		return F * ( V * D );
	}
#endif
vec3 BRDF_GGX( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material ) {
	vec3 f0 = material.specularColorBlended;
	float f90 = material.specularF90;
	float roughness = max( material.roughness, 0.045 );
	float alpha = pow2( roughness );
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( f0, f90, dotVH );
	#ifdef USE_IRIDESCENCE
		F = mix( F, material.iridescenceFresnel, material.iridescence );
	#endif
	#ifdef USE_ANISOTROPY
		float dotTL = dot( material.anisotropyT, lightDir );
		float dotTV = dot( material.anisotropyT, viewDir );
		float dotTH = dot( material.anisotropyT, halfDir );
		float dotBL = dot( material.anisotropyB, lightDir );
		float dotBV = dot( material.anisotropyB, viewDir );
		float dotBH = dot( material.anisotropyB, halfDir );
		float alphaT = max( material.alphaT, alpha );
		float V = V_GGX_SmithCorrelated_Anisotropic( alphaT, alpha, dotTV, dotBV, dotTL, dotBL, dotNV, dotNL );
		float D = D_GGX_Anisotropic( alphaT, alpha, dotNH, dotTH, dotBH );
	#else
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
	#endif
	return F * ( V * D );
}
vec2 LTC_Uv( const in vec3 N, const in vec3 V, const in float roughness ) {
	const float LUT_SIZE = 64.0;
	const float LUT_SCALE = ( LUT_SIZE - 1.0 ) / LUT_SIZE;
	const float LUT_BIAS = 0.5 / LUT_SIZE;
	float dotNV = saturate( dot( N, V ) );
	vec2 uv = vec2( roughness, sqrt( 1.0 - dotNV ) );
	uv = uv * LUT_SCALE + LUT_BIAS;
	return uv;
}
float LTC_ClippedSphereFormFactor( const in vec3 f ) {
	float l = length( f );
	return max( ( l * l + f.z ) / ( l + 1.0 ), 0.0 );
}
vec3 LTC_EdgeVectorFormFactor( const in vec3 v1, const in vec3 v2 ) {
	float x = dot( v1, v2 );
	float y = abs( x );
	float a = 0.8543985 + ( 0.4965155 + 0.0145206 * y ) * y;
	float b = 3.4175940 + ( 4.1616724 + y ) * y;
	float v = a / b;
	float theta_sintheta = ( x > 0.0 ) ? v : 0.5 * inversesqrt( max( 1.0 - x * x, 1e-7 ) ) - v;
	return cross( v1, v2 ) * theta_sintheta;
}
vec3 LTC_Evaluate( const in vec3 N, const in vec3 V, const in vec3 P, const in mat3 mInv, const in vec3 rectCoords[ 4 ] ) {
	vec3 v1 = rectCoords[ 1 ] - rectCoords[ 0 ];
	vec3 v2 = rectCoords[ 3 ] - rectCoords[ 0 ];
	vec3 lightNormal = cross( v1, v2 );
	if( dot( lightNormal, P - rectCoords[ 0 ] ) < 0.0 ) return vec3( 0.0 );
	vec3 T1, T2;
	T1 = normalize( V - N * dot( V, N ) );
	T2 = - cross( N, T1 );
	mat3 mat = mInv * transpose( mat3( T1, T2, N ) );
	vec3 coords[ 4 ];
	coords[ 0 ] = mat * ( rectCoords[ 0 ] - P );
	coords[ 1 ] = mat * ( rectCoords[ 1 ] - P );
	coords[ 2 ] = mat * ( rectCoords[ 2 ] - P );
	coords[ 3 ] = mat * ( rectCoords[ 3 ] - P );
	coords[ 0 ] = normalize( coords[ 0 ] );
	coords[ 1 ] = normalize( coords[ 1 ] );
	coords[ 2 ] = normalize( coords[ 2 ] );
	coords[ 3 ] = normalize( coords[ 3 ] );
	vec3 vectorFormFactor = vec3( 0.0 );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 0 ], coords[ 1 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 1 ], coords[ 2 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 2 ], coords[ 3 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 3 ], coords[ 0 ] );
	float result = LTC_ClippedSphereFormFactor( vectorFormFactor );
	return vec3( result );
}
#if defined( USE_SHEEN )
float D_Charlie( float roughness, float dotNH ) {
	float alpha = pow2( roughness );
	float invAlpha = 1.0 / alpha;
	float cos2h = dotNH * dotNH;
	float sin2h = max( 1.0 - cos2h, 0.0078125 );
	return ( 2.0 + invAlpha ) * pow( sin2h, invAlpha * 0.5 ) / ( 2.0 * PI );
}
float V_Neubelt( float dotNV, float dotNL ) {
	return saturate( 1.0 / ( 4.0 * ( dotNL + dotNV - dotNL * dotNV ) ) );
}
vec3 BRDF_Sheen( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, vec3 sheenColor, const in float sheenRoughness ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float D = D_Charlie( sheenRoughness, dotNH );
	float V = V_Neubelt( dotNV, dotNL );
	return sheenColor * ( D * V );
}
#endif
float IBLSheenBRDF( const in vec3 normal, const in vec3 viewDir, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	float r2 = roughness * roughness;
	float rInv = 1.0 / ( roughness + 0.1 );
	float a = -1.9362 + 1.0678 * roughness + 0.4573 * r2 - 0.8469 * rInv;
	float b = -0.6014 + 0.5538 * roughness - 0.4670 * r2 - 0.1255 * rInv;
	float DG = exp( a * dotNV + b );
	return saturate( DG );
}
vec3 EnvironmentBRDF( const in vec3 normal, const in vec3 viewDir, const in vec3 specularColor, const in float specularF90, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	vec2 fab = texture2D( dfgLUT, vec2( roughness, dotNV ) ).rg;
	return specularColor * fab.x + specularF90 * fab.y;
}
#ifdef USE_IRIDESCENCE
void computeMultiscatteringIridescence( const in vec2 fab, const in vec3 specularColor, const in float specularF90, const in float iridescence, const in vec3 iridescenceF0, inout vec3 singleScatter, inout vec3 multiScatter ) {
#else
void computeMultiscattering( const in vec2 fab, const in vec3 specularColor, const in float specularF90, inout vec3 singleScatter, inout vec3 multiScatter ) {
#endif
	#ifdef USE_IRIDESCENCE
		vec3 Fr = mix( specularColor, iridescenceF0, iridescence );
	#else
		vec3 Fr = specularColor;
	#endif
	vec3 FssEss = Fr * fab.x + specularF90 * fab.y;
	float Ess = fab.x + fab.y;
	float Ems = 1.0 - Ess;
	vec3 Favg = Fr + ( 1.0 - Fr ) * 0.047619;	vec3 Fms = FssEss * Favg / ( 1.0 - Ems * Favg );
	singleScatter += FssEss;
	multiScatter += Fms * Ems;
}
#if NUM_RECT_AREA_LIGHTS > 0
	void RE_Direct_RectArea_Physical( const in RectAreaLight rectAreaLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
		vec3 normal = geometryNormal;
		vec3 viewDir = geometryViewDir;
		vec3 position = geometryPosition;
		vec3 lightPos = rectAreaLight.position;
		vec3 halfWidth = rectAreaLight.halfWidth;
		vec3 halfHeight = rectAreaLight.halfHeight;
		vec3 lightColor = rectAreaLight.color;
		float roughness = material.roughness;
		vec3 rectCoords[ 4 ];
		rectCoords[ 0 ] = lightPos + halfWidth - halfHeight;		rectCoords[ 1 ] = lightPos - halfWidth - halfHeight;
		rectCoords[ 2 ] = lightPos - halfWidth + halfHeight;
		rectCoords[ 3 ] = lightPos + halfWidth + halfHeight;
		vec2 uv = LTC_Uv( normal, viewDir, roughness );
		vec4 t1 = texture2D( ltc_1, uv );
		vec4 t2 = texture2D( ltc_2, uv );
		mat3 mInv = mat3(
			vec3( t1.x, 0, t1.y ),
			vec3(    0, 1,    0 ),
			vec3( t1.z, 0, t1.w )
		);
		vec3 fresnel = ( material.specularColorBlended * t2.x + ( material.specularF90 - material.specularColorBlended ) * t2.y );
		reflectedLight.directSpecular += lightColor * fresnel * LTC_Evaluate( normal, viewDir, position, mInv, rectCoords );
		reflectedLight.directDiffuse += lightColor * material.diffuseContribution * LTC_Evaluate( normal, viewDir, position, mat3( 1.0 ), rectCoords );
		#ifdef USE_CLEARCOAT
			vec3 Ncc = geometryClearcoatNormal;
			vec2 uvClearcoat = LTC_Uv( Ncc, viewDir, material.clearcoatRoughness );
			vec4 t1Clearcoat = texture2D( ltc_1, uvClearcoat );
			vec4 t2Clearcoat = texture2D( ltc_2, uvClearcoat );
			mat3 mInvClearcoat = mat3(
				vec3( t1Clearcoat.x, 0, t1Clearcoat.y ),
				vec3(             0, 1,             0 ),
				vec3( t1Clearcoat.z, 0, t1Clearcoat.w )
			);
			vec3 fresnelClearcoat = material.clearcoatF0 * t2Clearcoat.x + ( material.clearcoatF90 - material.clearcoatF0 ) * t2Clearcoat.y;
			clearcoatSpecularDirect += lightColor * fresnelClearcoat * LTC_Evaluate( Ncc, viewDir, position, mInvClearcoat, rectCoords );
		#endif
	}
#endif
void RE_Direct_Physical( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	#ifdef USE_CLEARCOAT
		float dotNLcc = saturate( dot( geometryClearcoatNormal, directLight.direction ) );
		vec3 ccIrradiance = dotNLcc * directLight.color;
		clearcoatSpecularDirect += ccIrradiance * BRDF_GGX_Clearcoat( directLight.direction, geometryViewDir, geometryClearcoatNormal, material );
	#endif
	#ifdef USE_SHEEN
 
 		sheenSpecularDirect += irradiance * BRDF_Sheen( directLight.direction, geometryViewDir, geometryNormal, material.sheenColor, material.sheenRoughness );
 
 		float sheenAlbedoV = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
 		float sheenAlbedoL = IBLSheenBRDF( geometryNormal, directLight.direction, material.sheenRoughness );
 
 		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * max( sheenAlbedoV, sheenAlbedoL );
 
 		irradiance *= sheenEnergyComp;
 
 	#endif
	vec3 specularBRDF = BRDF_GGX( directLight.direction, geometryViewDir, geometryNormal, material );
	#ifdef USE_RETROREFLECTION
		vec3 retroViewDir = reflect( - geometryViewDir, geometryNormal );
		vec3 retroSpecularBRDF = BRDF_GGX( directLight.direction, retroViewDir, geometryNormal, material );
		specularBRDF = mix( specularBRDF, retroSpecularBRDF, saturate( material.retroreflectivity ) );
	#endif
	reflectedLight.directSpecular += irradiance * specularBRDF * material.multiScatteringCompensation;
	vec3 halfDir = normalize( directLight.direction + geometryViewDir );
	float dotVH = saturate( dot( geometryViewDir, halfDir ) );
	vec3 F = F_Schlick( material.specularColor, material.specularF90, dotVH );
	#ifdef USE_RETROREFLECTION
		vec3 retroHalfDir = normalize( directLight.direction + retroViewDir );
		float dotRetroVH = saturate( dot( retroViewDir, retroHalfDir ) );
		vec3 retroF = F_Schlick( material.specularColor, material.specularF90, dotRetroVH );
		F = mix( F, retroF, saturate( material.retroreflectivity ) );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		vec3 diffuseBRDF = BRDF_EON( directLight.direction, geometryViewDir, geometryNormal, material.diffuseColor, material.diffuseRoughness ) * ( 1.0 - material.metalness );
	#else
		vec3 diffuseBRDF = BRDF_Lambert( material.diffuseContribution );
	#endif
	reflectedLight.directDiffuse += irradiance * diffuseBRDF * ( 1.0 - F );
}
void RE_IndirectDiffuse_Physical( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 singleScattering = vec3( 0.0 );
	vec3 multiScattering = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScattering, multiScattering );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScattering, multiScattering );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuseAlbedo = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness );
		vec3 diffuse = irradiance * RECIPROCAL_PI * diffuseAlbedo * ( 1.0 - singleScattering - multiScattering );
	#else
		vec3 diffuse = irradiance * BRDF_Lambert( material.diffuseContribution ) * ( 1.0 - singleScattering - multiScattering );
	#endif
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		sheenSpecularIndirect += irradiance * material.sheenColor * sheenAlbedo * RECIPROCAL_PI;
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		diffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectDiffuse += diffuse;
}
void RE_IndirectSpecular_Physical( const in vec3 radiance, const in vec3 irradiance, const in vec3 clearcoatRadiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight) {
	#ifdef USE_CLEARCOAT
		clearcoatSpecularIndirect += clearcoatRadiance * EnvironmentBRDF( geometryClearcoatNormal, geometryViewDir, material.clearcoatF0, material.clearcoatF90, material.clearcoatRoughness );
	#endif
	#ifdef USE_SHEEN
		sheenSpecularIndirect += irradiance * material.sheenColor * IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness ) * RECIPROCAL_PI;
 	#endif
	vec3 singleScatteringDielectric = vec3( 0.0 );
	vec3 multiScatteringDielectric = vec3( 0.0 );
	vec3 singleScatteringMetallic = vec3( 0.0 );
	vec3 multiScatteringMetallic = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscatteringIridescence( material.dfg, material.diffuseColor, material.specularF90, material.iridescence, material.iridescenceF0Metallic, singleScatteringMetallic, multiScatteringMetallic );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscattering( material.dfg, material.diffuseColor, material.specularF90, singleScatteringMetallic, multiScatteringMetallic );
	#endif
	vec3 singleScattering = mix( singleScatteringDielectric, singleScatteringMetallic, material.metalness );
	vec3 multiScattering = mix( multiScatteringDielectric, multiScatteringMetallic, material.metalness );
	vec3 totalScatteringDielectric = singleScatteringDielectric + multiScatteringDielectric;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuse = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness ) * ( 1.0 - totalScatteringDielectric );
	#else
		vec3 diffuse = material.diffuseContribution * ( 1.0 - totalScatteringDielectric );
	#endif
	vec3 cosineWeightedIrradiance = irradiance * RECIPROCAL_PI;
	vec3 indirectSpecular = radiance * singleScattering;
	indirectSpecular += multiScattering * cosineWeightedIrradiance;
	vec3 indirectDiffuse = diffuse * cosineWeightedIrradiance;
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		indirectSpecular *= sheenEnergyComp;
		indirectDiffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectSpecular += indirectSpecular;
	reflectedLight.indirectDiffuse += indirectDiffuse;
}
#define RE_Direct				RE_Direct_Physical
#define RE_Direct_RectArea		RE_Direct_RectArea_Physical
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Physical
#define RE_IndirectSpecular		RE_IndirectSpecular_Physical
float computeSpecularOcclusion( const in float dotNV, const in float ambientOcclusion, const in float roughness ) {
	return saturate( pow( dotNV + ambientOcclusion, exp2( - 16.0 * roughness - 1.0 ) ) - 1.0 + ambientOcclusion );
}`,zp=`
vec3 geometryPosition = - vViewPosition;
vec3 geometryNormal = normal;
vec3 geometryViewDir = ( isOrthographic ) ? vec3( 0, 0, 1 ) : normalize( vViewPosition );
vec3 geometryClearcoatNormal = vec3( 0.0 );
#ifdef USE_CLEARCOAT
	geometryClearcoatNormal = clearcoatNormal;
#endif
#ifdef USE_IRIDESCENCE
	float dotNVi = saturate( dot( normal, geometryViewDir ) );
	if ( material.iridescenceThickness == 0.0 ) {
		material.iridescence = 0.0;
	} else {
		material.iridescence = saturate( material.iridescence );
	}
	if ( material.iridescence > 0.0 ) {
		vec3 iridescenceFresnelDielectric = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.specularColor );
		vec3 iridescenceFresnelMetallic = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.diffuseColor );
		material.iridescenceFresnel = mix( iridescenceFresnelDielectric, iridescenceFresnelMetallic, material.metalness );
		material.iridescenceF0Dielectric = Schlick_to_F0( iridescenceFresnelDielectric, 1.0, dotNVi );
		material.iridescenceF0Metallic = Schlick_to_F0( iridescenceFresnelMetallic, 1.0, dotNVi );
	}
#endif
#ifdef STANDARD
	float dotNVms = saturate( dot( geometryNormal, geometryViewDir ) );
	material.dfg = texture2D( dfgLUT, vec2( material.roughness, dotNVms ) ).rg;
	#if ( NUM_SUN_LIGHTS > 0 || NUM_DIR_LIGHTS > 0 || NUM_POINT_LIGHTS > 0 || NUM_SPOT_LIGHTS > 0 )
		float EssMs = material.dfg.x + material.dfg.y;
		material.multiScatteringCompensation = 1.0 + material.specularColorBlended * ( 1.0 / EssMs - 1.0 );
	#endif
#endif
IncidentLight directLight;
#if ( NUM_POINT_LIGHTS > 0 ) && defined( RE_Direct )
	PointLight pointLight;
	#if defined( USE_SHADOWMAP ) && NUM_POINT_LIGHT_SHADOWS > 0
	PointLightShadow pointLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHTS; i ++ ) {
		pointLight = pointLights[ i ];
		getPointLightInfo( pointLight, geometryPosition, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_POINT_LIGHT_SHADOWS ) && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
		pointLightShadow = pointLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getPointShadow( pointShadowMap[ i ], pointLightShadow.shadowMapSize, pointLightShadow.shadowIntensity, pointLightShadow.shadowBias, pointLightShadow.shadowRadius, vPointShadowCoord[ i ], pointLightShadow.shadowCameraNear, pointLightShadow.shadowCameraFar ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SPOT_LIGHTS > 0 ) && defined( RE_Direct )
	SpotLight spotLight;
	vec4 spotColor;
	vec3 spotLightCoord;
	bool inSpotLightMap;
	#if defined( USE_SHADOWMAP ) && NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHTS; i ++ ) {
		spotLight = spotLights[ i ];
		getSpotLightInfo( spotLight, geometryPosition, directLight );
		#if ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#define SPOT_LIGHT_MAP_INDEX UNROLLED_LOOP_INDEX
		#elif ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		#define SPOT_LIGHT_MAP_INDEX NUM_SPOT_LIGHT_MAPS
		#else
		#define SPOT_LIGHT_MAP_INDEX ( UNROLLED_LOOP_INDEX - NUM_SPOT_LIGHT_SHADOWS + NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#endif
		#if ( SPOT_LIGHT_MAP_INDEX < NUM_SPOT_LIGHT_MAPS )
			spotLightCoord = vSpotLightCoord[ i ].xyz / vSpotLightCoord[ i ].w;
			inSpotLightMap = all( lessThan( abs( spotLightCoord * 2. - 1. ), vec3( 1.0 ) ) );
			spotColor = texture2D( spotLightMap[ SPOT_LIGHT_MAP_INDEX ], spotLightCoord.xy );
			directLight.color = inSpotLightMap ? directLight.color * spotColor.rgb : directLight.color;
		#endif
		#undef SPOT_LIGHT_MAP_INDEX
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		spotLightShadow = spotLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( spotShadowMap[ i ], spotLightShadow.shadowMapSize, spotLightShadow.shadowIntensity, spotLightShadow.shadowBias, spotLightShadow.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SUN_LIGHTS > 0 ) && defined( RE_Direct )
	SunLight sunLight;
	#if defined( USE_SHADOWMAP ) && NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHTS; i ++ ) {
		sunLight = sunLights[ i ];
		getSunLightInfo( sunLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SUN_LIGHT_SHADOWS )
		sunLightShadow = sunLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getSunShadow( sunShadowMap[ i ], sunLightShadow, UNROLLED_LOOP_INDEX ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_DIR_LIGHTS > 0 ) && defined( RE_Direct )
	DirectionalLight directionalLight;
	#if defined( USE_SHADOWMAP ) && NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHTS; i ++ ) {
		directionalLight = directionalLights[ i ];
		getDirectionalLightInfo( directionalLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_DIR_LIGHT_SHADOWS )
		directionalLightShadow = directionalLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( directionalShadowMap[ i ], directionalLightShadow.shadowMapSize, directionalLightShadow.shadowIntensity, directionalLightShadow.shadowBias, directionalLightShadow.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_RECT_AREA_LIGHTS > 0 ) && defined( RE_Direct_RectArea )
	RectAreaLight rectAreaLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_RECT_AREA_LIGHTS; i ++ ) {
		rectAreaLight = rectAreaLights[ i ];
		RE_Direct_RectArea( rectAreaLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if defined( RE_IndirectDiffuse )
	vec3 iblIrradiance = vec3( 0.0 );
	vec3 irradiance = getAmbientLightIrradiance( ambientLightColor );
	#if defined( USE_LIGHT_PROBES )
		irradiance += getLightProbeIrradiance( lightProbe, geometryNormal );
	#endif
	#if ( NUM_HEMI_LIGHTS > 0 )
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_HEMI_LIGHTS; i ++ ) {
			irradiance += getHemisphereLightIrradiance( hemisphereLights[ i ], geometryNormal );
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_LIGHT_PROBE_GRIDS > 0
		vec3 probeWorldPos = ( ( vec4( geometryPosition, 1.0 ) - viewMatrix[ 3 ] ) * viewMatrix ).xyz;
		vec3 probeWorldNormal = transformNormalByInverseViewMatrix( geometryNormal, viewMatrix );
		int probeGrid = - 1;
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( isInsideLightProbeGrid( probeWorldPos, probeWorldNormal, probesMin[ i ], probesMax[ i ], probesResolution[ i ] ) ) probeGrid = UNROLLED_LOOP_INDEX;
		}
		#pragma unroll_loop_end
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( probeGrid == UNROLLED_LOOP_INDEX ) irradiance += getLightProbeGridIrradiance( probesSH[ i ], probesMin[ i ], probesMax[ i ], probesResolution[ i ], probeWorldPos, probeWorldNormal );
		}
		#pragma unroll_loop_end
	#endif
#endif
#if defined( RE_IndirectSpecular )
	vec3 radiance = vec3( 0.0 );
	vec3 clearcoatRadiance = vec3( 0.0 );
#endif`,Vp=`#if defined( RE_IndirectDiffuse )
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		vec3 lightMapIrradiance = lightMapTexel.rgb * lightMapIntensity;
		irradiance += lightMapIrradiance;
	#endif
	#if defined( USE_ENVMAP ) && defined( ENVMAP_TYPE_PMREM )
		#if defined( STANDARD ) || defined( LAMBERT ) || defined( PHONG )
			iblIrradiance += getIBLIrradiance( geometryNormal );
		#endif
	#endif
#endif
#if defined( USE_ENVMAP ) && defined( RE_IndirectSpecular )
	#ifdef USE_ANISOTROPY
		vec3 iblRadiance = getIBLAnisotropyRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
	#else
		vec3 iblRadiance = getIBLRadiance( geometryViewDir, geometryNormal, material.roughness );
	#endif
	#ifdef USE_RETROREFLECTION
		#ifdef USE_ANISOTROPY
			vec3 retroIBLRadiance = getIBLAnisotropyRetroRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
		#else
			vec3 retroIBLRadiance = getIBLRetroRadiance( geometryViewDir, geometryNormal, material.roughness );
		#endif
		iblRadiance = mix( iblRadiance, retroIBLRadiance, saturate( material.retroreflectivity ) );
	#endif
	radiance += iblRadiance;
	#ifdef USE_CLEARCOAT
		clearcoatRadiance += getIBLRadiance( geometryViewDir, geometryClearcoatNormal, material.clearcoatRoughness );
	#endif
#endif`,Gp=`#if defined( RE_IndirectDiffuse )
	#if defined( LAMBERT ) || defined( PHONG )
		irradiance += iblIrradiance;
	#endif
	RE_IndirectDiffuse( irradiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif
#if defined( RE_IndirectSpecular )
	RE_IndirectSpecular( radiance, iblIrradiance, clearcoatRadiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif`,Hp=`#if NUM_LIGHT_PROBE_GRIDS > 0
uniform highp sampler3D probesSH[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMin[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMax[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesResolution[ NUM_LIGHT_PROBE_GRIDS ];
bool isInsideLightProbeGrid( vec3 worldPos, vec3 worldNormal, vec3 probesMin, vec3 probesMax, vec3 probesResolution ) {
	vec3 spacing = ( probesMax - probesMin ) / probesResolution;
	vec3 samplePos = worldPos + worldNormal * spacing * 0.5;
	vec3 margin = spacing * 0.01;
	return all( greaterThanEqual( samplePos, probesMin - margin ) ) && all( lessThanEqual( samplePos, probesMax + margin ) );
}
vec3 getLightProbeGridIrradiance( highp sampler3D probesSH, vec3 probesMin, vec3 probesMax, vec3 probesResolution, vec3 worldPos, vec3 worldNormal ) {
	vec3 res = probesResolution;
	vec3 gridRange = probesMax - probesMin;
	vec3 probeSpacing = gridRange / res;
	vec3 samplePos = worldPos + worldNormal * probeSpacing * 0.5;
	vec3 uvw = clamp( ( samplePos - probesMin ) / gridRange, 0.5 / res, 1.0 - 0.5 / res );
	float nz          = res.z;
	float paddedSlices = nz + 2.0;
	float atlasDepth  = 7.0 * paddedSlices;
	float uvZBase     = uvw.z * nz + 1.0;
	vec4 s0 = texture( probesSH, vec3( uvw.xy, ( uvZBase                       ) / atlasDepth ) );
	vec4 s1 = texture( probesSH, vec3( uvw.xy, ( uvZBase +       paddedSlices   ) / atlasDepth ) );
	vec4 s2 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 2.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s3 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 3.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s4 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 4.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s5 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 5.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s6 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 6.0 * paddedSlices   ) / atlasDepth ) );
	vec3 c0 = s0.xyz;
	vec3 c1 = vec3( s0.w, s1.xy );
	vec3 c2 = vec3( s1.zw, s2.x );
	vec3 c3 = s2.yzw;
	vec3 c4 = s3.xyz;
	vec3 c5 = vec3( s3.w, s4.xy );
	vec3 c6 = vec3( s4.zw, s5.x );
	vec3 c7 = s5.yzw;
	vec3 c8 = s6.xyz;
	float x = worldNormal.x, y = worldNormal.y, z = worldNormal.z;
	vec3 result = c0 * 0.886227;
	result += c1 * 2.0 * 0.511664 * y;
	result += c2 * 2.0 * 0.511664 * z;
	result += c3 * 2.0 * 0.511664 * x;
	result += c4 * 2.0 * 0.429043 * x * y;
	result += c5 * 2.0 * 0.429043 * y * z;
	result += c6 * ( 0.743125 * z * z - 0.247708 );
	result += c7 * 2.0 * 0.429043 * x * z;
	result += c8 * 0.429043 * ( x * x - y * y );
	return max( result, vec3( 0.0 ) );
}
#endif`,Wp=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	gl_FragDepth = vIsPerspective == 0.0 ? gl_FragCoord.z : log2( vFragDepth ) * logDepthBufFC * 0.5;
#endif`,Xp=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	uniform float logDepthBufFC;
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,qp=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,Yp=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	vFragDepth = 1.0 + gl_Position.w;
	vIsPerspective = float( isPerspectiveMatrix( projectionMatrix ) );
#endif`,Jp=`#ifdef USE_MAP
	vec4 sampledDiffuseColor = texture2D( map, vMapUv );
	#ifdef DECODE_VIDEO_TEXTURE
		sampledDiffuseColor = sRGBTransferEOTF( sampledDiffuseColor );
	#endif
	diffuseColor *= sampledDiffuseColor;
#endif`,Zp=`#ifdef USE_MAP
	uniform sampler2D map;
#endif`,Kp=`#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
	#if defined( USE_POINTS_UV )
		vec2 uv = vUv;
	#else
		vec2 uv = ( uvTransform * vec3( gl_PointCoord.x, 1.0 - gl_PointCoord.y, 1 ) ).xy;
	#endif
#endif
#ifdef USE_MAP
	diffuseColor *= texture2D( map, uv );
#endif
#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, uv ).g;
#endif`,$p=`#if defined( USE_POINTS_UV )
	varying vec2 vUv;
#else
	#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
		uniform mat3 uvTransform;
	#endif
#endif
#ifdef USE_MAP
	uniform sampler2D map;
#endif
#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,jp=`float metalnessFactor = metalness;
#ifdef USE_METALNESSMAP
	vec4 texelMetalness = texture2D( metalnessMap, vMetalnessMapUv );
	metalnessFactor *= texelMetalness.b;
#endif`,Qp=`#ifdef USE_METALNESSMAP
	uniform sampler2D metalnessMap;
#endif`,em=`#ifdef USE_INSTANCING_MORPH
	float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	float morphTargetBaseInfluence = texelFetch( morphTexture, ivec2( 0, gl_InstanceID ), 0 ).r;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		morphTargetInfluences[i] =  texelFetch( morphTexture, ivec2( i + 1, gl_InstanceID ), 0 ).r;
	}
#endif`,tm=`#if defined( USE_MORPHCOLORS )
	#if defined( USE_COLOR_ALPHA )
		vColor *= morphTargetBaseInfluence;
	#elif defined( USE_COLOR )
		vColor.rgb *= morphTargetBaseInfluence;
	#endif
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		#if defined( USE_COLOR_ALPHA )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor += getMorph( gl_VertexID, i, 2 ) * morphTargetInfluences[ i ];
		#elif defined( USE_COLOR )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor.rgb += getMorph( gl_VertexID, i, 2 ).rgb * morphTargetInfluences[ i ];
		#endif
	}
#endif`,nm=`#ifdef USE_MORPHNORMALS
	objectNormal *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) objectNormal += getMorph( gl_VertexID, i, 1 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,im=`#ifdef USE_MORPHTARGETS
	#ifndef USE_INSTANCING_MORPH
		uniform float morphTargetBaseInfluence;
		uniform float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	#endif
	uniform sampler2DArray morphTargetsTexture;
	uniform ivec2 morphTargetsTextureSize;
	vec4 getMorph( const in int vertexIndex, const in int morphTargetIndex, const in int offset ) {
		int texelIndex = vertexIndex * MORPHTARGETS_TEXTURE_STRIDE + offset;
		int y = texelIndex / morphTargetsTextureSize.x;
		int x = texelIndex - y * morphTargetsTextureSize.x;
		ivec3 morphUV = ivec3( x, y, morphTargetIndex );
		return texelFetch( morphTargetsTexture, morphUV, 0 );
	}
#endif`,rm=`#ifdef USE_MORPHTARGETS
	transformed *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) transformed += getMorph( gl_VertexID, i, 0 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,sm=`float faceDirection = gl_FrontFacing ? 1.0 : - 1.0;
#ifdef FLAT_SHADED
	vec3 fdx = dFdx( vViewPosition );
	vec3 fdy = dFdy( vViewPosition );
	vec3 normal = normalize( cross( fdx, fdy ) );
#else
	vec3 normal = normalize( vNormal );
	#ifdef DOUBLE_SIDED
		normal *= faceDirection;
	#endif
#endif
#if defined( USE_NORMALMAP_TANGENTSPACE ) || defined( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY )
	#ifdef USE_TANGENT
		mat3 tbn = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn = getTangentFrame( - vViewPosition, normal,
		#if defined( USE_NORMALMAP )
			vNormalMapUv
		#elif defined( USE_CLEARCOAT_NORMALMAP )
			vClearcoatNormalMapUv
		#else
			vUv
		#endif
		);
	#endif
	#ifdef DOUBLE_SIDED
		tbn[0] *= faceDirection;
		tbn[1] *= faceDirection;
	#endif
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	#ifdef USE_TANGENT
		mat3 tbn2 = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn2 = getTangentFrame( - vViewPosition, normal, vClearcoatNormalMapUv );
	#endif
	#ifdef DOUBLE_SIDED
		tbn2[0] *= faceDirection;
		tbn2[1] *= faceDirection;
	#endif
#endif
vec3 nonPerturbedNormal = normal;`,om=`#ifdef USE_NORMALMAP_OBJECTSPACE
	normal = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#ifdef FLIP_SIDED
		normal = - normal;
	#endif
	#ifdef DOUBLE_SIDED
		normal = normal * faceDirection;
	#endif
	normal = normalize( normalMatrix * normal );
#elif defined( USE_NORMALMAP_TANGENTSPACE )
	vec3 mapN = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#if defined( USE_PACKED_NORMALMAP )
		mapN = vec3( mapN.xy, sqrt( saturate( 1.0 - dot( mapN.xy, mapN.xy ) ) ) );
	#endif
	mapN.xy *= normalScale;
	normal = normalize( tbn * mapN );
#elif defined( USE_BUMPMAP )
	normal = perturbNormalArb( - vViewPosition, normal, dHdxy_fwd(), faceDirection );
#endif`,am=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,cm=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,lm=`#ifndef FLAT_SHADED
	vNormal = normalize( transformedNormal );
	#ifdef USE_TANGENT
		vTangent = normalize( transformedTangent );
		vBitangent = normalize( cross( vNormal, vTangent ) * tangent.w );
		#ifdef FLIP_SIDED
			vBitangent = - vBitangent;
		#endif
	#endif
#endif`,hm=`#ifdef USE_NORMALMAP
	uniform sampler2D normalMap;
	uniform vec2 normalScale;
#endif
#ifdef USE_NORMALMAP_OBJECTSPACE
	uniform mat3 normalMatrix;
#endif
#if ! defined ( USE_TANGENT ) && ( defined ( USE_NORMALMAP_TANGENTSPACE ) || defined ( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY ) )
	mat3 getTangentFrame( vec3 eye_pos, vec3 surf_norm, vec2 uv ) {
		vec3 q0 = dFdx( eye_pos.xyz );
		vec3 q1 = dFdy( eye_pos.xyz );
		vec2 st0 = dFdx( uv.st );
		vec2 st1 = dFdy( uv.st );
		vec3 N = surf_norm;
		vec3 q1perp = cross( q1, N );
		vec3 q0perp = cross( N, q0 );
		vec3 T = q1perp * st0.x + q0perp * st1.x;
		vec3 B = q1perp * st0.y + q0perp * st1.y;
		float det = max( dot( T, T ), dot( B, B ) );
		float scale = ( det == 0.0 ) ? 0.0 : inversesqrt( det );
		return mat3( T * scale, B * scale, N );
	}
#endif`,um=`#ifdef USE_CLEARCOAT
	vec3 clearcoatNormal = nonPerturbedNormal;
#endif`,dm=`#ifdef USE_CLEARCOAT_NORMALMAP
	vec3 clearcoatMapN = texture2D( clearcoatNormalMap, vClearcoatNormalMapUv ).xyz * 2.0 - 1.0;
	clearcoatMapN.xy *= clearcoatNormalScale;
	clearcoatNormal = normalize( tbn2 * clearcoatMapN );
#endif`,fm=`#ifdef USE_CLEARCOATMAP
	uniform sampler2D clearcoatMap;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform sampler2D clearcoatNormalMap;
	uniform vec2 clearcoatNormalScale;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform sampler2D clearcoatRoughnessMap;
#endif`,pm=`#ifdef USE_IRIDESCENCEMAP
	uniform sampler2D iridescenceMap;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform sampler2D iridescenceThicknessMap;
#endif`,mm=`#ifdef OPAQUE
diffuseColor.a = 1.0;
#endif
#ifdef USE_TRANSMISSION
diffuseColor.a *= material.transmissionAlpha;
#endif
gl_FragColor = vec4( outgoingLight, diffuseColor.a );`,gm=`vec3 packNormalToRGB( const in vec3 normal ) {
	return normalize( normal ) * 0.5 + 0.5;
}
vec3 unpackRGBToNormal( const in vec3 rgb ) {
	return 2.0 * rgb.xyz - 1.0;
}
const float PackUpscale = 256. / 255.;const float UnpackDownscale = 255. / 256.;const float ShiftRight8 = 1. / 256.;
const float Inv255 = 1. / 255.;
const vec4 PackFactors = vec4( 1.0, 256.0, 256.0 * 256.0, 256.0 * 256.0 * 256.0 );
const vec2 UnpackFactors2 = vec2( UnpackDownscale, 1.0 / PackFactors.g );
const vec3 UnpackFactors3 = vec3( UnpackDownscale / PackFactors.rg, 1.0 / PackFactors.b );
const vec4 UnpackFactors4 = vec4( UnpackDownscale / PackFactors.rgb, 1.0 / PackFactors.a );
vec4 packDepthToRGBA( const in float v ) {
	if( v <= 0.0 )
		return vec4( 0., 0., 0., 0. );
	if( v >= 1.0 )
		return vec4( 1., 1., 1., 1. );
	float vuf;
	float af = modf( v * PackFactors.a, vuf );
	float bf = modf( vuf * ShiftRight8, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec4( vuf * Inv255, gf * PackUpscale, bf * PackUpscale, af );
}
vec3 packDepthToRGB( const in float v ) {
	if( v <= 0.0 )
		return vec3( 0., 0., 0. );
	if( v >= 1.0 )
		return vec3( 1., 1., 1. );
	float vuf;
	float bf = modf( v * PackFactors.b, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec3( vuf * Inv255, gf * PackUpscale, bf );
}
vec2 packDepthToRG( const in float v ) {
	if( v <= 0.0 )
		return vec2( 0., 0. );
	if( v >= 1.0 )
		return vec2( 1., 1. );
	float vuf;
	float gf = modf( v * 256., vuf );
	return vec2( vuf * Inv255, gf );
}
float unpackRGBAToDepth( const in vec4 v ) {
	return dot( v, UnpackFactors4 );
}
float unpackRGBToDepth( const in vec3 v ) {
	return dot( v, UnpackFactors3 );
}
float unpackRGToDepth( const in vec2 v ) {
	return v.r * UnpackFactors2.r + v.g * UnpackFactors2.g;
}
vec4 pack2HalfToRGBA( const in vec2 v ) {
	vec4 r = vec4( v.x, fract( v.x * 255.0 ), v.y, fract( v.y * 255.0 ) );
	return vec4( r.x - r.y / 255.0, r.y, r.z - r.w / 255.0, r.w );
}
vec2 unpackRGBATo2Half( const in vec4 v ) {
	return vec2( v.x + ( v.y / 255.0 ), v.z + ( v.w / 255.0 ) );
}
float viewZToOrthographicDepth( const in float viewZ, const in float near, const in float far ) {
	return ( viewZ + near ) / ( near - far );
}
float orthographicDepthToViewZ( const in float depth, const in float near, const in float far ) {
	#ifdef USE_REVERSED_DEPTH_BUFFER
	
		return depth * ( far - near ) - far;
	#else
		return depth * ( near - far ) - near;
	#endif
}
float viewZToPerspectiveDepth( const in float viewZ, const in float near, const in float far ) {
	return ( ( near + viewZ ) * far ) / ( ( far - near ) * viewZ );
}
float perspectiveDepthToViewZ( const in float depth, const in float near, const in float far ) {
	
	#ifdef USE_REVERSED_DEPTH_BUFFER
		return ( near * far ) / ( ( near - far ) * depth - near );
	#else
		return ( near * far ) / ( ( far - near ) * depth - far );
	#endif
}`,_m=`#ifdef PREMULTIPLIED_ALPHA
	gl_FragColor.rgb *= gl_FragColor.a;
#endif`,xm=`vec4 mvPosition = vec4( transformed, 1.0 );
#ifdef USE_BATCHING
	mvPosition = batchingMatrix * mvPosition;
#endif
#ifdef USE_INSTANCING
	mvPosition = instanceMatrix * mvPosition;
#endif
mvPosition = modelViewMatrix * mvPosition;
gl_Position = projectionMatrix * mvPosition;`,vm=`#ifdef DITHERING
	gl_FragColor.rgb = dithering( gl_FragColor.rgb );
#endif`,ym=`#ifdef DITHERING
	vec3 dithering( vec3 color ) {
		float grid_position = rand( gl_FragCoord.xy );
		vec3 dither_shift_RGB = vec3( 0.25 / 255.0, -0.25 / 255.0, 0.25 / 255.0 );
		dither_shift_RGB = mix( 2.0 * dither_shift_RGB, -2.0 * dither_shift_RGB, grid_position );
		return color + dither_shift_RGB;
	}
#endif`,Mm=`float roughnessFactor = roughness;
#ifdef USE_ROUGHNESSMAP
	vec4 texelRoughness = texture2D( roughnessMap, vRoughnessMapUv );
	roughnessFactor *= texelRoughness.g;
#endif`,Sm=`#ifdef USE_ROUGHNESSMAP
	uniform sampler2D roughnessMap;
#endif`,bm=`#if NUM_SPOT_LIGHT_COORDS > 0
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#if NUM_SPOT_LIGHT_MAPS > 0
	uniform sampler2D spotLightMap[ NUM_SPOT_LIGHT_MAPS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		#define SUN_LIGHT_CASCADES 2
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#else
			uniform sampler2D sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#endif
		uniform mat4 sunShadowMatrix[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		uniform vec4 sunShadowCascade[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
		struct SunLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SunLightShadow sunLightShadows[ NUM_SUN_LIGHT_SHADOWS ];
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#else
			uniform sampler2D directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#endif
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#else
			uniform sampler2D spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#endif
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform samplerCubeShadow pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#elif defined( SHADOWMAP_TYPE_BASIC )
			uniform samplerCube pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#endif
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float interleavedGradientNoise( vec2 position ) {
			return fract( 52.9829189 * fract( dot( position, vec2( 0.06711056, 0.00583715 ) ) ) );
		}
		vec2 vogelDiskSample( int sampleIndex, int samplesCount, float phi ) {
			const float goldenAngle = 2.399963229728653;
			float r = sqrt( ( float( sampleIndex ) + 0.5 ) / float( samplesCount ) );
			float theta = float( sampleIndex ) * goldenAngle + phi;
			return vec2( cos( theta ), sin( theta ) ) * r;
		}
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float getShadow( sampler2DShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 texelSize = vec2( 1.0 ) / shadowMapSize;
				vec2 radius = shadowRadius * texelSize;
				float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
				shadow = (
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 0, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 1, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 2, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 3, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 4, 5, phi ) * radius, shadowCoord.z ) )
				) * 0.2;
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#elif defined( SHADOWMAP_TYPE_VSM )
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 distribution = texture2D( shadowMap, shadowCoord.xy ).rg;
				float mean = distribution.x;
				float variance = distribution.y * distribution.y;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					float hard_shadow = step( mean, shadowCoord.z );
				#else
					float hard_shadow = step( shadowCoord.z, mean );
				#endif
				
				if ( hard_shadow == 1.0 ) {
					shadow = 1.0;
				} else {
					variance = max( variance, 0.0000001 );
					float d = shadowCoord.z - mean;
					float p_max = variance / ( variance + d * d );
					p_max = clamp( ( p_max - 0.3 ) / 0.65, 0.0, 1.0 );
					shadow = max( hard_shadow, p_max );
				}
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#else
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				float depth = texture2D( shadowMap, shadowCoord.xy ).r;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					shadow = step( depth, shadowCoord.z );
				#else
					shadow = step( shadowCoord.z, depth );
				#endif
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#endif
	#if NUM_SUN_LIGHT_SHADOWS > 0
		float getSunShadow(
			#if defined( SHADOWMAP_TYPE_PCF )
				sampler2DShadow shadowMap,
			#else
				sampler2D shadowMap,
			#endif
			SunLightShadow sunLightShadow,
			int shadowIndex
		) {
			vec4 shadowWorldPosition = vec4( vSunShadowWorldPosition.xyz + vSunShadowWorldNormal * sunLightShadow.shadowNormalBias, 1.0 );
			float viewDepth = vSunShadowWorldPosition.w;
			int cascadeOffset = shadowIndex * SUN_LIGHT_CASCADES;
			float shadow = 1.0;
			for ( int i = SUN_LIGHT_CASCADES - 1; i >= 0; i -- ) {
				vec4 cascade = sunShadowCascade[ cascadeOffset + i ];
				if ( viewDepth >= cascade.x && viewDepth < cascade.y ) {
					float cascadeShadow = getShadow(
						shadowMap,
						sunLightShadow.shadowMapSize,
						sunLightShadow.shadowIntensity,
						sunLightShadow.shadowBias,
						sunLightShadow.shadowRadius,
						sunShadowMatrix[ cascadeOffset + i ] * shadowWorldPosition
					);
					shadow = mix( cascadeShadow, shadow, smoothstep( cascade.z, cascade.y, viewDepth ) );
				}
			}
			return shadow;
		}
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
	#if defined( SHADOWMAP_TYPE_PCF )
	float getPointShadow( samplerCubeShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 bd3D = normalize( lightToPosition );
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float lightDistance = length( lightToPosition );
			float depthRange = shadowCameraFar - shadowCameraNear;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				float depthA = - shadowCameraNear / depthRange - shadowBias;
				float depthB = shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#else
				float depthA = shadowCameraFar / depthRange + shadowBias;
				float depthB = - shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#endif
			float texelSize = shadowRadius / shadowMapSize.x;
			vec3 absDir = abs( bd3D );
			vec3 tangent = absDir.x > absDir.z ? vec3( 0.0, 1.0, 0.0 ) : vec3( 1.0, 0.0, 0.0 );
			tangent = normalize( cross( bd3D, tangent ) );
			vec3 bitangent = cross( bd3D, tangent );
			float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
			shadow = 0.0;
			for ( int i = 0; i < 5; i ++ ) {
				vec2 offset = vogelDiskSample( i, 5, phi );
				vec3 direction = bd3D + ( tangent * offset.x + bitangent * offset.y ) * texelSize;
				vec3 absDirection = abs( direction );
				float dp = depthA + depthB / max( max( absDirection.x, absDirection.y ), absDirection.z );
				shadow += texture( shadowMap, vec4( direction, dp ) );
			}
			shadow *= 0.2;
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#elif defined( SHADOWMAP_TYPE_BASIC )
	float getPointShadow( samplerCube shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float dp = ( shadowCameraFar * ( viewSpaceZ - shadowCameraNear ) ) / ( viewSpaceZ * ( shadowCameraFar - shadowCameraNear ) );
			dp += shadowBias;
			vec3 bd3D = normalize( lightToPosition );
			float depth = textureCube( shadowMap, bd3D ).r;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				depth = 1.0 - depth;
			#endif
			shadow = step( dp, depth );
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#endif
	#endif
#endif`,wm=`#if NUM_SPOT_LIGHT_COORDS > 0
	uniform mat4 spotLightMatrix[ NUM_SPOT_LIGHT_COORDS ];
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		uniform mat4 directionalShadowMatrix[ NUM_DIR_LIGHT_SHADOWS ];
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		uniform mat4 pointShadowMatrix[ NUM_POINT_LIGHT_SHADOWS ];
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
#endif`,Am=`#if ( defined( USE_SHADOWMAP ) && ( NUM_DIR_LIGHT_SHADOWS > 0 || NUM_SUN_LIGHT_SHADOWS > 0 || NUM_POINT_LIGHT_SHADOWS > 0 ) ) || ( NUM_SPOT_LIGHT_COORDS > 0 )
	#ifdef HAS_NORMAL
		vec3 shadowWorldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
	#else
		vec3 shadowWorldNormal = vec3( 0.0 );
	#endif
	vec4 shadowWorldPosition;
#endif
#if defined( USE_SHADOWMAP )
	#if NUM_SUN_LIGHT_SHADOWS > 0
		vSunShadowWorldPosition = vec4( worldPosition.xyz, - mvPosition.z );
		vSunShadowWorldNormal = shadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * directionalLightShadows[ i ].shadowNormalBias, 0 );
			vDirectionalShadowCoord[ i ] = directionalShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * pointLightShadows[ i ].shadowNormalBias, 0 );
			vPointShadowCoord[ i ] = pointShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
#endif
#if NUM_SPOT_LIGHT_COORDS > 0
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_COORDS; i ++ ) {
		shadowWorldPosition = worldPosition;
		#if ( defined( USE_SHADOWMAP ) && UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
			shadowWorldPosition.xyz += shadowWorldNormal * spotLightShadows[ i ].shadowNormalBias;
		#endif
		vSpotLightCoord[ i ] = spotLightMatrix[ i ] * shadowWorldPosition;
	}
	#pragma unroll_loop_end
#endif`,Em=`float getShadowMask() {
	float shadow = 1.0;
	#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHT_SHADOWS; i ++ ) {
		sunLight = sunLightShadows[ i ];
		shadow *= receiveShadow ? getSunShadow( sunShadowMap[ i ], sunLight, UNROLLED_LOOP_INDEX ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
		directionalLight = directionalLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( directionalShadowMap[ i ], directionalLight.shadowMapSize, directionalLight.shadowIntensity, directionalLight.shadowBias, directionalLight.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_SHADOWS; i ++ ) {
		spotLight = spotLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( spotShadowMap[ i ], spotLight.shadowMapSize, spotLight.shadowIntensity, spotLight.shadowBias, spotLight.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0 && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
	PointLightShadow pointLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
		pointLight = pointLightShadows[ i ];
		shadow *= receiveShadow ? getPointShadow( pointShadowMap[ i ], pointLight.shadowMapSize, pointLight.shadowIntensity, pointLight.shadowBias, pointLight.shadowRadius, vPointShadowCoord[ i ], pointLight.shadowCameraNear, pointLight.shadowCameraFar ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#endif
	return shadow;
}`,Tm=`#ifdef USE_SKINNING
	mat4 boneMatX = getBoneMatrix( skinIndex.x );
	mat4 boneMatY = getBoneMatrix( skinIndex.y );
	mat4 boneMatZ = getBoneMatrix( skinIndex.z );
	mat4 boneMatW = getBoneMatrix( skinIndex.w );
#endif`,Rm=`#ifdef USE_SKINNING
	uniform mat4 bindMatrix;
	uniform mat4 bindMatrixInverse;
	uniform highp sampler2D boneTexture;
	mat4 getBoneMatrix( const in float i ) {
		int size = textureSize( boneTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( boneTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( boneTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( boneTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( boneTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
#endif`,Cm=`#ifdef USE_SKINNING
	vec4 skinVertex = bindMatrix * vec4( transformed, 1.0 );
	vec4 skinned = vec4( 0.0 );
	skinned += boneMatX * skinVertex * skinWeight.x;
	skinned += boneMatY * skinVertex * skinWeight.y;
	skinned += boneMatZ * skinVertex * skinWeight.z;
	skinned += boneMatW * skinVertex * skinWeight.w;
	transformed = ( bindMatrixInverse * skinned ).xyz;
#endif`,Pm=`#ifdef USE_SKINNING
	mat4 skinMatrix = mat4( 0.0 );
	skinMatrix += skinWeight.x * boneMatX;
	skinMatrix += skinWeight.y * boneMatY;
	skinMatrix += skinWeight.z * boneMatZ;
	skinMatrix += skinWeight.w * boneMatW;
	skinMatrix = bindMatrixInverse * skinMatrix * bindMatrix;
	objectNormal = vec4( skinMatrix * vec4( objectNormal, 0.0 ) ).xyz;
	#ifdef USE_TANGENT
		objectTangent = vec4( skinMatrix * vec4( objectTangent, 0.0 ) ).xyz;
	#endif
#endif`,Im=`float specularStrength;
#ifdef USE_SPECULARMAP
	vec4 texelSpecular = texture2D( specularMap, vSpecularMapUv );
	specularStrength = texelSpecular.r;
#else
	specularStrength = 1.0;
#endif`,Lm=`#ifdef USE_SPECULARMAP
	uniform sampler2D specularMap;
#endif`,Dm=`#if defined( TONE_MAPPING )
	gl_FragColor.rgb = toneMapping( gl_FragColor.rgb );
#endif`,Nm=`#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
uniform float toneMappingExposure;
vec3 LinearToneMapping( vec3 color ) {
	return saturate( toneMappingExposure * color );
}
vec3 ReinhardToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	return saturate( color / ( vec3( 1.0 ) + color ) );
}
vec3 CineonToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	color = max( vec3( 0.0 ), color - 0.004 );
	return pow( ( color * ( 6.2 * color + 0.5 ) ) / ( color * ( 6.2 * color + 1.7 ) + 0.06 ), vec3( 2.2 ) );
}
vec3 RRTAndODTFit( vec3 v ) {
	vec3 a = v * ( v + 0.0245786 ) - 0.000090537;
	vec3 b = v * ( 0.983729 * v + 0.4329510 ) + 0.238081;
	return a / b;
}
vec3 ACESFilmicToneMapping( vec3 color ) {
	const mat3 ACESInputMat = mat3(
		vec3( 0.59719, 0.07600, 0.02840 ),		vec3( 0.35458, 0.90834, 0.13383 ),
		vec3( 0.04823, 0.01566, 0.83777 )
	);
	const mat3 ACESOutputMat = mat3(
		vec3(  1.60475, -0.10208, -0.00327 ),		vec3( -0.53108,  1.10813, -0.07276 ),
		vec3( -0.07367, -0.00605,  1.07602 )
	);
	color *= toneMappingExposure / 0.6;
	color = ACESInputMat * color;
	color = RRTAndODTFit( color );
	color = ACESOutputMat * color;
	return saturate( color );
}
const mat3 LINEAR_REC2020_TO_LINEAR_SRGB = mat3(
	vec3( 1.6605, - 0.1246, - 0.0182 ),
	vec3( - 0.5876, 1.1329, - 0.1006 ),
	vec3( - 0.0728, - 0.0083, 1.1187 )
);
const mat3 LINEAR_SRGB_TO_LINEAR_REC2020 = mat3(
	vec3( 0.6274, 0.0691, 0.0164 ),
	vec3( 0.3293, 0.9195, 0.0880 ),
	vec3( 0.0433, 0.0113, 0.8956 )
);
vec3 agxDefaultContrastApprox( vec3 x ) {
	vec3 x2 = x * x;
	vec3 x4 = x2 * x2;
	return + 15.5 * x4 * x2
		- 40.14 * x4 * x
		+ 31.96 * x4
		- 6.868 * x2 * x
		+ 0.4298 * x2
		+ 0.1191 * x
		- 0.00232;
}
vec3 AgXToneMapping( vec3 color ) {
	const mat3 AgXInsetMatrix = mat3(
		vec3( 0.856627153315983, 0.137318972929847, 0.11189821299995 ),
		vec3( 0.0951212405381588, 0.761241990602591, 0.0767994186031903 ),
		vec3( 0.0482516061458583, 0.101439036467562, 0.811302368396859 )
	);
	const mat3 AgXOutsetMatrix = mat3(
		vec3( 1.1271005818144368, - 0.1413297634984383, - 0.14132976349843826 ),
		vec3( - 0.11060664309660323, 1.157823702216272, - 0.11060664309660294 ),
		vec3( - 0.016493938717834573, - 0.016493938717834257, 1.2519364065950405 )
	);
	const float AgxMinEv = - 12.47393;	const float AgxMaxEv = 4.026069;
	color *= toneMappingExposure;
	color = LINEAR_SRGB_TO_LINEAR_REC2020 * color;
	color = AgXInsetMatrix * color;
	color = max( color, 1e-10 );	color = log2( color );
	color = ( color - AgxMinEv ) / ( AgxMaxEv - AgxMinEv );
	color = clamp( color, 0.0, 1.0 );
	color = agxDefaultContrastApprox( color );
	color = AgXOutsetMatrix * color;
	color = pow( max( vec3( 0.0 ), color ), vec3( 2.2 ) );
	color = LINEAR_REC2020_TO_LINEAR_SRGB * color;
	color = clamp( color, 0.0, 1.0 );
	return color;
}
vec3 NeutralToneMapping( vec3 color ) {
	const float StartCompression = 0.8 - 0.04;
	const float Desaturation = 0.15;
	color *= toneMappingExposure;
	float x = min( color.r, min( color.g, color.b ) );
	float offset = x < 0.08 ? x - 6.25 * x * x : 0.04;
	color -= offset;
	float peak = max( color.r, max( color.g, color.b ) );
	if ( peak < StartCompression ) return color;
	float d = 1. - StartCompression;
	float newPeak = 1. - d * d / ( peak + d - StartCompression );
	color *= newPeak / peak;
	float g = 1. - 1. / ( Desaturation * ( peak - newPeak ) + 1. );
	return mix( color, vec3( newPeak ), g );
}
vec3 CustomToneMapping( vec3 color ) { return color; }`,Fm=`#ifdef USE_TRANSMISSION
	material.transmission = transmission;
	material.transmissionAlpha = 1.0;
	material.thickness = thickness;
	material.attenuationDistance = attenuationDistance;
	material.attenuationColor = attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		material.transmission *= texture2D( transmissionMap, vTransmissionMapUv ).r;
	#endif
	#ifdef USE_THICKNESSMAP
		material.thickness *= texture2D( thicknessMap, vThicknessMapUv ).g;
	#endif
	vec3 pos = vWorldPosition;
	vec3 v = normalize( cameraPosition - pos );
	vec3 n = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec4 transmitted = getIBLVolumeRefraction(
		n, v, material.roughness, material.diffuseContribution, material.specularColorBlended, material.specularF90,
		pos, modelMatrix, viewMatrix, projectionMatrix, material.dispersion, material.ior, material.thickness,
		material.attenuationColor, material.attenuationDistance );
	material.transmissionAlpha = mix( material.transmissionAlpha, transmitted.a, material.transmission );
	totalDiffuse = mix( totalDiffuse, transmitted.rgb, material.transmission );
#endif`,Um=`#ifdef USE_TRANSMISSION
	uniform float transmission;
	uniform float thickness;
	uniform float attenuationDistance;
	uniform vec3 attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		uniform sampler2D transmissionMap;
	#endif
	#ifdef USE_THICKNESSMAP
		uniform sampler2D thicknessMap;
	#endif
	uniform vec2 transmissionSamplerSize;
	uniform sampler2D transmissionSamplerMap;
	uniform mat4 modelMatrix;
	uniform mat4 projectionMatrix;
	varying vec3 vWorldPosition;
	float w0( float a ) {
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - a + 3.0 ) - 3.0 ) + 1.0 );
	}
	float w1( float a ) {
		return ( 1.0 / 6.0 ) * ( a *  a * ( 3.0 * a - 6.0 ) + 4.0 );
	}
	float w2( float a ){
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - 3.0 * a + 3.0 ) + 3.0 ) + 1.0 );
	}
	float w3( float a ) {
		return ( 1.0 / 6.0 ) * ( a * a * a );
	}
	float g0( float a ) {
		return w0( a ) + w1( a );
	}
	float g1( float a ) {
		return w2( a ) + w3( a );
	}
	float h0( float a ) {
		return - 1.0 + w1( a ) / ( w0( a ) + w1( a ) );
	}
	float h1( float a ) {
		return 1.0 + w3( a ) / ( w2( a ) + w3( a ) );
	}
	vec4 bicubic( sampler2D tex, vec2 uv, vec4 texelSize, float lod ) {
		uv = uv * texelSize.zw + 0.5;
		vec2 iuv = floor( uv );
		vec2 fuv = fract( uv );
		float g0x = g0( fuv.x );
		float g1x = g1( fuv.x );
		float h0x = h0( fuv.x );
		float h1x = h1( fuv.x );
		float h0y = h0( fuv.y );
		float h1y = h1( fuv.y );
		vec2 p0 = ( vec2( iuv.x + h0x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p1 = ( vec2( iuv.x + h1x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p2 = ( vec2( iuv.x + h0x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		vec2 p3 = ( vec2( iuv.x + h1x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		return g0( fuv.y ) * ( g0x * textureLod( tex, p0, lod ) + g1x * textureLod( tex, p1, lod ) ) +
			g1( fuv.y ) * ( g0x * textureLod( tex, p2, lod ) + g1x * textureLod( tex, p3, lod ) );
	}
	vec4 textureBicubic( sampler2D sampler, vec2 uv, float lod ) {
		vec2 fLodSize = vec2( textureSize( sampler, int( lod ) ) );
		vec2 cLodSize = vec2( textureSize( sampler, int( lod + 1.0 ) ) );
		vec2 fLodSizeInv = 1.0 / fLodSize;
		vec2 cLodSizeInv = 1.0 / cLodSize;
		vec4 fSample = bicubic( sampler, uv, vec4( fLodSizeInv, fLodSize ), floor( lod ) );
		vec4 cSample = bicubic( sampler, uv, vec4( cLodSizeInv, cLodSize ), ceil( lod ) );
		return mix( fSample, cSample, fract( lod ) );
	}
	vec3 getVolumeTransmissionRay( const in vec3 n, const in vec3 v, const in float thickness, const in float ior, const in mat4 modelMatrix ) {
		vec3 refractionVector = refract( - v, normalize( n ), 1.0 / ior );
		vec3 modelScale;
		modelScale.x = length( vec3( modelMatrix[ 0 ].xyz ) );
		modelScale.y = length( vec3( modelMatrix[ 1 ].xyz ) );
		modelScale.z = length( vec3( modelMatrix[ 2 ].xyz ) );
		return normalize( refractionVector ) * thickness * modelScale;
	}
	float applyIorToRoughness( const in float roughness, const in float ior ) {
		return roughness * clamp( ior * 2.0 - 2.0, 0.0, 1.0 );
	}
	vec4 getTransmissionSample( const in vec2 fragCoord, const in float roughness, const in float ior ) {
		float lod = log2( transmissionSamplerSize.x ) * applyIorToRoughness( roughness, ior );
		return textureBicubic( transmissionSamplerMap, fragCoord.xy, lod );
	}
	vec3 volumeAttenuation( const in float transmissionDistance, const in vec3 attenuationColor, const in float attenuationDistance ) {
		if ( isinf( attenuationDistance ) ) {
			return vec3( 1.0 );
		} else {
			vec3 attenuationCoefficient = -log( attenuationColor ) / attenuationDistance;
			vec3 transmittance = exp( - attenuationCoefficient * transmissionDistance );			return transmittance;
		}
	}
	vec4 getIBLVolumeRefraction( const in vec3 n, const in vec3 v, const in float roughness, const in vec3 diffuseColor,
		const in vec3 specularColor, const in float specularF90, const in vec3 position, const in mat4 modelMatrix,
		const in mat4 viewMatrix, const in mat4 projMatrix, const in float dispersion, const in float ior, const in float thickness,
		const in vec3 attenuationColor, const in float attenuationDistance ) {
		vec4 transmittedLight;
		vec3 transmittance;
		#ifdef USE_DISPERSION
			float halfSpread = ( ior - 1.0 ) * 0.025 * dispersion;
			vec3 iors = vec3( ior - halfSpread, ior, ior + halfSpread );
			for ( int i = 0; i < 3; i ++ ) {
				vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, iors[ i ], modelMatrix );
				vec3 refractedRayExit = position + transmissionRay;
				vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
				vec2 refractionCoords = ndcPos.xy / ndcPos.w;
				refractionCoords += 1.0;
				refractionCoords /= 2.0;
				vec4 transmissionSample = getTransmissionSample( refractionCoords, roughness, iors[ i ] );
				transmittedLight[ i ] = transmissionSample[ i ];
				transmittedLight.a += transmissionSample.a;
				transmittance[ i ] = diffuseColor[ i ] * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance )[ i ];
			}
			transmittedLight.a /= 3.0;
		#else
			vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, ior, modelMatrix );
			vec3 refractedRayExit = position + transmissionRay;
			vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
			vec2 refractionCoords = ndcPos.xy / ndcPos.w;
			refractionCoords += 1.0;
			refractionCoords /= 2.0;
			transmittedLight = getTransmissionSample( refractionCoords, roughness, ior );
			transmittance = diffuseColor * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance );
		#endif
		vec3 attenuatedColor = transmittance * transmittedLight.rgb;
		vec3 F = EnvironmentBRDF( n, v, specularColor, specularF90, roughness );
		float transmittanceFactor = ( transmittance.r + transmittance.g + transmittance.b ) / 3.0;
		return vec4( ( 1.0 - F ) * attenuatedColor, 1.0 - ( 1.0 - transmittedLight.a ) * transmittanceFactor );
	}
#endif`,Om=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_SPECULARMAP
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,Bm=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	uniform mat3 mapTransform;
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	uniform mat3 alphaMapTransform;
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	uniform mat3 lightMapTransform;
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	uniform mat3 aoMapTransform;
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	uniform mat3 bumpMapTransform;
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	uniform mat3 normalMapTransform;
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_DISPLACEMENTMAP
	uniform mat3 displacementMapTransform;
	varying vec2 vDisplacementMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	uniform mat3 emissiveMapTransform;
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	uniform mat3 metalnessMapTransform;
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	uniform mat3 roughnessMapTransform;
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	uniform mat3 diffuseRoughnessMapTransform;
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	uniform mat3 anisotropyMapTransform;
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	uniform mat3 clearcoatMapTransform;
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform mat3 clearcoatNormalMapTransform;
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform mat3 clearcoatRoughnessMapTransform;
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	uniform mat3 sheenColorMapTransform;
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	uniform mat3 sheenRoughnessMapTransform;
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	uniform mat3 iridescenceMapTransform;
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform mat3 iridescenceThicknessMapTransform;
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SPECULARMAP
	uniform mat3 specularMapTransform;
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	uniform mat3 specularColorMapTransform;
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	uniform mat3 specularIntensityMapTransform;
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,km=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	vUv = vec3( uv, 1 ).xy;
#endif
#ifdef USE_MAP
	vMapUv = ( mapTransform * vec3( MAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ALPHAMAP
	vAlphaMapUv = ( alphaMapTransform * vec3( ALPHAMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_LIGHTMAP
	vLightMapUv = ( lightMapTransform * vec3( LIGHTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_AOMAP
	vAoMapUv = ( aoMapTransform * vec3( AOMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_BUMPMAP
	vBumpMapUv = ( bumpMapTransform * vec3( BUMPMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_NORMALMAP
	vNormalMapUv = ( normalMapTransform * vec3( NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DISPLACEMENTMAP
	vDisplacementMapUv = ( displacementMapTransform * vec3( DISPLACEMENTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_EMISSIVEMAP
	vEmissiveMapUv = ( emissiveMapTransform * vec3( EMISSIVEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_METALNESSMAP
	vMetalnessMapUv = ( metalnessMapTransform * vec3( METALNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ROUGHNESSMAP
	vRoughnessMapUv = ( roughnessMapTransform * vec3( ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	vDiffuseRoughnessMapUv = ( diffuseRoughnessMapTransform * vec3( DIFFUSE_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ANISOTROPYMAP
	vAnisotropyMapUv = ( anisotropyMapTransform * vec3( ANISOTROPYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOATMAP
	vClearcoatMapUv = ( clearcoatMapTransform * vec3( CLEARCOATMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	vClearcoatNormalMapUv = ( clearcoatNormalMapTransform * vec3( CLEARCOAT_NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	vClearcoatRoughnessMapUv = ( clearcoatRoughnessMapTransform * vec3( CLEARCOAT_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCEMAP
	vIridescenceMapUv = ( iridescenceMapTransform * vec3( IRIDESCENCEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	vIridescenceThicknessMapUv = ( iridescenceThicknessMapTransform * vec3( IRIDESCENCE_THICKNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_COLORMAP
	vSheenColorMapUv = ( sheenColorMapTransform * vec3( SHEEN_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	vSheenRoughnessMapUv = ( sheenRoughnessMapTransform * vec3( SHEEN_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULARMAP
	vSpecularMapUv = ( specularMapTransform * vec3( SPECULARMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_COLORMAP
	vSpecularColorMapUv = ( specularColorMapTransform * vec3( SPECULAR_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	vSpecularIntensityMapUv = ( specularIntensityMapTransform * vec3( SPECULAR_INTENSITYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_TRANSMISSIONMAP
	vTransmissionMapUv = ( transmissionMapTransform * vec3( TRANSMISSIONMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_THICKNESSMAP
	vThicknessMapUv = ( thicknessMapTransform * vec3( THICKNESSMAP_UV, 1 ) ).xy;
#endif`,zm=`#if defined( USE_ENVMAP ) || defined( DISTANCE ) || defined ( USE_SHADOWMAP ) || defined ( USE_TRANSMISSION ) || NUM_SPOT_LIGHT_COORDS > 0
	vec4 worldPosition = vec4( transformed, 1.0 );
	#ifdef USE_BATCHING
		worldPosition = batchingMatrix * worldPosition;
	#endif
	#ifdef USE_INSTANCING
		worldPosition = instanceMatrix * worldPosition;
	#endif
	worldPosition = modelMatrix * worldPosition;
#endif`,Vm=`varying vec2 vUv;
uniform mat3 uvTransform;
void main() {
	vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	gl_Position = vec4( position.xy, 1.0, 1.0 );
}`,Gm=`uniform sampler2D t2D;
uniform float backgroundIntensity;
varying vec2 vUv;
void main() {
	vec4 texColor = texture2D( t2D, vUv );
	#ifdef DECODE_VIDEO_TEXTURE
		texColor = vec4( mix( pow( texColor.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), texColor.rgb * 0.0773993808, vec3( lessThanEqual( texColor.rgb, vec3( 0.04045 ) ) ) ), texColor.w );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,Hm=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,Wm=`uniform float backgroundBlurriness;
uniform float backgroundIntensity;
uniform mat3 backgroundRotation;
varying vec3 vWorldDirection;
#include <envmap_common_pars_fragment>
void main() {
	#ifdef ENVMAP_TYPE_PMREM
		vec4 texColor = textureLod( envMap, backgroundRotation * vWorldDirection, roughnessToMip( backgroundBlurriness ) );
	#else
		vec4 texColor = textureCube( envMap, backgroundRotation * vWorldDirection );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,Xm=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,qm=`uniform samplerCube tCube;
uniform float tFlip;
uniform float opacity;
varying vec3 vWorldDirection;
void main() {
	vec4 texColor = textureCube( tCube, vec3( tFlip * vWorldDirection.x, vWorldDirection.yz ) );
	gl_FragColor = texColor;
	gl_FragColor.a *= opacity;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,Ym=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
varying vec2 vHighPrecisionZW;
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vHighPrecisionZW = gl_Position.zw;
}`,Jm=`#if DEPTH_PACKING == 3200
	uniform float opacity;
#endif
#include <common>
#include <packing>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
varying vec2 vHighPrecisionZW;
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#if DEPTH_PACKING == 3200
		diffuseColor.a = opacity;
	#endif
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <logdepthbuf_fragment>
	#ifdef USE_REVERSED_DEPTH_BUFFER
		float fragCoordZ = vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ];
	#else
		float fragCoordZ = 0.5 * vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ] + 0.5;
	#endif
	#if DEPTH_PACKING == 3200
		gl_FragColor = vec4( vec3( 1.0 - fragCoordZ ), opacity );
	#elif DEPTH_PACKING == 3201
		gl_FragColor = packDepthToRGBA( fragCoordZ );
	#elif DEPTH_PACKING == 3202
		gl_FragColor = vec4( packDepthToRGB( fragCoordZ ), 1.0 );
	#elif DEPTH_PACKING == 3203
		gl_FragColor = vec4( packDepthToRG( fragCoordZ ), 0.0, 1.0 );
	#endif
}`,Zm=`#define DISTANCE
varying vec3 vWorldPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <worldpos_vertex>
	#include <clipping_planes_vertex>
	vWorldPosition = worldPosition.xyz;
}`,Km=`#define DISTANCE
uniform vec3 referencePosition;
uniform float nearDistance;
uniform float farDistance;
varying vec3 vWorldPosition;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	float dist = length( vWorldPosition - referencePosition );
	dist = ( dist - nearDistance ) / ( farDistance - nearDistance );
	dist = saturate( dist );
	gl_FragColor = vec4( dist, 0.0, 0.0, 1.0 );
}`,$m=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
}`,jm=`uniform sampler2D tEquirect;
varying vec3 vWorldDirection;
#include <common>
void main() {
	vec3 direction = normalize( vWorldDirection );
	vec2 sampleUV = equirectUv( direction );
	gl_FragColor = texture2D( tEquirect, sampleUV );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,Qm=`uniform float scale;
attribute float lineDistance;
varying float vLineDistance;
#include <common>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	vLineDistance = scale * lineDistance;
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,e1=`uniform vec3 diffuse;
uniform float opacity;
uniform float dashSize;
uniform float totalSize;
varying float vLineDistance;
#include <common>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	if ( mod( vLineDistance, totalSize ) > dashSize ) {
		discard;
	}
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,t1=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#if defined ( USE_ENVMAP ) || defined ( USE_SKINNING )
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinbase_vertex>
		#include <skinnormal_vertex>
		#include <defaultnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <fog_vertex>
}`,n1=`uniform vec3 diffuse;
uniform float opacity;
#ifndef FLAT_SHADED
	varying vec3 vNormal;
#endif
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <fog_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		reflectedLight.indirectDiffuse += lightMapTexel.rgb * lightMapIntensity * RECIPROCAL_PI;
	#else
		reflectedLight.indirectDiffuse += vec3( 1.0 );
	#endif
	#include <aomap_fragment>
	reflectedLight.indirectDiffuse *= diffuseColor.rgb;
	vec3 outgoingLight = reflectedLight.indirectDiffuse;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,i1=`#define LAMBERT
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,r1=`#define LAMBERT
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_lambert_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_lambert_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,s1=`#define MATCAP
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <displacementmap_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
	vViewPosition = - mvPosition.xyz;
}`,o1=`#define MATCAP
uniform vec3 diffuse;
uniform float opacity;
uniform sampler2D matcap;
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	vec3 viewDir = normalize( vViewPosition );
	vec3 x = normalize( vec3( viewDir.z, 0.0, - viewDir.x ) );
	vec3 y = cross( viewDir, x );
	vec2 uv = vec2( dot( x, normal ), dot( y, normal ) ) * 0.495 + 0.5;
	#ifdef USE_MATCAP
		vec4 matcapColor = texture2D( matcap, uv );
	#else
		vec4 matcapColor = vec4( vec3( mix( 0.2, 0.8, uv.y ) ), 1.0 );
	#endif
	vec3 outgoingLight = diffuseColor.rgb * matcapColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,a1=`#define NORMAL
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	vViewPosition = - mvPosition.xyz;
#endif
}`,c1=`#define NORMAL
uniform float opacity;
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <uv_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 0.0, 0.0, 0.0, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	gl_FragColor = vec4( normalize( normal ) * 0.5 + 0.5, diffuseColor.a );
	#ifdef OPAQUE
		gl_FragColor.a = 1.0;
	#endif
}`,l1=`#define PHONG
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,h1=`#define PHONG
uniform vec3 diffuse;
uniform vec3 emissive;
uniform vec3 specular;
uniform float shininess;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_phong_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_phong_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + reflectedLight.directSpecular + reflectedLight.indirectSpecular + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,u1=`#define STANDARD
varying vec3 vViewPosition;
#ifdef USE_TRANSMISSION
	varying vec3 vWorldPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
#ifdef USE_TRANSMISSION
	vWorldPosition = worldPosition.xyz;
#endif
}`,d1=`#define STANDARD
#ifdef PHYSICAL
	#define IOR
	#define USE_SPECULAR
#endif
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float roughness;
uniform float metalness;
uniform float opacity;
#ifdef IOR
	uniform float ior;
#endif
#ifdef USE_SPECULAR
	uniform float specularIntensity;
	uniform vec3 specularColor;
	#ifdef USE_SPECULAR_COLORMAP
		uniform sampler2D specularColorMap;
	#endif
	#ifdef USE_SPECULAR_INTENSITYMAP
		uniform sampler2D specularIntensityMap;
	#endif
#endif
#ifdef USE_CLEARCOAT
	uniform float clearcoat;
	uniform float clearcoatRoughness;
#endif
#ifdef USE_DIFFUSE_ROUGHNESS
	uniform float diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		uniform sampler2D diffuseRoughnessMap;
	#endif
#endif
#ifdef USE_DISPERSION
	uniform float dispersion;
#endif
#ifdef USE_RETROREFLECTION
	uniform float retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	uniform float iridescence;
	uniform float iridescenceIOR;
	uniform float iridescenceThicknessMinimum;
	uniform float iridescenceThicknessMaximum;
#endif
#ifdef USE_SHEEN
	uniform vec3 sheenColor;
	uniform float sheenRoughness;
	#ifdef USE_SHEEN_COLORMAP
		uniform sampler2D sheenColorMap;
	#endif
	#ifdef USE_SHEEN_ROUGHNESSMAP
		uniform sampler2D sheenRoughnessMap;
	#endif
#endif
#ifdef USE_ANISOTROPY
	uniform vec2 anisotropyVector;
	#ifdef USE_ANISOTROPYMAP
		uniform sampler2D anisotropyMap;
	#endif
#endif
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <iridescence_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_physical_pars_fragment>
#include <transmission_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <clearcoat_pars_fragment>
#include <iridescence_pars_fragment>
#include <roughnessmap_pars_fragment>
#include <metalnessmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <roughnessmap_fragment>
	#include <metalnessmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <clearcoat_normal_fragment_begin>
	#include <clearcoat_normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_physical_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 totalDiffuse = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse;
	vec3 totalSpecular = reflectedLight.directSpecular + reflectedLight.indirectSpecular;
	#include <transmission_fragment>
	vec3 outgoingLight = totalDiffuse + totalSpecular + totalEmissiveRadiance;
	#ifdef USE_SHEEN
 
		outgoingLight = outgoingLight + sheenSpecularDirect + sheenSpecularIndirect;
 
 	#endif
	#ifdef USE_CLEARCOAT
		float dotNVcc = saturate( dot( geometryClearcoatNormal, geometryViewDir ) );
		vec3 Fcc = F_Schlick( material.clearcoatF0, material.clearcoatF90, dotNVcc );
		outgoingLight = outgoingLight * ( 1.0 - material.clearcoat * Fcc ) + ( clearcoatSpecularDirect + clearcoatSpecularIndirect ) * material.clearcoat;
	#endif
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,f1=`#define TOON
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,p1=`#define TOON
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <gradientmap_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_toon_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_toon_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,m1=`uniform float size;
uniform float scale;
#include <common>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
#ifdef USE_POINTS_UV
	varying vec2 vUv;
	uniform mat3 uvTransform;
#endif
void main() {
	#ifdef USE_POINTS_UV
		vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	#endif
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	gl_PointSize = size;
	#ifdef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) gl_PointSize *= ( scale / - mvPosition.z );
	#endif
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <fog_vertex>
}`,g1=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <color_pars_fragment>
#include <map_particle_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_particle_fragment>
	#include <color_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,_1=`#include <common>
#include <batching_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <shadowmap_pars_vertex>
void main() {
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,x1=`uniform vec3 color;
uniform float opacity;
#include <common>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <logdepthbuf_pars_fragment>
#include <shadowmap_pars_fragment>
#include <shadowmask_pars_fragment>
void main() {
	#include <logdepthbuf_fragment>
	gl_FragColor = vec4( color, opacity * ( 1.0 - getShadowMask() ) );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,v1=`uniform float rotation;
uniform vec2 center;
#include <common>
#include <uv_pars_vertex>
#include <fog_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	vec4 mvPosition = modelViewMatrix[ 3 ];
	vec2 scale = vec2( length( modelMatrix[ 0 ].xyz ), length( modelMatrix[ 1 ].xyz ) );
	#ifndef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) scale *= - mvPosition.z;
	#endif
	vec2 alignedPosition = ( position.xy - ( center - vec2( 0.5 ) ) ) * scale;
	vec2 rotatedPosition;
	rotatedPosition.x = cos( rotation ) * alignedPosition.x - sin( rotation ) * alignedPosition.y;
	rotatedPosition.y = sin( rotation ) * alignedPosition.x + cos( rotation ) * alignedPosition.y;
	mvPosition.xy += rotatedPosition;
	gl_Position = projectionMatrix * mvPosition;
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,y1=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
}`,ze={alphahash_fragment:Gf,alphahash_pars_fragment:Hf,alphamap_fragment:Wf,alphamap_pars_fragment:Xf,alphatest_fragment:qf,alphatest_pars_fragment:Yf,aomap_fragment:Jf,aomap_pars_fragment:Zf,batching_pars_vertex:Kf,batching_vertex:$f,begin_vertex:jf,beginnormal_vertex:Qf,bsdfs:ep,iridescence_fragment:tp,bumpmap_pars_fragment:np,clipping_planes_fragment:ip,clipping_planes_pars_fragment:rp,clipping_planes_pars_vertex:sp,clipping_planes_vertex:op,color_fragment:ap,color_pars_fragment:cp,color_pars_vertex:lp,color_vertex:hp,common:up,defaultnormal_vertex:dp,displacementmap_pars_vertex:fp,displacementmap_vertex:pp,emissivemap_fragment:mp,emissivemap_pars_fragment:gp,colorspace_fragment:_p,colorspace_pars_fragment:xp,envmap_fragment:vp,envmap_common_pars_fragment:yp,envmap_pars_fragment:Mp,envmap_pars_vertex:Sp,envmap_physical_pars_fragment:Dp,envmap_vertex:bp,fog_vertex:wp,fog_pars_vertex:Ap,fog_fragment:Ep,fog_pars_fragment:Tp,gradientmap_pars_fragment:Rp,lightmap_pars_fragment:Cp,lights_lambert_fragment:Pp,lights_lambert_pars_fragment:Ip,lights_pars_begin:Lp,lights_toon_fragment:Np,lights_toon_pars_fragment:Fp,lights_phong_fragment:Up,lights_phong_pars_fragment:Op,lights_physical_fragment:Bp,lights_physical_pars_fragment:kp,lights_fragment_begin:zp,lights_fragment_maps:Vp,lights_fragment_end:Gp,lightprobes_pars_fragment:Hp,logdepthbuf_fragment:Wp,logdepthbuf_pars_fragment:Xp,logdepthbuf_pars_vertex:qp,logdepthbuf_vertex:Yp,map_fragment:Jp,map_pars_fragment:Zp,map_particle_fragment:Kp,map_particle_pars_fragment:$p,metalnessmap_fragment:jp,metalnessmap_pars_fragment:Qp,morphinstance_vertex:em,morphcolor_vertex:tm,morphnormal_vertex:nm,morphtarget_pars_vertex:im,morphtarget_vertex:rm,normal_fragment_begin:sm,normal_fragment_maps:om,normal_pars_fragment:am,normal_pars_vertex:cm,normal_vertex:lm,normalmap_pars_fragment:hm,clearcoat_normal_fragment_begin:um,clearcoat_normal_fragment_maps:dm,clearcoat_pars_fragment:fm,iridescence_pars_fragment:pm,opaque_fragment:mm,packing:gm,premultiplied_alpha_fragment:_m,project_vertex:xm,dithering_fragment:vm,dithering_pars_fragment:ym,roughnessmap_fragment:Mm,roughnessmap_pars_fragment:Sm,shadowmap_pars_fragment:bm,shadowmap_pars_vertex:wm,shadowmap_vertex:Am,shadowmask_pars_fragment:Em,skinbase_vertex:Tm,skinning_pars_vertex:Rm,skinning_vertex:Cm,skinnormal_vertex:Pm,specularmap_fragment:Im,specularmap_pars_fragment:Lm,tonemapping_fragment:Dm,tonemapping_pars_fragment:Nm,transmission_fragment:Fm,transmission_pars_fragment:Um,uv_pars_fragment:Om,uv_pars_vertex:Bm,uv_vertex:km,worldpos_vertex:zm,background_vert:Vm,background_frag:Gm,backgroundCube_vert:Hm,backgroundCube_frag:Wm,cube_vert:Xm,cube_frag:qm,depth_vert:Ym,depth_frag:Jm,distance_vert:Zm,distance_frag:Km,equirect_vert:$m,equirect_frag:jm,linedashed_vert:Qm,linedashed_frag:e1,meshbasic_vert:t1,meshbasic_frag:n1,meshlambert_vert:i1,meshlambert_frag:r1,meshmatcap_vert:s1,meshmatcap_frag:o1,meshnormal_vert:a1,meshnormal_frag:c1,meshphong_vert:l1,meshphong_frag:h1,meshphysical_vert:u1,meshphysical_frag:d1,meshtoon_vert:f1,meshtoon_frag:p1,points_vert:m1,points_frag:g1,shadow_vert:_1,shadow_frag:x1,sprite_vert:v1,sprite_frag:y1},me={common:{diffuse:{value:new qe(16777215)},opacity:{value:1},map:{value:null},mapTransform:{value:new De},alphaMap:{value:null},alphaMapTransform:{value:new De},alphaTest:{value:0}},specularmap:{specularMap:{value:null},specularMapTransform:{value:new De}},envmap:{envMap:{value:null},envMapRotation:{value:new De},reflectivity:{value:1},ior:{value:1.5},refractionRatio:{value:.98},dfgLUT:{value:null}},aomap:{aoMap:{value:null},aoMapIntensity:{value:1},aoMapTransform:{value:new De}},lightmap:{lightMap:{value:null},lightMapIntensity:{value:1},lightMapTransform:{value:new De}},bumpmap:{bumpMap:{value:null},bumpMapTransform:{value:new De},bumpScale:{value:1}},normalmap:{normalMap:{value:null},normalMapTransform:{value:new De},normalScale:{value:new Oe(1,1)}},displacementmap:{displacementMap:{value:null},displacementMapTransform:{value:new De},displacementScale:{value:1},displacementBias:{value:0}},emissivemap:{emissiveMap:{value:null},emissiveMapTransform:{value:new De}},metalnessmap:{metalnessMap:{value:null},metalnessMapTransform:{value:new De}},roughnessmap:{roughnessMap:{value:null},roughnessMapTransform:{value:new De}},gradientmap:{gradientMap:{value:null}},fog:{fogDensity:{value:25e-5},fogNear:{value:1},fogFar:{value:2e3},fogColor:{value:new qe(16777215)}},lights:{ambientLightColor:{value:[]},lightProbe:{value:[]},sunLights:{value:[],properties:{direction:{},color:{}}},sunLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},sunShadowMatrix:{value:[]},sunShadowCascade:{value:[]},directionalLights:{value:[],properties:{direction:{},color:{}}},directionalLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},directionalShadowMatrix:{value:[]},spotLights:{value:[],properties:{color:{},position:{},direction:{},distance:{},coneCos:{},penumbraCos:{},decay:{}}},spotLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},spotLightMap:{value:[]},spotLightMatrix:{value:[]},pointLights:{value:[],properties:{color:{},position:{},decay:{},distance:{}}},pointLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{},shadowCameraNear:{},shadowCameraFar:{}}},pointShadowMatrix:{value:[]},hemisphereLights:{value:[],properties:{direction:{},skyColor:{},groundColor:{}}},rectAreaLights:{value:[],properties:{color:{},position:{},width:{},height:{}}},ltc_1:{value:null},ltc_2:{value:null},probesSH:{value:[]},probesMin:{value:[]},probesMax:{value:[]},probesResolution:{value:[]}},points:{diffuse:{value:new qe(16777215)},opacity:{value:1},size:{value:1},scale:{value:1},map:{value:null},alphaMap:{value:null},alphaMapTransform:{value:new De},alphaTest:{value:0},uvTransform:{value:new De}},sprite:{diffuse:{value:new qe(16777215)},opacity:{value:1},center:{value:new Oe(.5,.5)},rotation:{value:0},map:{value:null},mapTransform:{value:new De},alphaMap:{value:null},alphaMapTransform:{value:new De},alphaTest:{value:0}}},Sn={basic:{uniforms:Pt([me.common,me.specularmap,me.envmap,me.aomap,me.lightmap,me.fog]),vertexShader:ze.meshbasic_vert,fragmentShader:ze.meshbasic_frag},lambert:{uniforms:Pt([me.common,me.specularmap,me.envmap,me.aomap,me.lightmap,me.emissivemap,me.bumpmap,me.normalmap,me.displacementmap,me.fog,me.lights,{emissive:{value:new qe(0)},envMapIntensity:{value:1}}]),vertexShader:ze.meshlambert_vert,fragmentShader:ze.meshlambert_frag},phong:{uniforms:Pt([me.common,me.specularmap,me.envmap,me.aomap,me.lightmap,me.emissivemap,me.bumpmap,me.normalmap,me.displacementmap,me.fog,me.lights,{emissive:{value:new qe(0)},specular:{value:new qe(1118481)},shininess:{value:30},envMapIntensity:{value:1}}]),vertexShader:ze.meshphong_vert,fragmentShader:ze.meshphong_frag},standard:{uniforms:Pt([me.common,me.envmap,me.aomap,me.lightmap,me.emissivemap,me.bumpmap,me.normalmap,me.displacementmap,me.roughnessmap,me.metalnessmap,me.fog,me.lights,{emissive:{value:new qe(0)},roughness:{value:1},metalness:{value:0},envMapIntensity:{value:1}}]),vertexShader:ze.meshphysical_vert,fragmentShader:ze.meshphysical_frag},toon:{uniforms:Pt([me.common,me.aomap,me.lightmap,me.emissivemap,me.bumpmap,me.normalmap,me.displacementmap,me.gradientmap,me.fog,me.lights,{emissive:{value:new qe(0)}}]),vertexShader:ze.meshtoon_vert,fragmentShader:ze.meshtoon_frag},matcap:{uniforms:Pt([me.common,me.bumpmap,me.normalmap,me.displacementmap,me.fog,{matcap:{value:null}}]),vertexShader:ze.meshmatcap_vert,fragmentShader:ze.meshmatcap_frag},points:{uniforms:Pt([me.points,me.fog]),vertexShader:ze.points_vert,fragmentShader:ze.points_frag},dashed:{uniforms:Pt([me.common,me.fog,{scale:{value:1},dashSize:{value:1},totalSize:{value:2}}]),vertexShader:ze.linedashed_vert,fragmentShader:ze.linedashed_frag},depth:{uniforms:Pt([me.common,me.displacementmap]),vertexShader:ze.depth_vert,fragmentShader:ze.depth_frag},normal:{uniforms:Pt([me.common,me.bumpmap,me.normalmap,me.displacementmap,{opacity:{value:1}}]),vertexShader:ze.meshnormal_vert,fragmentShader:ze.meshnormal_frag},sprite:{uniforms:Pt([me.sprite,me.fog]),vertexShader:ze.sprite_vert,fragmentShader:ze.sprite_frag},background:{uniforms:{uvTransform:{value:new De},t2D:{value:null},backgroundIntensity:{value:1}},vertexShader:ze.background_vert,fragmentShader:ze.background_frag},backgroundCube:{uniforms:{envMap:{value:null},backgroundBlurriness:{value:0},backgroundIntensity:{value:1},backgroundRotation:{value:new De}},vertexShader:ze.backgroundCube_vert,fragmentShader:ze.backgroundCube_frag},cube:{uniforms:{tCube:{value:null},tFlip:{value:-1},opacity:{value:1}},vertexShader:ze.cube_vert,fragmentShader:ze.cube_frag},equirect:{uniforms:{tEquirect:{value:null}},vertexShader:ze.equirect_vert,fragmentShader:ze.equirect_frag},distance:{uniforms:Pt([me.common,me.displacementmap,{referencePosition:{value:new B},nearDistance:{value:1},farDistance:{value:1e3}}]),vertexShader:ze.distance_vert,fragmentShader:ze.distance_frag},shadow:{uniforms:Pt([me.lights,me.fog,{color:{value:new qe(0)},opacity:{value:1}}]),vertexShader:ze.shadow_vert,fragmentShader:ze.shadow_frag}};Sn.physical={uniforms:Pt([Sn.standard.uniforms,{clearcoat:{value:0},clearcoatMap:{value:null},clearcoatMapTransform:{value:new De},clearcoatNormalMap:{value:null},clearcoatNormalMapTransform:{value:new De},clearcoatNormalScale:{value:new Oe(1,1)},clearcoatRoughness:{value:0},clearcoatRoughnessMap:{value:null},clearcoatRoughnessMapTransform:{value:new De},diffuseRoughness:{value:0},diffuseRoughnessMap:{value:null},diffuseRoughnessMapTransform:{value:new De},dispersion:{value:0},retroreflectivity:{value:0},iridescence:{value:0},iridescenceMap:{value:null},iridescenceMapTransform:{value:new De},iridescenceIOR:{value:1.3},iridescenceThicknessMinimum:{value:100},iridescenceThicknessMaximum:{value:400},iridescenceThicknessMap:{value:null},iridescenceThicknessMapTransform:{value:new De},sheen:{value:0},sheenColor:{value:new qe(0)},sheenColorMap:{value:null},sheenColorMapTransform:{value:new De},sheenRoughness:{value:1},sheenRoughnessMap:{value:null},sheenRoughnessMapTransform:{value:new De},transmission:{value:0},transmissionMap:{value:null},transmissionMapTransform:{value:new De},transmissionSamplerSize:{value:new Oe},transmissionSamplerMap:{value:null},thickness:{value:0},thicknessMap:{value:null},thicknessMapTransform:{value:new De},attenuationDistance:{value:0},attenuationColor:{value:new qe(0)},specularColor:{value:new qe(1,1,1)},specularColorMap:{value:null},specularColorMapTransform:{value:new De},specularIntensity:{value:1},specularIntensityMap:{value:null},specularIntensityMapTransform:{value:new De},anisotropyVector:{value:new Oe},anisotropyMap:{value:null},anisotropyMapTransform:{value:new De}}]),vertexShader:ze.meshphysical_vert,fragmentShader:ze.meshphysical_frag};var la={r:0,b:0,g:0},M1=new lt,Jh=new De;Jh.set(-1,0,0,0,1,0,0,0,1);function S1(i,e,t,n,r,s){let o=new qe(0),a=r===!0?0:1,c,l,h=null,u=0,d=null;function f(M){let A=M.isScene===!0?M.background:null;if(A&&A.isTexture){let w=M.backgroundBlurriness>0;A=e.get(A,w)}return A}function m(M){let A=!1,w=f(M);w===null?p(o,a):w&&w.isColor&&(p(w,1),A=!0);let T=i.xr.getEnvironmentBlendMode();T==="additive"?t.buffers.color.setClear(0,0,0,1,s):T==="alpha-blend"&&t.buffers.color.setClear(0,0,0,0,s),(i.autoClear||A)&&(t.buffers.depth.setTest(!0),t.buffers.depth.setMask(!0),t.buffers.color.setMask(!0),i.clear(i.autoClearColor,i.autoClearDepth,i.autoClearStencil))}function v(M,A){let w=f(A);w&&w.isCubeTexture?(l===void 0&&(l=new nn(new nr(1,1,1),new rn({name:"BackgroundCubeMaterial",uniforms:wi(Sn.backgroundCube.uniforms),vertexShader:Sn.backgroundCube.vertexShader,fragmentShader:Sn.backgroundCube.fragmentShader,side:Dt,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),l.geometry.deleteAttribute("normal"),l.geometry.deleteAttribute("uv"),l.onBeforeRender=function(T,E,_){this.matrixWorld.copyPosition(_.matrixWorld)},Object.defineProperty(l.material,"envMap",{get:function(){return this.uniforms.envMap.value}}),n.update(l)),l.material.uniforms.envMap.value=w,l.material.uniforms.backgroundBlurriness.value=A.backgroundBlurriness,l.material.uniforms.backgroundIntensity.value=A.backgroundIntensity,l.material.uniforms.backgroundRotation.value.setFromMatrix4(M1.makeRotationFromEuler(A.backgroundRotation)).transpose(),w.isRenderTargetTexture===!1&&l.material.uniforms.backgroundRotation.value.premultiply(Jh),l.material.toneMapped=We.getTransfer(w.colorSpace)!==Ze,(h!==w||u!==w.version||d!==i.toneMapping)&&(l.material.needsUpdate=!0,h=w,u=w.version,d=i.toneMapping),l.layers.enableAll(),M.unshift(l,l.geometry,l.material,0,0,null)):w&&w.isTexture&&(c===void 0&&(c=new nn(new yi(2,2),new rn({name:"BackgroundMaterial",uniforms:wi(Sn.background.uniforms),vertexShader:Sn.background.vertexShader,fragmentShader:Sn.background.fragmentShader,side:ni,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),c.geometry.deleteAttribute("normal"),Object.defineProperty(c.material,"map",{get:function(){return this.uniforms.t2D.value}}),n.update(c)),c.material.uniforms.t2D.value=w,c.material.uniforms.backgroundIntensity.value=A.backgroundIntensity,c.material.toneMapped=We.getTransfer(w.colorSpace)!==Ze,w.matrixAutoUpdate===!0&&w.updateMatrix(),c.material.uniforms.uvTransform.value.copy(w.matrix),(h!==w||u!==w.version||d!==i.toneMapping)&&(c.material.needsUpdate=!0,h=w,u=w.version,d=i.toneMapping),c.layers.enableAll(),M.unshift(c,c.geometry,c.material,0,0,null))}function p(M,A){M.getRGB(la,hc(i)),t.buffers.color.setClear(la.r,la.g,la.b,A,s)}function g(){l!==void 0&&(l.geometry.dispose(),l.material.dispose(),l=void 0),c!==void 0&&(c.geometry.dispose(),c.material.dispose(),c=void 0)}return{getClearColor:function(){return o},setClearColor:function(M,A=1){o.set(M),a=A,p(o,a)},getClearAlpha:function(){return a},setClearAlpha:function(M){a=M,p(o,a)},render:m,addToRenderList:v,dispose:g}}function b1(i,e){let t=i.getParameter(i.MAX_VERTEX_ATTRIBS),n={},r=d(null),s=r,o=!1;function a(D,k,X,C,G){let Y=!1,V=u(D,C,X,k);s!==V&&(s=V,l(s.object)),Y=f(D,C,X,G),Y&&m(D,C,X,G),G!==null&&e.update(G,i.ELEMENT_ARRAY_BUFFER),(Y||o)&&(o=!1,w(D,k,X,C),G!==null&&i.bindBuffer(i.ELEMENT_ARRAY_BUFFER,e.get(G).buffer))}function c(){return i.createVertexArray()}function l(D){return i.bindVertexArray(D)}function h(D){return i.deleteVertexArray(D)}function u(D,k,X,C){let G=C.wireframe===!0,Y=n[k.id];Y===void 0&&(Y={},n[k.id]=Y);let V=D.isInstancedMesh===!0?D.id:0,ee=Y[V];ee===void 0&&(ee={},Y[V]=ee);let H=ee[X.id];H===void 0&&(H={},ee[X.id]=H);let j=H[G];return j===void 0&&(j=d(c()),H[G]=j),j}function d(D){let k=[],X=[],C=[];for(let G=0;G<t;G++)k[G]=0,X[G]=0,C[G]=0;return{geometry:null,program:null,wireframe:!1,newAttributes:k,enabledAttributes:X,attributeDivisors:C,object:D,attributes:{},index:null}}function f(D,k,X,C){let G=s.attributes,Y=k.attributes,V=0,ee=X.getAttributes();for(let H in ee)if(ee[H].location>=0){let Q=G[H],ve=Y[H];if(ve===void 0&&(H==="instanceMatrix"&&D.instanceMatrix&&(ve=D.instanceMatrix),H==="instanceColor"&&D.instanceColor&&(ve=D.instanceColor)),Q===void 0||Q.attribute!==ve||ve&&Q.data!==ve.data)return!0;V++}return s.attributesNum!==V||s.index!==C}function m(D,k,X,C){let G={},Y=k.attributes,V=0,ee=X.getAttributes();for(let H in ee)if(ee[H].location>=0){let Q=Y[H];Q===void 0&&(H==="instanceMatrix"&&D.instanceMatrix&&(Q=D.instanceMatrix),H==="instanceColor"&&D.instanceColor&&(Q=D.instanceColor));let ve={};ve.attribute=Q,Q&&Q.data&&(ve.data=Q.data),G[H]=ve,V++}s.attributes=G,s.attributesNum=V,s.index=C}function v(){let D=s.newAttributes;for(let k=0,X=D.length;k<X;k++)D[k]=0}function p(D){g(D,0)}function g(D,k){let X=s.newAttributes,C=s.enabledAttributes,G=s.attributeDivisors;X[D]=1,C[D]===0&&(i.enableVertexAttribArray(D),C[D]=1),G[D]!==k&&(i.vertexAttribDivisor(D,k),G[D]=k)}function M(){let D=s.newAttributes,k=s.enabledAttributes;for(let X=0,C=k.length;X<C;X++)k[X]!==D[X]&&(i.disableVertexAttribArray(X),k[X]=0)}function A(D,k,X,C,G,Y,V){V===!0?i.vertexAttribIPointer(D,k,X,G,Y):i.vertexAttribPointer(D,k,X,C,G,Y)}function w(D,k,X,C){v();let G=C.attributes,Y=X.getAttributes(),V=k.defaultAttributeValues;for(let ee in Y){let H=Y[ee];if(H.location>=0){let j=G[ee];if(j===void 0&&(ee==="instanceMatrix"&&D.instanceMatrix&&(j=D.instanceMatrix),ee==="instanceColor"&&D.instanceColor&&(j=D.instanceColor)),j!==void 0){let Q=j.normalized,ve=j.itemSize,Ie=e.get(j);if(Ie===void 0)continue;let J=Ie.buffer,de=Ie.type,xe=Ie.bytesPerElement,Ae=de===i.INT||de===i.UNSIGNED_INT||j.gpuType===To;if(j.isInterleavedBufferAttribute){let fe=j.data,Le=fe.isInterleavedBuffer===!0?fe.stride:fe.itemSize,ht=j.offset;if(fe.isInstancedInterleavedBuffer||fe.isInstancedBufferAttribute){for(let Re=0;Re<H.locationSize;Re++)g(H.location+Re,fe.meshPerAttribute);D.isInstancedMesh!==!0&&C._maxInstanceCount===void 0&&(C._maxInstanceCount=fe.meshPerAttribute*fe.count)}else for(let Re=0;Re<H.locationSize;Re++)p(H.location+Re);i.bindBuffer(i.ARRAY_BUFFER,J);for(let Re=0;Re<H.locationSize;Re++)A(H.location+Re,ve/H.locationSize,de,Q,Le*xe,(ht+ve/H.locationSize*Re)*xe,Ae)}else{if(j.isInstancedBufferAttribute){for(let fe=0;fe<H.locationSize;fe++)g(H.location+fe,j.meshPerAttribute);D.isInstancedMesh!==!0&&C._maxInstanceCount===void 0&&(C._maxInstanceCount=j.meshPerAttribute*j.count)}else for(let fe=0;fe<H.locationSize;fe++)p(H.location+fe);i.bindBuffer(i.ARRAY_BUFFER,J);for(let fe=0;fe<H.locationSize;fe++)A(H.location+fe,ve/H.locationSize,de,Q,ve*xe,ve/H.locationSize*fe*xe,Ae)}}else if(V!==void 0){let Q=V[ee];if(Q!==void 0)switch(Q.length){case 2:i.vertexAttrib2fv(H.location,Q);break;case 3:i.vertexAttrib3fv(H.location,Q);break;case 4:i.vertexAttrib4fv(H.location,Q);break;default:i.vertexAttrib1fv(H.location,Q)}}}}M()}function T(){U();for(let D in n){let k=n[D];for(let X in k){let C=k[X];for(let G in C){let Y=C[G];for(let V in Y)h(Y[V].object),delete Y[V];delete C[G]}}delete n[D]}}function E(D){if(n[D.id]===void 0)return;let k=n[D.id];for(let X in k){let C=k[X];for(let G in C){let Y=C[G];for(let V in Y)h(Y[V].object),delete Y[V];delete C[G]}}delete n[D.id]}function _(D){for(let k in n){let X=n[k];for(let C in X){let G=X[C];if(G[D.id]===void 0)continue;let Y=G[D.id];for(let V in Y)h(Y[V].object),delete Y[V];delete G[D.id]}}}function S(D){for(let k in n){let X=n[k],C=D.isInstancedMesh===!0?D.id:0,G=X[C];if(G!==void 0){for(let Y in G){let V=G[Y];for(let ee in V)h(V[ee].object),delete V[ee];delete G[Y]}delete X[C],Object.keys(X).length===0&&delete n[k]}}}function U(){I(),o=!0,s!==r&&(s=r,l(s.object))}function I(){r.geometry=null,r.program=null,r.wireframe=!1}return{setup:a,reset:U,resetDefaultState:I,dispose:T,releaseStatesOfGeometry:E,releaseStatesOfObject:S,releaseStatesOfProgram:_,initAttributes:v,enableAttribute:p,disableUnusedAttributes:M}}function w1(i,e,t){let n;function r(c){n=c}function s(c,l){i.drawArrays(n,c,l),t.update(l,n,1)}function o(c,l,h){h!==0&&(i.drawArraysInstanced(n,c,l,h),t.update(l,n,h))}function a(c,l,h){if(h===0)return;e.get("WEBGL_multi_draw").multiDrawArraysWEBGL(n,c,0,l,0,h);let d=0;for(let f=0;f<h;f++)d+=l[f];t.update(d,n,1)}this.setMode=r,this.render=s,this.renderInstances=o,this.renderMultiDraw=a}function A1(i,e,t,n){let r;function s(){if(r!==void 0)return r;if(e.has("EXT_texture_filter_anisotropic")===!0){let _=e.get("EXT_texture_filter_anisotropic");r=i.getParameter(_.MAX_TEXTURE_MAX_ANISOTROPY_EXT)}else r=0;return r}function o(_){return!(_!==Bt&&n.convert(_)!==i.getParameter(i.IMPLEMENTATION_COLOR_READ_FORMAT))}function a(_){let S=_===pn&&(e.has("EXT_color_buffer_half_float")||e.has("EXT_color_buffer_float"));return!(_!==Nt&&_!==Wt&&!S&&n.convert(_)!==i.getParameter(i.IMPLEMENTATION_COLOR_READ_TYPE))}function c(_){if(_==="highp"){if(i.getShaderPrecisionFormat(i.VERTEX_SHADER,i.HIGH_FLOAT).precision>0&&i.getShaderPrecisionFormat(i.FRAGMENT_SHADER,i.HIGH_FLOAT).precision>0)return"highp";_="mediump"}return _==="mediump"&&i.getShaderPrecisionFormat(i.VERTEX_SHADER,i.MEDIUM_FLOAT).precision>0&&i.getShaderPrecisionFormat(i.FRAGMENT_SHADER,i.MEDIUM_FLOAT).precision>0?"mediump":"lowp"}let l=t.precision!==void 0?t.precision:"highp",h=c(l);h!==l&&(Ce("WebGLRenderer:",l,"not supported, using",h,"instead."),l=h);let u=t.reversedDepthBuffer===!0&&e.has("EXT_clip_control"),d=t.logarithmicDepthBuffer===!0&&u===!1;t.reversedDepthBuffer===!0&&u===!1&&Ce("WebGLRenderer: Unable to use reversed depth buffer due to missing EXT_clip_control extension. Fallback to default depth buffer."),t.logarithmicDepthBuffer===!0&&u===!0&&Ce("WebGLRenderer: Logarithmic depth buffer is ignored when reversed depth buffer is enabled.");let f=i.getParameter(i.MAX_TEXTURE_IMAGE_UNITS),m=i.getParameter(i.MAX_VERTEX_TEXTURE_IMAGE_UNITS),v=i.getParameter(i.MAX_TEXTURE_SIZE),p=i.getParameter(i.MAX_CUBE_MAP_TEXTURE_SIZE),g=i.getParameter(i.MAX_VERTEX_ATTRIBS),M=i.getParameter(i.MAX_VERTEX_UNIFORM_VECTORS),A=i.getParameter(i.MAX_VARYING_VECTORS),w=i.getParameter(i.MAX_FRAGMENT_UNIFORM_VECTORS),T=i.getParameter(i.MAX_SAMPLES),E=i.getParameter(i.SAMPLES);return{isWebGL2:!0,getMaxAnisotropy:s,getMaxPrecision:c,textureFormatReadable:o,textureTypeReadable:a,precision:l,logarithmicDepthBuffer:d,reversedDepthBuffer:u,maxTextures:f,maxVertexTextures:m,maxTextureSize:v,maxCubemapSize:p,maxAttributes:g,maxVertexUniforms:M,maxVaryings:A,maxFragmentUniforms:w,maxSamples:T,samples:E}}function E1(i){let e=this,t=null,n=0,r=!1,s=!1,o=new dn,a=new De,c={value:null,needsUpdate:!1};this.uniform=c,this.numPlanes=0,this.numIntersection=0,this.init=function(u,d){let f=u.length!==0||d||n!==0||r;return r=d,n=u.length,f},this.beginShadows=function(){s=!0,h(null)},this.endShadows=function(){s=!1},this.setGlobalState=function(u,d){t=h(u,d,0)},this.setState=function(u,d,f){let m=u.clippingPlanes,v=u.clipIntersection,p=u.clipShadows,g=i.get(u);if(!r||m===null||m.length===0||s&&!p)s?h(null):l();else{let M=s?0:n,A=M*4,w=g.clippingState||null;c.value=w,w=h(m,d,A,f);for(let T=0;T!==A;++T)w[T]=t[T];g.clippingState=w,this.numIntersection=v?this.numPlanes:0,this.numPlanes+=M}};function l(){c.value!==t&&(c.value=t,c.needsUpdate=n>0),e.numPlanes=n,e.numIntersection=0}function h(u,d,f,m){let v=u!==null?u.length:0,p=null;if(v!==0){if(p=c.value,m!==!0||p===null){let g=f+v*4,M=d.matrixWorldInverse;a.getNormalMatrix(M),(p===null||p.length<g)&&(p=new Float32Array(g));for(let A=0,w=f;A!==v;++A,w+=4)o.copy(u[A]).applyMatrix4(M,a),o.normal.toArray(p,w),p[w+3]=o.constant}c.value=p,c.needsUpdate=!0}return e.numPlanes=v,e.numIntersection=0,p}}var Zr=class extends Lt{constructor(e=1,t={}){super(e,e,t),this.isWebGLCubeRenderTarget=!0;let n={width:e,height:e,depth:1},r=[n,n,n,n,n,n];this.texture=new Lr(r),this._setTextureOptions(t),this.texture.isRenderTargetTexture=!0}fromEquirectangularTexture(e,t){this.texture.type=t.type,this.texture.colorSpace=t.colorSpace,this.texture.generateMipmaps=t.generateMipmaps,this.texture.minFilter=t.minFilter,this.texture.magFilter=t.magFilter;let n={uniforms:{tEquirect:{value:null}},vertexShader:`

				varying vec3 vWorldDirection;

				vec3 transformDirection( in vec3 dir, in mat4 matrix ) {

					return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );

				}

				void main() {

					vWorldDirection = transformDirection( position, modelMatrix );

					#include <begin_vertex>
					#include <project_vertex>

				}
			`,fragmentShader:`

				uniform sampler2D tEquirect;

				varying vec3 vWorldDirection;

				#include <common>

				void main() {

					vec3 direction = normalize( vWorldDirection );

					vec2 sampleUV = equirectUv( direction );

					gl_FragColor = texture2D( tEquirect, sampleUV );

				}
			`},r=new nr(5,5,5),s=new rn({name:"CubemapFromEquirect",uniforms:wi(n.uniforms),vertexShader:n.vertexShader,fragmentShader:n.fragmentShader,side:Dt,blending:Fn});s.uniforms.tEquirect.value=t;let o=new nn(r,s),a=t.minFilter;return t.minFilter===On&&(t.minFilter=bt),new ir(1,10,this).update(e,o),t.minFilter=a,o.geometry.dispose(),o.material.dispose(),this}clear(e,t=!0,n=!0,r=!0){let s=e.getRenderTarget();for(let o=0;o<6;o++)e.setRenderTarget(this,o),e.clear(t,n,r);e.setRenderTarget(s)}},Eh=256,T1=3,R1=20,Zh=256,Kh=16,C1=3,P1=new B,I1=new qe,ua=class i{constructor(e){this._renderer=e,this._cubeSize=0,this._sourceTarget=null,this._cubeCamera=new ir(1,10,null),this._boxMesh=new nn(new nr(5,5,5),null),this._cubemapMaterial=null,this._equirectMaterial=null,this._blurMaterial=null,this._ggxMaterial=null,this._integrationMaterial=null}fromScene(e,t=0,n=.1,r=100,s={}){let{size:o=256,position:a=P1}=s,c=this._renderer;this._setSize(o);let l=this._allocateTarget(),h=this._getSourceTarget(!0);t>0&&(h.texture.mipmapsAutoUpdate=!1);let u=c.autoClear,d=c.autoClearColor,f=c.autoClearDepth,m=c.autoClearStencil,v=e.background;c.autoClear=!0,c.autoClearColor=!0,c.autoClearDepth=!0,c.autoClearStencil=!0,v===null&&(e.background=c.getClearColor(I1));let p=new ir(n,r,h);return p.position.copy(a),p.update(c,e),c.autoClear=u,c.autoClearColor=d,c.autoClearDepth=f,c.autoClearStencil=m,e.background=v,t>0&&(h.texture.mipmapsAutoUpdate=!0,this._blur(l,t)),this._applyPMREM(l),l}fromEquirectangular(e,t=null){return this._fromTexture(e,t)}fromCubemap(e,t=null){return this._fromTexture(e,t)}compileCubemapShader(){this._cubemapMaterial===null&&(this._cubemapMaterial=Ch(),this._compileMaterial(this._cubemapMaterial))}compileEquirectangularShader(){this._equirectMaterial===null&&(this._equirectMaterial=Rh(),this._compileMaterial(this._equirectMaterial))}dispose(){this._sourceTarget!==null&&this._sourceTarget.dispose(),this._cubemapMaterial!==null&&this._cubemapMaterial.dispose(),this._equirectMaterial!==null&&this._equirectMaterial.dispose(),this._blurMaterial!==null&&this._blurMaterial.dispose(),this._ggxMaterial!==null&&this._ggxMaterial.dispose(),this._integrationMaterial!==null&&this._integrationMaterial.dispose(),this._boxMesh.geometry.dispose()}static lodToRoughness(e,t){return t>0?1-Math.sqrt(1-e/t):0}_setSize(e){this._cubeSize=Math.max(Eh,Mh(e))}_fromTexture(e,t){e.mapping===Si||e.mapping===ar?this._setSize(e.image.length===0?Eh:e.image[0].width||e.image[0].image.width):this._setSize(e.image.width/4);let n=t||this._allocateTarget();return this._textureToCubemap(e),this._applyPMREM(n),n}_allocateTarget(){let e=this._cubeSize,t=Th(e,!1,!1),n=Math.log2(e)-T1;for(let r=0;r<=n;r++)t.texture.mipmaps.push({width:e>>r,height:e>>r});return t.texture.name="PMREM",t.texture.isPMREMTexture=!0,t}_getSourceTarget(e=!1){let t=this._cubeSize,n=this._sourceTarget;return(n===null||n.width!==t||e&&n.depthBuffer===!1)&&(n!==null&&n.dispose(),this._sourceTarget=Th(t,!0,e)),this._sourceTarget}_compileMaterial(e){this._boxMesh.material=e,this._renderer.compile(this._boxMesh,this._cubeCamera.children[0])}_renderCube(e,t,n){let r=this._boxMesh,s=this._cubeCamera;r.material=n,s.renderTarget=e,s.activeMipmapLevel=t;let o=e.width>>t;e.viewport.set(0,0,o,o),s.update(this._renderer,r),e.viewport.set(0,0,e.width,e.height)}_textureToCubemap(e){let t;e.mapping===Si||e.mapping===ar?(this._cubemapMaterial===null&&(this._cubemapMaterial=Ch()),t=this._cubemapMaterial,t.uniforms.flipEnvMap.value=e.isRenderTargetTexture===!1?-1:1):(this._equirectMaterial===null&&(this._equirectMaterial=Rh()),t=this._equirectMaterial),t.uniforms.envMap.value=e,this._renderCube(this._getSourceTarget(),0,t)}_applyPMREM(e){this._ggxMaterial===null&&(this._ggxMaterial=L1(),this._integrationMaterial=D1());let t=this._cubeSize,n=e.texture.mipmaps.length-1,r=this._ggxMaterial.uniforms;r.envMap.value=this._sourceTarget.texture;let s=this._integrationMaterial.uniforms;s.envMap.value=this._sourceTarget.texture,s.sourceLod.value=Math.log2(t/Kh);for(let o=0;o<=n;o++){let a=i.lodToRoughness(o,n);if(o>n-C1)s.roughness.value=a,this._renderCube(e,o,this._integrationMaterial);else{let c=a>0?Math.log2(t)+.5*Math.log2(6/(Zh*Math.pow(a,4)))+.5:0;r.roughness.value=a,r.lodBias.value=c,this._renderCube(e,o,this._ggxMaterial)}}}_blur(e,t){this._blurMaterial===null&&(this._blurMaterial=N1());let n=this._blurMaterial,r=n.uniforms,s=this._sourceTarget;r.sigma.value=Math.min(t,Math.PI)/Math.SQRT2,r.envMap.value=s.texture,this._renderCube(e,0,n),r.envMap.value=e.texture,this._renderCube(s,0,n)}};function Th(i,e,t){return new Zr(i,{minFilter:On,generateMipmaps:e,type:pn,colorSpace:Kn,depthBuffer:t})}function Kr(i,e,t){return new rn({name:i,uniforms:e,vertexShader:ze.cube_vert,fragmentShader:t,side:Dt,blending:Fn,depthTest:!1,depthWrite:!1})}function L1(){return Kr("PMREMGGXConvolution",{envMap:{value:null},roughness:{value:0},lodBias:{value:0}},`

		#define GGX_SAMPLES ${Zh}u

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float lodBias;

		#include <common>

		// Van der Corput radical inverse
		float radicalInverse_VdC( uint bits ) {

			bits = ( bits << 16u ) | ( bits >> 16u );
			bits = ( ( bits & 0x55555555u ) << 1u ) | ( ( bits & 0xAAAAAAAAu ) >> 1u );
			bits = ( ( bits & 0x33333333u ) << 2u ) | ( ( bits & 0xCCCCCCCCu ) >> 2u );
			bits = ( ( bits & 0x0F0F0F0Fu ) << 4u ) | ( ( bits & 0xF0F0F0F0u ) >> 4u );
			bits = ( ( bits & 0x00FF00FFu ) << 8u ) | ( ( bits & 0xFF00FF00u ) >> 8u );
			return float( bits ) * 2.3283064365386963e-10; // / 0x100000000

		}

		// Hammersley sequence
		vec2 hammersley( uint i, uint N ) {

			return vec2( float( i ) / float( N ), radicalInverse_VdC( i ) );

		}

		void main() {

			vec3 N = normalize( vWorldDirection );

			// For very low roughness, just sample the environment directly
			if ( roughness < 0.001 ) {

				gl_FragColor = vec4( textureLod( envMap, N, 0.0 ).rgb, 1.0 );
				return;

			}

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			// Tangent space basis for VNDF sampling
			vec3 up = abs( N.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, N ) );
			vec3 bitangent = cross( N, tangent );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			for ( uint i = 0u; i < GGX_SAMPLES; i ++ ) {

				vec2 Xi = hammersley( i, GGX_SAMPLES );

				// With V = N, sample the reflected direction directly.
				float invQ = 1.0 / ( 1.0 - Xi.x + alpha2 * Xi.x );
				float NdotL = ( 1.0 - Xi.x - alpha2 * Xi.x ) * invQ;

				if ( NdotL > 0.0 ) {

					float phi = 2.0 * PI * Xi.y;
					float sinTheta = 2.0 * alpha * sqrt( Xi.x * ( 1.0 - Xi.x ) ) * invQ;
					vec3 L = N * NdotL + ( tangent * cos( phi ) + bitangent * sin( phi ) ) * sinTheta;

					// Match the source mip to the sample's solid angle. The terms
					// independent of the sample are precomputed in lodBias.
					float d = alpha2 * invQ;
					float lod = max( log2( d ) + lodBias, 0.0 );

					// Weight by NdotL for the split-sum approximation
					prefilteredColor += textureLod( envMap, L, lod ).rgb * NdotL;
					totalWeight += NdotL;

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function D1(){return Kr("PMREMGGXIntegration",{envMap:{value:null},roughness:{value:0},sourceLod:{value:0},sourceSize:{value:Kh}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float sourceLod;
		uniform int sourceSize;

		void main() {

			vec3 N = normalize( vWorldDirection );

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			float texelSize = 2.0 / float( sourceSize );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			// Pair opposite texels: only the one in N's hemisphere contributes.
			for ( int face = 0; face < 3; face ++ ) {

				for ( int y = 0; y < sourceSize; y ++ ) {

					for ( int x = 0; x < sourceSize; x ++ ) {

						vec2 uv = ( vec2( x, y ) + 0.5 ) * texelSize - 1.0;
						vec3 texelDirection = face == 0 ? vec3( 1.0, uv ) : ( face == 1 ? vec3( uv.x, 1.0, uv.y ) : vec3( uv, 1.0 ) );

						float invDistance = inversesqrt( 1.0 + dot( uv, uv ) );
						float NdotL = dot( N, texelDirection );
						texelDirection *= NdotL < 0.0 ? - 1.0 : 1.0;
						NdotL = abs( NdotL ) * invDistance;

						// With V = N, NdotH squared is ( 1 + NdotL ) / 2. Common factors
						// in the GGX distribution and texel solid angle cancel when normalized.
						float d = 1.0 + alpha2 + ( alpha2 - 1.0 ) * NdotL;
						float weight = NdotL * invDistance * invDistance * invDistance / ( d * d );

						prefilteredColor += textureLod( envMap, texelDirection, sourceLod ).rgb * weight;
						totalWeight += weight;

					}

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function N1(){return Kr("PMREMSphericalGaussianBlur",{envMap:{value:null},sigma:{value:0}},`

		#define SAMPLES ${R1}
		#define GOLDEN_ANGLE 2.39996322973

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float sigma;

		#include <common>

		void main() {

			vec3 outputDirection = normalize( vWorldDirection );

			vec3 up = abs( outputDirection.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, outputDirection ) );
			vec3 bitangent = cross( outputDirection, tangent );

			// Truncate the kernel at three standard deviations or at the antipode.
			float thetaMax = min( 3.0 * sigma, PI );
			float truncation = 1.0 - exp( - 0.5 * thetaMax * thetaMax / ( sigma * sigma ) );

			vec3 accumColor = vec3( 0.0 );
			float accumWeight = 0.0;

			for ( int i = 0; i < SAMPLES; i ++ ) {

				// Stratified inverse-CDF sampling of the Gaussian, placed on a golden-angle spiral.
				float stratum = ( float( i ) + 0.5 ) / float( SAMPLES );
				float theta = sigma * sqrt( - 2.0 * log( 1.0 - stratum * truncation ) );
				float phi = float( i ) * GOLDEN_ANGLE;

				vec3 offset = cos( phi ) * tangent + sin( phi ) * bitangent;
				vec3 sampleDirection = cos( theta ) * outputDirection + sin( theta ) * offset;

				// Correct the planar sample density to solid angle.
				float weight = sin( theta ) / theta;

				accumColor += weight * textureLod( envMap, sampleDirection, 0.0 ).rgb;
				accumWeight += weight;

			}

			gl_FragColor = vec4( accumColor / accumWeight, 1.0 );

		}
	`)}function Rh(){return Kr("PMREMEquirectangularToCubemap",{envMap:{value:null}},`

		varying vec3 vWorldDirection;

		uniform sampler2D envMap;

		#include <common>

		void main() {

			// Average four subpixel samples to preserve small, bright features.
			vec3 direction = normalize( vWorldDirection );
			vec3 dx = dFdx( direction ) * 0.25;
			vec3 dy = dFdy( direction ) * 0.25;

			vec3 color = textureLod( envMap, equirectUv( normalize( direction - dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction - dx + dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx + dy ) ), 0.0 ).rgb;
			gl_FragColor = vec4( color * 0.25, 1.0 );

		}
	`)}function Ch(){return Kr("PMREMCubemapToCubemap",{envMap:{value:null},flipEnvMap:{value:-1}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float flipEnvMap;

		void main() {

			gl_FragColor = vec4( textureCube( envMap, vec3( flipEnvMap * vWorldDirection.x, vWorldDirection.yz ) ).rgb, 1.0 );

		}
	`)}function F1(i){let e=new WeakMap,t=new WeakMap,n=null;function r(d,f=!1){return d==null?null:f?o(d):s(d)}function s(d){if(d&&d.isTexture){let f=d.mapping;if(f===wo||f===Ao)if(e.has(d)){let m=e.get(d).texture;return a(m,d.mapping)}else{let m=d.image;if(m&&m.height>0){let v=new Zr(m.height);return v.fromEquirectangularTexture(i,d),e.set(d,v),d.addEventListener("dispose",l),a(v.texture,d.mapping)}else return null}}return d}function o(d){if(d&&d.isTexture&&d.isPMREMTexture!==!0){let f=d.mapping,m=f===wo||f===Ao,v=f===Si||f===ar;if(m||v){let p=t.get(d),g=p!==void 0?p.texture.pmremVersion:0;if(d.isRenderTargetTexture&&d.pmremVersion!==g)return n===null&&(n=new ua(i)),p=m?n.fromEquirectangular(d,p):n.fromCubemap(d,p),p.texture.pmremVersion=d.pmremVersion,t.set(d,p),p.texture;if(p!==void 0)return p.texture;{let M=d.image;return m&&M&&M.height>0||v&&M&&c(M)?(n===null&&(n=new ua(i)),p=m?n.fromEquirectangular(d):n.fromCubemap(d),p.texture.pmremVersion=d.pmremVersion,t.set(d,p),d.addEventListener("dispose",h),p.texture):null}}}return d}function a(d,f){return f===wo?d.mapping=Si:f===Ao&&(d.mapping=ar),d}function c(d){let f=0,m=6;for(let v=0;v<m;v++)d[v]!==void 0&&f++;return f===m}function l(d){let f=d.target;f.removeEventListener("dispose",l);let m=e.get(f);m!==void 0&&(e.delete(f),m.dispose())}function h(d){let f=d.target;f.removeEventListener("dispose",h);let m=t.get(f);m!==void 0&&(t.delete(f),m.dispose())}function u(){e=new WeakMap,t=new WeakMap,n!==null&&(n.dispose(),n=null)}return{get:r,dispose:u}}function U1(i){let e={};function t(n){if(e[n]!==void 0)return e[n];let r=i.getExtension(n);return e[n]=r,r}return{has:function(n){return t(n)!==null},init:function(){t("EXT_color_buffer_float"),t("WEBGL_clip_cull_distance"),t("OES_texture_float_linear"),t("EXT_color_buffer_half_float"),t("WEBGL_multisampled_render_to_texture"),t("WEBGL_render_shared_exponent")},get:function(n){let r=t(n);return r===null&&br("WebGLRenderer: "+n+" extension not supported."),r}}}function O1(i,e,t,n){let r={},s=new WeakMap,o=new FinalizationRegistry(m=>delete r[m]);function a(m){c(m.target)}function c(m){m.index!==null&&e.remove(m.index);for(let p in m.attributes)e.remove(m.attributes[p]);m.removeEventListener("dispose",a),delete r[m.id],o.unregister(m);let v=s.get(m);v&&(e.remove(v),s.delete(m)),n.releaseStatesOfGeometry(m),m.isInstancedBufferGeometry===!0&&delete m._maxInstanceCount,t.memory.geometries--}function l(m,v){return r[v.id]!==void 0||(v.addEventListener("dispose",a),r[v.id]=new WeakRef(v),o.register(v,v.id,v),t.memory.geometries++),v}function h(m){let v=m.attributes;for(let p in v)e.update(v[p],i.ARRAY_BUFFER)}function u(m){let v=m.index,p=m.attributes.position,g=0;if(p===void 0)return;let M=v!==null?v.array.length:p.array.length/3-1,A=p.count>=65535?Ir:Pr,w=new A(Math.ceil(M/3)*6,1),T=w.array;if(v!==null){let _=v.array;g=v.version;for(let S=0,U=0;S<M;S+=3){let I=_[S+0],D=_[S+1],k=_[S+2];T[U++]=I,T[U++]=D,T[U++]=D,T[U++]=k,T[U++]=k,T[U++]=I}}else{g=p.version;for(let _=0,S=0;_<M;_+=3){let U=_+0,I=_+1,D=_+2;T[S++]=U,T[S++]=I,T[S++]=I,T[S++]=D,T[S++]=D,T[S++]=U}}w.version=g;let E=s.get(m);E&&e.remove(E),s.set(m,w)}function d(m){let v=s.get(m);if(v){let p=m.index;p!==null&&v.version<p.version&&u(m)}else u(m);return s.get(m)}function f(){for(let m in r){let v=r[m].deref();v!==void 0&&c(v)}}return{get:l,update:h,getWireframeAttribute:d,dispose:f}}function B1(i,e,t){let n;function r(u){n=u}let s,o;function a(u){s=u.type,o=u.bytesPerElement}function c(u,d){i.drawElements(n,d,s,u*o),t.update(d,n,1)}function l(u,d,f){f!==0&&(i.drawElementsInstanced(n,d,s,u*o,f),t.update(d,n,f))}function h(u,d,f){if(f===0)return;e.get("WEBGL_multi_draw").multiDrawElementsWEBGL(n,d,0,s,u,0,f);let v=0;for(let p=0;p<f;p++)v+=d[p];t.update(v,n,1)}this.setMode=r,this.setIndex=a,this.render=c,this.renderInstances=l,this.renderMultiDraw=h}function k1(i){let e={geometries:0,textures:0},t={frame:0,calls:0,triangles:0,points:0,lines:0};function n(s,o,a){switch(t.calls++,o){case i.TRIANGLES:t.triangles+=a*(s/3);break;case i.LINES:t.lines+=a*(s/2);break;case i.LINE_STRIP:t.lines+=a*(s-1);break;case i.LINE_LOOP:t.lines+=a*s;break;case i.POINTS:t.points+=a*s;break;default:Pe("WebGLInfo: Unknown draw mode:",o);break}}function r(){t.calls=0,t.triangles=0,t.points=0,t.lines=0}return{memory:e,render:t,programs:null,autoReset:!0,reset:r,update:n}}function z1(i,e,t){let n=new WeakMap,r=new je;function s(o,a,c){let l=o.morphTargetInfluences,h=a.morphAttributes.position||a.morphAttributes.normal||a.morphAttributes.color,u=h!==void 0?h.length:0,d=n.get(a);if(d===void 0||d.count!==u){let U=function(){_.dispose(),n.delete(a),a.removeEventListener("dispose",U)};d!==void 0&&d.texture.dispose();let f=a.morphAttributes.position!==void 0,m=a.morphAttributes.normal!==void 0,v=a.morphAttributes.color!==void 0,p=a.morphAttributes.position||[],g=a.morphAttributes.normal||[],M=a.morphAttributes.color||[],A=0;f===!0&&(A=1),m===!0&&(A=2),v===!0&&(A=3);let w=a.attributes.position.count*A,T=1;w>e.maxTextureSize&&(T=Math.ceil(w/e.maxTextureSize),w=e.maxTextureSize);let E=new Float32Array(w*T*4*u),_=new Rr(E,w,T,u);_.type=Wt,_.needsUpdate=!0;let S=A*4;for(let I=0;I<u;I++){let D=p[I],k=g[I],X=M[I],C=w*T*4*I;for(let G=0;G<D.count;G++){let Y=G*S;f===!0&&(r.fromBufferAttribute(D,G),E[C+Y+0]=r.x,E[C+Y+1]=r.y,E[C+Y+2]=r.z,E[C+Y+3]=0),m===!0&&(r.fromBufferAttribute(k,G),E[C+Y+4]=r.x,E[C+Y+5]=r.y,E[C+Y+6]=r.z,E[C+Y+7]=0),v===!0&&(r.fromBufferAttribute(X,G),E[C+Y+8]=r.x,E[C+Y+9]=r.y,E[C+Y+10]=r.z,E[C+Y+11]=X.itemSize===4?r.w:1)}}d={count:u,texture:_,size:new Oe(w,T)},n.set(a,d),a.addEventListener("dispose",U)}if(o.isInstancedMesh===!0&&o.morphTexture!==null)c.getUniforms().setValue(i,"morphTexture",o.morphTexture,t);else{let f=0;for(let v=0;v<l.length;v++)f+=l[v];let m=a.morphTargetsRelative?1:1-f;c.getUniforms().setValue(i,"morphTargetBaseInfluence",m),c.getUniforms().setValue(i,"morphTargetInfluences",l)}c.getUniforms().setValue(i,"morphTargetsTexture",d.texture,t),c.getUniforms().setValue(i,"morphTargetsTextureSize",d.size)}return{update:s}}function V1(i,e,t,n,r){let s=new WeakMap;function o(l){let h=r.render.frame,u=l.geometry,d=e.get(l,u);if(s.get(d)!==h&&(e.update(d),s.set(d,h)),l.isInstancedMesh&&(l.hasEventListener("dispose",c)===!1&&l.addEventListener("dispose",c),s.get(l)!==h&&(t.update(l.instanceMatrix,i.ARRAY_BUFFER),l.instanceColor!==null&&t.update(l.instanceColor,i.ARRAY_BUFFER),s.set(l,h))),l.isSkinnedMesh){let f=l.skeleton;s.get(f)!==h&&(f.update(),s.set(f,h))}return d}function a(){s=new WeakMap}function c(l){let h=l.target;h.removeEventListener("dispose",c),n.releaseStatesOfObject(h),t.remove(h.instanceMatrix),h.instanceColor!==null&&t.remove(h.instanceColor)}return{update:o,dispose:a}}var G1={[G0]:"LINEAR_TONE_MAPPING",[H0]:"REINHARD_TONE_MAPPING",[W0]:"CINEON_TONE_MAPPING",[X0]:"ACES_FILMIC_TONE_MAPPING",[Y0]:"AGX_TONE_MAPPING",[J0]:"NEUTRAL_TONE_MAPPING",[q0]:"CUSTOM_TONE_MAPPING"};function H1(i,e,t,n,r,s){let o=new Lt(e,t,{type:i,depthBuffer:r,stencilBuffer:s,samples:n?4:0,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,resolveDepthBuffer:!1,resolveStencilBuffer:!1}),a=null,c=null,l=null,h=new tn;h.setAttribute("position",new Qt([-1,3,0,-1,-1,0,3,-1,0],3)),h.setAttribute("uv",new Qt([0,2,0,0,2,0],2));let u=new so({uniforms:{tDiffuse:{value:null}},vertexShader:`
			precision highp float;

			uniform mat4 modelViewMatrix;
			uniform mat4 projectionMatrix;

			attribute vec3 position;
			attribute vec2 uv;

			varying vec2 vUv;

			void main() {
				vUv = uv;
				gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
			}`,fragmentShader:`
			precision highp float;

			uniform sampler2D tDiffuse;

			varying vec2 vUv;

			#include <tonemapping_pars_fragment>
			#include <colorspace_pars_fragment>

			void main() {
				gl_FragColor = texture2D( tDiffuse, vUv );

				#ifdef LINEAR_TONE_MAPPING
					gl_FragColor.rgb = LinearToneMapping( gl_FragColor.rgb );
				#elif defined( REINHARD_TONE_MAPPING )
					gl_FragColor.rgb = ReinhardToneMapping( gl_FragColor.rgb );
				#elif defined( CINEON_TONE_MAPPING )
					gl_FragColor.rgb = CineonToneMapping( gl_FragColor.rgb );
				#elif defined( ACES_FILMIC_TONE_MAPPING )
					gl_FragColor.rgb = ACESFilmicToneMapping( gl_FragColor.rgb );
				#elif defined( AGX_TONE_MAPPING )
					gl_FragColor.rgb = AgXToneMapping( gl_FragColor.rgb );
				#elif defined( NEUTRAL_TONE_MAPPING )
					gl_FragColor.rgb = NeutralToneMapping( gl_FragColor.rgb );
				#elif defined( CUSTOM_TONE_MAPPING )
					gl_FragColor.rgb = CustomToneMapping( gl_FragColor.rgb );
				#endif

				#ifdef SRGB_TRANSFER
					gl_FragColor = sRGBTransferOETF( gl_FragColor );
				#endif
			}`,depthTest:!1,depthWrite:!1}),d=new nn(h,u),f=new vo(-1,1,1,-1,0,1),m=null,v=null,p=!1,g,M=null,A=[],w=!1;this.setSize=function(T,E){o.setSize(T,E),a!==null&&a.setSize(T,E),c!==null&&c.setSize(T,E);for(let _=0;_<A.length;_++){let S=A[_];S.setSize&&S.setSize(T,E)}},this.setEffects=function(T){A=T,w=A.length>0&&A[0].isRenderPass===!0;let E=o.width,_=o.height;A.length>0&&a===null&&(a=new Lt(E,_,{type:pn,depthBuffer:!1,stencilBuffer:!1}),c=new Lt(E,_,{type:pn,depthBuffer:!1,stencilBuffer:!1}));let S=r===!0&&A.some(U=>U.needsDepthTexture===!0);S!==(o.depthTexture!==null)&&(S===!0&&l===null&&(l=new Nn(E,_),s===!0&&(l.format=Bn,l.type=bi)),o.dispose(),o.depthTexture=S?l:null,o.resolveDepthBuffer=S,o.storeMultisampledDepthBuffer=S);for(let U=0;U<A.length;U++){let I=A[U];I.setSize&&I.setSize(E,_),S&&I.needsDepthTexture===!0&&I.setDepthTexture&&I.setDepthTexture(l)}},this.begin=function(T,E){if(p||T.toneMapping===yn&&A.length===0)return!1;if(M=E,E!==null){let _=E.width,S=E.height;(o.width!==_||o.height!==S)&&this.setSize(_,S)}return w===!1&&T.setRenderTarget(o),g=T.toneMapping,T.toneMapping=yn,!0},this.hasRenderPass=function(){return w},this.end=function(T,E){T.toneMapping=g,p=!0;let _=o,S=a;for(let U=0;U<A.length;U++){let I=A[U];I.enabled!==!1&&(I.render(T,S,_,E),I.needsSwap!==!1&&(_=S,S=S===a?c:a))}if(m!==T.outputColorSpace||v!==T.toneMapping){m=T.outputColorSpace,v=T.toneMapping,u.defines={},We.getTransfer(m)===Ze&&(u.defines.SRGB_TRANSFER="");let U=G1[v];U&&(u.defines[U]=""),u.needsUpdate=!0}u.uniforms.tDiffuse.value=_.texture,T.setRenderTarget(M),T.render(d,f),M=null,p=!1},this.isCompositing=function(){return p},this.dispose=function(){o.dispose(),a!==null&&a.dispose(),c!==null&&c.dispose(),h.dispose(),u.dispose()}}var $h=new Ct,jh=new Nn(1,1),Qh=new Dr(1),eu=new Rr,tu=new to,nu=new Lr,Ph=[],Ih=[],Lh=new Float32Array(16),Dh=new Float32Array(9),Nh=new Float32Array(4);function hr(i,e,t){let n=i[0];if(n<=0||n>0)return i;let r=e*t,s=Ph[r];if(s===void 0&&(s=new Float32Array(r),Ph[r]=s),e!==0){n.toArray(s,0);for(let o=1,a=0;o!==e;++o)a+=t,i[o].toArray(s,a)}return s}function mt(i,e){if(i.length!==e.length)return!1;for(let t=0,n=i.length;t<n;t++)if(i[t]!==e[t])return!1;return!0}function gt(i,e){for(let t=0,n=e.length;t<n;t++)i[t]=e[t]}function fa(i,e){let t=Ih[e];t===void 0&&(t=new Int32Array(e),Ih[e]=t);for(let n=0;n!==e;++n)t[n]=i.allocateTextureUnit();return t}function W1(i,e){let t=this.cache;t[0]!==e&&(i.uniform1f(this.addr,e),t[0]=e)}function X1(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2f(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(mt(t,e))return;i.uniform2fv(this.addr,e),gt(t,e)}}function q1(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3f(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else if(e.r!==void 0)(t[0]!==e.r||t[1]!==e.g||t[2]!==e.b)&&(i.uniform3f(this.addr,e.r,e.g,e.b),t[0]=e.r,t[1]=e.g,t[2]=e.b);else{if(mt(t,e))return;i.uniform3fv(this.addr,e),gt(t,e)}}function Y1(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4f(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(mt(t,e))return;i.uniform4fv(this.addr,e),gt(t,e)}}function J1(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(mt(t,e))return;i.uniformMatrix2fv(this.addr,!1,e),gt(t,e)}else{if(mt(t,n))return;Nh.set(n),i.uniformMatrix2fv(this.addr,!1,Nh),gt(t,n)}}function Z1(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(mt(t,e))return;i.uniformMatrix3fv(this.addr,!1,e),gt(t,e)}else{if(mt(t,n))return;Dh.set(n),i.uniformMatrix3fv(this.addr,!1,Dh),gt(t,n)}}function K1(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(mt(t,e))return;i.uniformMatrix4fv(this.addr,!1,e),gt(t,e)}else{if(mt(t,n))return;Lh.set(n),i.uniformMatrix4fv(this.addr,!1,Lh),gt(t,n)}}function $1(i,e){let t=this.cache;t[0]!==e&&(i.uniform1i(this.addr,e),t[0]=e)}function j1(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2i(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(mt(t,e))return;i.uniform2iv(this.addr,e),gt(t,e)}}function Q1(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3i(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else{if(mt(t,e))return;i.uniform3iv(this.addr,e),gt(t,e)}}function eg(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4i(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(mt(t,e))return;i.uniform4iv(this.addr,e),gt(t,e)}}function tg(i,e){let t=this.cache;t[0]!==e&&(i.uniform1ui(this.addr,e),t[0]=e)}function ng(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2ui(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(mt(t,e))return;i.uniform2uiv(this.addr,e),gt(t,e)}}function ig(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3ui(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else{if(mt(t,e))return;i.uniform3uiv(this.addr,e),gt(t,e)}}function rg(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4ui(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(mt(t,e))return;i.uniform4uiv(this.addr,e),gt(t,e)}}function pa(i){return i.version===0&&(i.compareFunction=oc,i.needsUpdate=!0),i}function sg(i,e,t){let n=this.cache,r=t.allocateTextureUnit();n[0]!==r&&(i.uniform1i(this.addr,r),n[0]=r);let s;this.type===i.SAMPLER_2D_SHADOW?s=pa(jh):s=$h,t.setTexture2D(e||s,r)}function og(i,e,t){let n=this.cache,r=t.allocateTextureUnit();n[0]!==r&&(i.uniform1i(this.addr,r),n[0]=r),t.setTexture3D(e||tu,r)}function ag(i,e,t){let n=this.cache,r=t.allocateTextureUnit();n[0]!==r&&(i.uniform1i(this.addr,r),n[0]=r);let s;this.type===i.SAMPLER_CUBE_SHADOW?s=pa(Qh):s=nu,t.setTextureCube(e||s,r)}function cg(i,e,t){let n=this.cache,r=t.allocateTextureUnit();n[0]!==r&&(i.uniform1i(this.addr,r),n[0]=r),t.setTexture2DArray(e||eu,r)}function lg(i){switch(i){case 5126:return W1;case 35664:return X1;case 35665:return q1;case 35666:return Y1;case 35674:return J1;case 35675:return Z1;case 35676:return K1;case 5124:case 35670:return $1;case 35667:case 35671:return j1;case 35668:case 35672:return Q1;case 35669:case 35673:return eg;case 5125:return tg;case 36294:return ng;case 36295:return ig;case 36296:return rg;case 35678:case 36198:case 36298:case 36306:case 35682:return sg;case 35679:case 36299:case 36307:return og;case 35680:case 36300:case 36308:case 36293:return ag;case 36289:case 36303:case 36311:case 36292:return cg}}function hg(i,e){i.uniform1fv(this.addr,e)}function ug(i,e){let t=hr(e,this.size,2);i.uniform2fv(this.addr,t)}function dg(i,e){let t=hr(e,this.size,3);i.uniform3fv(this.addr,t)}function fg(i,e){let t=hr(e,this.size,4);i.uniform4fv(this.addr,t)}function pg(i,e){let t=hr(e,this.size,4);i.uniformMatrix2fv(this.addr,!1,t)}function mg(i,e){let t=hr(e,this.size,9);i.uniformMatrix3fv(this.addr,!1,t)}function gg(i,e){let t=hr(e,this.size,16);i.uniformMatrix4fv(this.addr,!1,t)}function _g(i,e){i.uniform1iv(this.addr,e)}function xg(i,e){i.uniform2iv(this.addr,e)}function vg(i,e){i.uniform3iv(this.addr,e)}function yg(i,e){i.uniform4iv(this.addr,e)}function Mg(i,e){i.uniform1uiv(this.addr,e)}function Sg(i,e){i.uniform2uiv(this.addr,e)}function bg(i,e){i.uniform3uiv(this.addr,e)}function wg(i,e){i.uniform4uiv(this.addr,e)}function Ag(i,e,t){let n=this.cache,r=e.length,s=fa(t,r);mt(n,s)||(i.uniform1iv(this.addr,s),gt(n,s));let o;this.type===i.SAMPLER_2D_SHADOW?o=pa(jh):o=$h;for(let a=0;a!==r;++a)t.setTexture2D(e[a]||o,s[a])}function Eg(i,e,t){let n=this.cache,r=e.length,s=fa(t,r);mt(n,s)||(i.uniform1iv(this.addr,s),gt(n,s));for(let o=0;o!==r;++o)t.setTexture3D(e[o]||tu,s[o])}function Tg(i,e,t){let n=this.cache,r=e.length,s=fa(t,r);mt(n,s)||(i.uniform1iv(this.addr,s),gt(n,s));let o;this.type===i.SAMPLER_CUBE_SHADOW?o=pa(Qh):o=nu;for(let a=0;a!==r;++a)t.setTextureCube(e[a]||o,s[a])}function Rg(i,e,t){let n=this.cache,r=e.length,s=fa(t,r);mt(n,s)||(i.uniform1iv(this.addr,s),gt(n,s));for(let o=0;o!==r;++o)t.setTexture2DArray(e[o]||eu,s[o])}function Cg(i){switch(i){case 5126:return hg;case 35664:return ug;case 35665:return dg;case 35666:return fg;case 35674:return pg;case 35675:return mg;case 35676:return gg;case 5124:case 35670:return _g;case 35667:case 35671:return xg;case 35668:case 35672:return vg;case 35669:case 35673:return yg;case 5125:return Mg;case 36294:return Sg;case 36295:return bg;case 36296:return wg;case 35678:case 36198:case 36298:case 36306:case 35682:return Ag;case 35679:case 36299:case 36307:return Eg;case 35680:case 36300:case 36308:case 36293:return Tg;case 36289:case 36303:case 36311:case 36292:return Rg}}var gc=class{constructor(e,t,n){this.id=e,this.addr=n,this.cache=[],this.type=t.type,this.setValue=lg(t.type)}},_c=class{constructor(e,t,n){this.id=e,this.addr=n,this.cache=[],this.type=t.type,this.size=t.size,this.setValue=Cg(t.type)}},xc=class{constructor(e){this.id=e,this.seq=[],this.map={}}setValue(e,t,n){let r=this.seq;for(let s=0,o=r.length;s!==o;++s){let a=r[s];a.setValue(e,t[a.id],n)}}},pc=/(\w+)(\])?(\[|\.)?/g;function Fh(i,e){i.seq.push(e),i.map[e.id]=e}function Pg(i,e,t){let n=i.name,r=n.length;for(pc.lastIndex=0;;){let s=pc.exec(n),o=pc.lastIndex,a=s[1],c=s[2]==="]",l=s[3];if(c&&(a=a|0),l===void 0||l==="["&&o+2===r){Fh(t,l===void 0?new gc(a,i,e):new _c(a,i,e));break}else{let u=t.map[a];u===void 0&&(u=new xc(a),Fh(t,u)),t=u}}}var lr=class{constructor(e,t){this.seq=[],this.map={};let n=e.getProgramParameter(t,e.ACTIVE_UNIFORMS);for(let o=0;o<n;++o){let a=e.getActiveUniform(t,o),c=e.getUniformLocation(t,a.name);Pg(a,c,this)}let r=[],s=[];for(let o of this.seq)o.type===e.SAMPLER_2D_SHADOW||o.type===e.SAMPLER_CUBE_SHADOW||o.type===e.SAMPLER_2D_ARRAY_SHADOW?r.push(o):s.push(o);r.length>0&&(this.seq=r.concat(s))}setValue(e,t,n,r){let s=this.map[t];s!==void 0&&s.setValue(e,n,r)}setOptional(e,t,n){let r=t[n];r!==void 0&&this.setValue(e,n,r)}static upload(e,t,n,r){for(let s=0,o=t.length;s!==o;++s){let a=t[s],c=n[a.id];c.needsUpdate!==!1&&a.setValue(e,c.value,r)}}static seqWithValue(e,t){let n=[];for(let r=0,s=e.length;r!==s;++r){let o=e[r];o.id in t&&n.push(o)}return n}};function Uh(i,e,t){let n=i.createShader(e);return i.shaderSource(n,t),i.compileShader(n),n}var Ig=37297,Lg=0;function Dg(i,e){let t=i.split(`
`),n=[],r=Math.max(e-6,0),s=Math.min(e+6,t.length);for(let o=r;o<s;o++){let a=o+1;n.push(`${a===e?">":" "} ${a}: ${t[o]}`)}return n.join(`
`)}var Oh=new De;function Ng(i){We._getMatrix(Oh,We.workingColorSpace,i);let e=`mat3( ${Oh.elements.map(t=>t.toFixed(4))} )`;switch(We.getTransfer(i)){case Ar:return[e,"LinearTransferOETF"];case Ze:return[e,"sRGBTransferOETF"];default:return Ce("WebGLProgram: Unsupported color space: ",i),[e,"LinearTransferOETF"]}}function Bh(i,e,t){let n=i.getShaderParameter(e,i.COMPILE_STATUS),s=(i.getShaderInfoLog(e)||"").trim();if(n&&s==="")return"";let o=/ERROR: 0:(\d+)/.exec(s);if(o){let a=parseInt(o[1]);return t.toUpperCase()+`

`+s+`

`+Dg(i.getShaderSource(e),a)}else return s}function Fg(i,e){let t=Ng(e);return[`vec4 ${i}( vec4 value ) {`,`	return ${t[1]}( vec4( ${t[0]} * value.rgb, value.a ) );`,"}"].join(`
`)}var Ug={[G0]:"Linear",[H0]:"Reinhard",[W0]:"Cineon",[X0]:"ACESFilmic",[Y0]:"AgX",[J0]:"Neutral",[q0]:"Custom"};function Og(i,e){let t=Ug[e];return t===void 0?(Ce("WebGLProgram: Unsupported toneMapping:",e),"vec3 "+i+"( vec3 color ) { return LinearToneMapping( color ); }"):"vec3 "+i+"( vec3 color ) { return "+t+"ToneMapping( color ); }"}var ha=new B;function Bg(){We.getLuminanceCoefficients(ha);let i=ha.x.toFixed(4),e=ha.y.toFixed(4),t=ha.z.toFixed(4);return["float luminance( const in vec3 rgb ) {",`	const vec3 weights = vec3( ${i}, ${e}, ${t} );`,"	return dot( weights, rgb );","}"].join(`
`)}function kg(i){return[i.extensionClipCullDistance?"#extension GL_ANGLE_clip_cull_distance : require":"",i.extensionMultiDraw?"#extension GL_ANGLE_multi_draw : require":""].filter(Jr).join(`
`)}function zg(i){let e=[];for(let t in i){let n=i[t];n!==!1&&e.push("#define "+t+" "+n)}return e.join(`
`)}function Vg(i,e){let t={},n=i.getProgramParameter(e,i.ACTIVE_ATTRIBUTES);for(let r=0;r<n;r++){let s=i.getActiveAttrib(e,r),o=s.name,a=1;s.type===i.FLOAT_MAT2&&(a=2),s.type===i.FLOAT_MAT3&&(a=3),s.type===i.FLOAT_MAT4&&(a=4),t[o]={type:s.type,location:i.getAttribLocation(e,o),locationSize:a}}return t}function Jr(i){return i!==""}function kh(i,e){let t=e.numSpotLightShadows+e.numSpotLightMaps-e.numSpotLightShadowsWithMaps;return i.replace(/NUM_SUN_LIGHTS/g,e.numSunLights).replace(/NUM_DIR_LIGHTS/g,e.numDirLights).replace(/NUM_SPOT_LIGHTS/g,e.numSpotLights).replace(/NUM_SPOT_LIGHT_MAPS/g,e.numSpotLightMaps).replace(/NUM_SPOT_LIGHT_COORDS/g,t).replace(/NUM_RECT_AREA_LIGHTS/g,e.numRectAreaLights).replace(/NUM_POINT_LIGHTS/g,e.numPointLights).replace(/NUM_HEMI_LIGHTS/g,e.numHemiLights).replace(/NUM_SUN_LIGHT_SHADOWS/g,e.numSunLightShadows).replace(/NUM_DIR_LIGHT_SHADOWS/g,e.numDirLightShadows).replace(/NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS/g,e.numSpotLightShadowsWithMaps).replace(/NUM_SPOT_LIGHT_SHADOWS/g,e.numSpotLightShadows).replace(/NUM_POINT_LIGHT_SHADOWS/g,e.numPointLightShadows).replace(/NUM_LIGHT_PROBE_GRIDS/g,e.numLightProbeGrids)}function zh(i,e){return i.replace(/NUM_CLIPPING_PLANES/g,e.numClippingPlanes).replace(/UNION_CLIPPING_PLANES/g,e.numClippingPlanes-e.numClipIntersection)}var Gg=/^[ \t]*#include +<([\w\d./]+)>/gm;function vc(i){return i.replace(Gg,Hg)}function Hg(i,e){let t=ze[e];if(t===void 0)throw new Error("THREE.WebGLProgram: Can not resolve #include <"+e+">");return vc(t)}var Wg=/#pragma unroll_loop_start\s+for\s*\(\s*int\s+i\s*=\s*(\d+)\s*;\s*i\s*<\s*(\d+)\s*;\s*i\s*\+\+\s*\)\s*{([\s\S]+?)}\s+#pragma unroll_loop_end/g;function Vh(i){return i.replace(Wg,Xg)}function Xg(i,e,t,n){let r="";for(let s=parseInt(e);s<parseInt(t);s++)r+=n.replace(/\[\s*i\s*\]/g,"[ "+s+" ]").replace(/UNROLLED_LOOP_INDEX/g,s);return r}function Gh(i){let e=`precision ${i.precision} float;
	precision ${i.precision} int;
	precision ${i.precision} sampler2D;
	precision ${i.precision} samplerCube;
	precision ${i.precision} sampler3D;
	precision ${i.precision} sampler2DArray;
	precision ${i.precision} sampler2DShadow;
	precision ${i.precision} samplerCubeShadow;
	precision ${i.precision} sampler2DArrayShadow;
	precision ${i.precision} isampler2D;
	precision ${i.precision} isampler3D;
	precision ${i.precision} isamplerCube;
	precision ${i.precision} isampler2DArray;
	precision ${i.precision} usampler2D;
	precision ${i.precision} usampler3D;
	precision ${i.precision} usamplerCube;
	precision ${i.precision} usampler2DArray;
	`;return i.precision==="highp"?e+=`
#define HIGH_PRECISION`:i.precision==="mediump"?e+=`
#define MEDIUM_PRECISION`:i.precision==="lowp"&&(e+=`
#define LOW_PRECISION`),e}var qg={[Ur]:"SHADOWMAP_TYPE_PCF",[rr]:"SHADOWMAP_TYPE_VSM"};function Yg(i){return qg[i.shadowMapType]||"SHADOWMAP_TYPE_BASIC"}var Jg={[ar]:"ENVMAP_MODE_REFRACTION"};function Zg(i){return i.envMap===!1?"ENVMAP_MODE_REFLECTION":Jg[i.envMapMode]||"ENVMAP_MODE_REFLECTION"}var Kg={[V0]:"ENVMAP_BLENDING_MULTIPLY",[sh]:"ENVMAP_BLENDING_MIX",[oh]:"ENVMAP_BLENDING_ADD"};function $g(i){return i.envMap===!1?"ENVMAP_BLENDING_NONE":Kg[i.combine]||"ENVMAP_BLENDING_NONE"}function jg(i,e,t,n){let r=i.getContext(),s=t.defines,o=t.vertexShader,a=t.fragmentShader,c=Yg(t),l=t.envMapPMREM===!0?"ENVMAP_TYPE_PMREM":"ENVMAP_TYPE_CUBE",h=Zg(t),u=$g(t),d=kg(t),f=zg(s),m=r.createProgram(),v,p,g=t.glslVersion?"#version "+t.glslVersion+`
`:"";t.isRawShaderMaterial?(v=["#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,f].filter(Jr).join(`
`),v.length>0&&(v+=`
`),p=["#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,f].filter(Jr).join(`
`),p.length>0&&(p+=`
`)):(v=[Gh(t),"#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,f,t.extensionClipCullDistance?"#define USE_CLIP_DISTANCE":"",t.batching?"#define USE_BATCHING":"",t.batchingColor?"#define USE_BATCHING_COLOR":"",t.instancing?"#define USE_INSTANCING":"",t.instancingColor?"#define USE_INSTANCING_COLOR":"",t.instancingMorph?"#define USE_INSTANCING_MORPH":"",t.useFog&&t.fog?"#define USE_FOG":"",t.useFog&&t.fogExp2?"#define FOG_EXP2":"",t.map?"#define USE_MAP":"",t.envMap?"#define USE_ENVMAP":"",t.envMap?"#define "+h:"",t.lightMap?"#define USE_LIGHTMAP":"",t.aoMap?"#define USE_AOMAP":"",t.bumpMap?"#define USE_BUMPMAP":"",t.normalMap?"#define USE_NORMALMAP":"",t.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",t.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",t.displacementMap?"#define USE_DISPLACEMENTMAP":"",t.emissiveMap?"#define USE_EMISSIVEMAP":"",t.anisotropy?"#define USE_ANISOTROPY":"",t.anisotropyMap?"#define USE_ANISOTROPYMAP":"",t.clearcoatMap?"#define USE_CLEARCOATMAP":"",t.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",t.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",t.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",t.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",t.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",t.specularMap?"#define USE_SPECULARMAP":"",t.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",t.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",t.roughnessMap?"#define USE_ROUGHNESSMAP":"",t.metalnessMap?"#define USE_METALNESSMAP":"",t.alphaMap?"#define USE_ALPHAMAP":"",t.alphaHash?"#define USE_ALPHAHASH":"",t.transmission?"#define USE_TRANSMISSION":"",t.transmissionMap?"#define USE_TRANSMISSIONMAP":"",t.thicknessMap?"#define USE_THICKNESSMAP":"",t.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",t.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",t.mapUv?"#define MAP_UV "+t.mapUv:"",t.alphaMapUv?"#define ALPHAMAP_UV "+t.alphaMapUv:"",t.lightMapUv?"#define LIGHTMAP_UV "+t.lightMapUv:"",t.aoMapUv?"#define AOMAP_UV "+t.aoMapUv:"",t.emissiveMapUv?"#define EMISSIVEMAP_UV "+t.emissiveMapUv:"",t.bumpMapUv?"#define BUMPMAP_UV "+t.bumpMapUv:"",t.normalMapUv?"#define NORMALMAP_UV "+t.normalMapUv:"",t.displacementMapUv?"#define DISPLACEMENTMAP_UV "+t.displacementMapUv:"",t.metalnessMapUv?"#define METALNESSMAP_UV "+t.metalnessMapUv:"",t.roughnessMapUv?"#define ROUGHNESSMAP_UV "+t.roughnessMapUv:"",t.anisotropyMapUv?"#define ANISOTROPYMAP_UV "+t.anisotropyMapUv:"",t.clearcoatMapUv?"#define CLEARCOATMAP_UV "+t.clearcoatMapUv:"",t.clearcoatNormalMapUv?"#define CLEARCOAT_NORMALMAP_UV "+t.clearcoatNormalMapUv:"",t.clearcoatRoughnessMapUv?"#define CLEARCOAT_ROUGHNESSMAP_UV "+t.clearcoatRoughnessMapUv:"",t.diffuseRoughnessMapUv?"#define DIFFUSE_ROUGHNESSMAP_UV "+t.diffuseRoughnessMapUv:"",t.iridescenceMapUv?"#define IRIDESCENCEMAP_UV "+t.iridescenceMapUv:"",t.iridescenceThicknessMapUv?"#define IRIDESCENCE_THICKNESSMAP_UV "+t.iridescenceThicknessMapUv:"",t.sheenColorMapUv?"#define SHEEN_COLORMAP_UV "+t.sheenColorMapUv:"",t.sheenRoughnessMapUv?"#define SHEEN_ROUGHNESSMAP_UV "+t.sheenRoughnessMapUv:"",t.specularMapUv?"#define SPECULARMAP_UV "+t.specularMapUv:"",t.specularColorMapUv?"#define SPECULAR_COLORMAP_UV "+t.specularColorMapUv:"",t.specularIntensityMapUv?"#define SPECULAR_INTENSITYMAP_UV "+t.specularIntensityMapUv:"",t.transmissionMapUv?"#define TRANSMISSIONMAP_UV "+t.transmissionMapUv:"",t.thicknessMapUv?"#define THICKNESSMAP_UV "+t.thicknessMapUv:"",t.vertexTangents&&t.flatShading===!1?"#define USE_TANGENT":"",t.vertexNormals?"#define HAS_NORMAL":"",t.vertexColors?"#define USE_COLOR":"",t.vertexAlphas?"#define USE_COLOR_ALPHA":"",t.vertexUv1s?"#define USE_UV1":"",t.vertexUv2s?"#define USE_UV2":"",t.vertexUv3s?"#define USE_UV3":"",t.pointsUvs?"#define USE_POINTS_UV":"",t.flatShading?"#define FLAT_SHADED":"",t.skinning?"#define USE_SKINNING":"",t.morphTargets?"#define USE_MORPHTARGETS":"",t.morphNormals&&t.flatShading===!1?"#define USE_MORPHNORMALS":"",t.morphColors?"#define USE_MORPHCOLORS":"",t.morphTargetsCount>0?"#define MORPHTARGETS_TEXTURE_STRIDE "+t.morphTextureStride:"",t.morphTargetsCount>0?"#define MORPHTARGETS_COUNT "+t.morphTargetsCount:"",t.doubleSided?"#define DOUBLE_SIDED":"",t.flipSided?"#define FLIP_SIDED":"",t.shadowMapEnabled?"#define USE_SHADOWMAP":"",t.shadowMapEnabled?"#define "+c:"",t.sizeAttenuation?"#define USE_SIZEATTENUATION":"",t.numLightProbes>0?"#define USE_LIGHT_PROBES":"",t.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",t.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 modelMatrix;","uniform mat4 modelViewMatrix;","uniform mat4 projectionMatrix;","uniform mat4 viewMatrix;","uniform mat3 normalMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;","#ifdef USE_INSTANCING","	attribute mat4 instanceMatrix;","#endif","#ifdef USE_INSTANCING_COLOR","	attribute vec3 instanceColor;","#endif","#ifdef USE_INSTANCING_MORPH","	uniform sampler2D morphTexture;","#endif","attribute vec3 position;","attribute vec3 normal;","attribute vec2 uv;","#ifdef USE_UV1","	attribute vec2 uv1;","#endif","#ifdef USE_UV2","	attribute vec2 uv2;","#endif","#ifdef USE_UV3","	attribute vec2 uv3;","#endif","#ifdef USE_TANGENT","	attribute vec4 tangent;","#endif","#if defined( USE_COLOR_ALPHA )","	attribute vec4 color;","#elif defined( USE_COLOR )","	attribute vec3 color;","#endif","#ifdef USE_SKINNING","	attribute vec4 skinIndex;","	attribute vec4 skinWeight;","#endif",`
`].filter(Jr).join(`
`),p=[Gh(t),"#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,f,t.useFog&&t.fog?"#define USE_FOG":"",t.useFog&&t.fogExp2?"#define FOG_EXP2":"",t.alphaToCoverage?"#define ALPHA_TO_COVERAGE":"",t.map?"#define USE_MAP":"",t.matcap?"#define USE_MATCAP":"",t.envMap?"#define USE_ENVMAP":"",t.envMap?"#define "+l:"",t.envMap?"#define "+h:"",t.envMap?"#define "+u:"",t.envMapPMREM?"#define ENVMAP_MAX_LOD "+t.envMapMaxLod+".0":"",t.envMapPMREM?"#define ENVMAP_SIZE "+t.envMapSize+".0":"",t.lightMap?"#define USE_LIGHTMAP":"",t.aoMap?"#define USE_AOMAP":"",t.bumpMap?"#define USE_BUMPMAP":"",t.normalMap?"#define USE_NORMALMAP":"",t.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",t.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",t.packedNormalMap?"#define USE_PACKED_NORMALMAP":"",t.emissiveMap?"#define USE_EMISSIVEMAP":"",t.anisotropy?"#define USE_ANISOTROPY":"",t.anisotropyMap?"#define USE_ANISOTROPYMAP":"",t.clearcoat?"#define USE_CLEARCOAT":"",t.clearcoatMap?"#define USE_CLEARCOATMAP":"",t.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",t.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",t.diffuseRoughness?"#define USE_DIFFUSE_ROUGHNESS":"",t.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",t.dispersion?"#define USE_DISPERSION":"",t.retroreflection?"#define USE_RETROREFLECTION":"",t.iridescence?"#define USE_IRIDESCENCE":"",t.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",t.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",t.specularMap?"#define USE_SPECULARMAP":"",t.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",t.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",t.roughnessMap?"#define USE_ROUGHNESSMAP":"",t.metalnessMap?"#define USE_METALNESSMAP":"",t.alphaMap?"#define USE_ALPHAMAP":"",t.alphaTest?"#define USE_ALPHATEST":"",t.alphaHash?"#define USE_ALPHAHASH":"",t.sheen?"#define USE_SHEEN":"",t.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",t.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",t.transmission?"#define USE_TRANSMISSION":"",t.transmissionMap?"#define USE_TRANSMISSIONMAP":"",t.thicknessMap?"#define USE_THICKNESSMAP":"",t.vertexTangents&&t.flatShading===!1?"#define USE_TANGENT":"",t.vertexColors||t.instancingColor?"#define USE_COLOR":"",t.vertexAlphas||t.batchingColor?"#define USE_COLOR_ALPHA":"",t.vertexUv1s?"#define USE_UV1":"",t.vertexUv2s?"#define USE_UV2":"",t.vertexUv3s?"#define USE_UV3":"",t.pointsUvs?"#define USE_POINTS_UV":"",t.gradientMap?"#define USE_GRADIENTMAP":"",t.flatShading?"#define FLAT_SHADED":"",t.doubleSided?"#define DOUBLE_SIDED":"",t.flipSided?"#define FLIP_SIDED":"",t.shadowMapEnabled?"#define USE_SHADOWMAP":"",t.shadowMapEnabled?"#define "+c:"",t.premultipliedAlpha?"#define PREMULTIPLIED_ALPHA":"",t.numLightProbes>0?"#define USE_LIGHT_PROBES":"",t.decodeVideoTexture?"#define DECODE_VIDEO_TEXTURE":"",t.decodeVideoTextureEmissive?"#define DECODE_VIDEO_TEXTURE_EMISSIVE":"",t.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",t.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 viewMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;",t.toneMapping!==yn?"#define TONE_MAPPING":"",t.toneMapping!==yn?ze.tonemapping_pars_fragment:"",t.toneMapping!==yn?Og("toneMapping",t.toneMapping):"",t.dithering?"#define DITHERING":"",t.opaque?"#define OPAQUE":"",ze.colorspace_pars_fragment,Fg("linearToOutputTexel",t.outputColorSpace),Bg(),t.useDepthPacking?"#define DEPTH_PACKING "+t.depthPacking:"",`
`].filter(Jr).join(`
`)),o=vc(o),o=kh(o,t),o=zh(o,t),a=vc(a),a=kh(a,t),a=zh(a,t),o=Vh(o),a=Vh(a),t.isRawShaderMaterial!==!0&&(g=`#version 300 es
`,v=[d,"#define attribute in","#define varying out","#define texture2D texture"].join(`
`)+`
`+v,p=["#define varying in",t.glslVersion===ac?"":"layout(location = 0) out highp vec4 pc_fragColor;",t.glslVersion===ac?"":"#define gl_FragColor pc_fragColor","#define gl_FragDepthEXT gl_FragDepth","#define texture2D texture","#define textureCube texture","#define texture2DProj textureProj","#define texture2DLodEXT textureLod","#define texture2DProjLodEXT textureProjLod","#define textureCubeLodEXT textureLod","#define texture2DGradEXT textureGrad","#define texture2DProjGradEXT textureProjGrad","#define textureCubeGradEXT textureGrad"].join(`
`)+`
`+p);let M=g+v+o,A=g+p+a,w=Uh(r,r.VERTEX_SHADER,M),T=Uh(r,r.FRAGMENT_SHADER,A);r.attachShader(m,w),r.attachShader(m,T),t.index0AttributeName!==void 0?r.bindAttribLocation(m,0,t.index0AttributeName):t.hasPositionAttribute===!0&&r.bindAttribLocation(m,0,"position"),r.linkProgram(m);function E(I){if(i.debug.checkShaderErrors){let D=r.getProgramInfoLog(m)||"",k=r.getShaderInfoLog(w)||"",X=r.getShaderInfoLog(T)||"",C=D.trim(),G=k.trim(),Y=X.trim(),V=!0,ee=!0;if(r.getProgramParameter(m,r.LINK_STATUS)===!1)if(V=!1,typeof i.debug.onShaderError=="function")i.debug.onShaderError(r,m,w,T);else{let H=Bh(r,w,"vertex"),j=Bh(r,T,"fragment");Pe("WebGLProgram: Shader Error "+r.getError()+" - VALIDATE_STATUS "+r.getProgramParameter(m,r.VALIDATE_STATUS)+`

Material Name: `+I.name+`
Material Type: `+I.type+`

Program Info Log: `+C+`
`+H+`
`+j)}else C!==""?Ce("WebGLProgram: Program Info Log:",C):(G===""||Y==="")&&(ee=!1);ee&&(I.diagnostics={runnable:V,programLog:C,vertexShader:{log:G,prefix:v},fragmentShader:{log:Y,prefix:p}})}r.deleteShader(w),r.deleteShader(T),_=new lr(r,m),S=Vg(r,m)}let _;this.getUniforms=function(){return _===void 0&&E(this),_};let S;this.getAttributes=function(){return S===void 0&&E(this),S};let U=t.rendererExtensionParallelShaderCompile===!1;return this.isReady=function(){return U===!1&&(U=r.getProgramParameter(m,Ig)),U},this.destroy=function(){n.releaseStatesOfProgram(this),r.deleteProgram(m),this.program=void 0},this.type=t.shaderType,this.name=t.shaderName,this.id=Lg++,this.cacheKey=e,this.usedTimes=1,this.program=m,this.vertexShader=w,this.fragmentShader=T,this}var Qg=0,yc=class{constructor(){this.shaderCache=new Map,this.materialCache=new Map}update(e,t,n){let r=this._getShaderCacheForMaterial(e);return r.has(t)===!1&&(r.add(t),t.usedTimes++),r.has(n)===!1&&(r.add(n),n.usedTimes++),this}remove(e){let t=this.materialCache.get(e);for(let n of t)n.usedTimes--,n.usedTimes===0&&this.shaderCache.delete(n.code);return this.materialCache.delete(e),this}getVertexShaderStage(e){return this._getShaderStage(e.vertexShader)}getFragmentShaderStage(e){return this._getShaderStage(e.fragmentShader)}dispose(){this.shaderCache.clear(),this.materialCache.clear()}_getShaderCacheForMaterial(e){let t=this.materialCache,n=t.get(e);return n===void 0&&(n=new Set,t.set(e,n)),n}_getShaderStage(e){let t=this.shaderCache,n=t.get(e);return n===void 0&&(n=new Mc(e),t.set(e,n)),n}},Mc=class{constructor(e){this.id=Qg++,this.code=e,this.usedTimes=0}};function e2(i){return i===ii||i===Hr||i===Wr}function t2(i,e,t,n,r,s){let o=new Cr,a=new yc,c=new Set,l=[],h=new Map,u=n.logarithmicDepthBuffer,d={MeshDepthMaterial:"depth",MeshDistanceMaterial:"distance",MeshNormalMaterial:"normal",MeshBasicMaterial:"basic",MeshLambertMaterial:"lambert",MeshPhongMaterial:"phong",MeshToonMaterial:"toon",MeshStandardMaterial:"physical",MeshPhysicalMaterial:"physical",MeshMatcapMaterial:"matcap",LineBasicMaterial:"basic",LineDashedMaterial:"dashed",PointsMaterial:"points",ShadowMaterial:"shadow",SpriteMaterial:"sprite"};function f(_){return c.add(_),_===0?"uv":`uv${_}`}function m(_,S,U,I,D,k){let X=I.fog,C=D.geometry,G=_.isMeshStandardMaterial||_.isMeshLambertMaterial||_.isMeshPhongMaterial?I.environment:null,Y=_.isMeshStandardMaterial||_.isMeshLambertMaterial&&!_.envMap||_.isMeshPhongMaterial&&!_.envMap,V=e.get(_.envMap||G,Y),ee=d[_.type],H=n.precision;_.precision!==null&&(H=n.getMaxPrecision(_.precision),H!==_.precision&&Ce("WebGLProgram.getParameters:",_.precision,"not supported, using",H,"instead."));let j=C.morphAttributes.position||C.morphAttributes.normal||C.morphAttributes.color,Q=j!==void 0?j.length:0,ve=0;C.morphAttributes.position!==void 0&&(ve=1),C.morphAttributes.normal!==void 0&&(ve=2),C.morphAttributes.color!==void 0&&(ve=3);let Ie,J,de,xe;if(ee){let pe=Sn[ee];Ie=pe.vertexShader,J=pe.fragmentShader}else{Ie=_.vertexShader,J=_.fragmentShader;let pe=a.getVertexShaderStage(_),$e=a.getFragmentShaderStage(_);a.update(_,pe,$e),de=pe.id,xe=$e.id}let Ae=i.getRenderTarget(),fe=i.state.buffers.depth.getReversed(),Le=D.isInstancedMesh===!0,ht=D.isBatchedMesh===!0,Re=!!_.map,Ke=!!_.matcap,Qe=!!V,Ve=Qe&&V.isPMREMTexture===!0,Mt=!!_.aoMap,ft=!!_.lightMap,Ot=!!_.bumpMap&&_.wireframe===!1,ot=!!_.normalMap,gn=!!_.displacementMap,_t=!!_.emissiveMap,qt=!!_.metalnessMap,Yt=!!_.roughnessMap,Jt=_.anisotropy>0,L=_.clearcoat>0,Zt=_.diffuseRoughness>0,rt=_.dispersion>0,st=_.retroreflectivity>0,ue=_.iridescence>0,pt=_.sheen>0,Te=_.transmission>0,Fe=Jt&&!!_.anisotropyMap,b=L&&!!_.clearcoatMap,x=L&&!!_.clearcoatNormalMap,F=L&&!!_.clearcoatRoughnessMap,te=Zt&&!!_.diffuseRoughnessMap,$=ue&&!!_.iridescenceMap,re=ue&&!!_.iridescenceThicknessMap,le=pt&&!!_.sheenColorMap,q=pt&&!!_.sheenRoughnessMap,Z=!!_.specularMap,oe=!!_.specularColorMap,R=!!_.specularIntensityMap,K=Te&&!!_.transmissionMap,W=Te&&!!_.thicknessMap,ae=!!_.gradientMap,ie=!!_.alphaMap,se=_.alphaTest>0,we=!!_.alphaHash,ke=!!_.extensions,ne=yn;_.toneMapped&&(Ae===null||Ae.isXRRenderTarget===!0)&&(ne=i.toneMapping);let Ee=Ve?V.isCompressedCubeTexture?V.image[0].mipmaps:V.mipmaps:null,Be={shaderID:ee,shaderType:_.type,shaderName:_.name,vertexShader:Ie,fragmentShader:J,defines:_.defines,customVertexShaderID:de,customFragmentShaderID:xe,isRawShaderMaterial:_.isRawShaderMaterial===!0,glslVersion:_.glslVersion,precision:H,batching:ht,batchingColor:ht&&D._colorsTexture!==null,instancing:Le,instancingColor:Le&&D.instanceColor!==null,instancingMorph:Le&&D.morphTexture!==null,outputColorSpace:Ae===null?i.outputColorSpace:Ae.isXRRenderTarget===!0?Ae.texture.colorSpace:We.workingColorSpace,alphaToCoverage:!!_.alphaToCoverage,map:Re,matcap:Ke,envMap:Qe,envMapMode:Qe&&V.mapping,envMapPMREM:Ve,envMapMaxLod:Ve?Ee.length-1:null,envMapSize:Ve?Ee[0].width:null,aoMap:Mt,lightMap:ft,bumpMap:Ot,normalMap:ot,displacementMap:gn,emissiveMap:_t,normalMapObjectSpace:ot&&_.normalMapType===lh,normalMapTangentSpace:ot&&_.normalMapType===ic,packedNormalMap:ot&&_.normalMapType===ic&&e2(_.normalMap.format),metalnessMap:qt,roughnessMap:Yt,anisotropy:Jt,anisotropyMap:Fe,clearcoat:L,clearcoatMap:b,clearcoatNormalMap:x,clearcoatRoughnessMap:F,diffuseRoughness:Zt,diffuseRoughnessMap:te,dispersion:rt,retroreflection:st,iridescence:ue,iridescenceMap:$,iridescenceThicknessMap:re,sheen:pt,sheenColorMap:le,sheenRoughnessMap:q,specularMap:Z,specularColorMap:oe,specularIntensityMap:R,transmission:Te,transmissionMap:K,thicknessMap:W,gradientMap:ae,opaque:_.transparent===!1&&_.blending===sr&&_.alphaToCoverage===!1,alphaMap:ie,alphaTest:se,alphaHash:we,combine:_.combine,mapUv:Re&&f(_.map.channel),aoMapUv:Mt&&f(_.aoMap.channel),lightMapUv:ft&&f(_.lightMap.channel),bumpMapUv:Ot&&f(_.bumpMap.channel),normalMapUv:ot&&f(_.normalMap.channel),displacementMapUv:gn&&f(_.displacementMap.channel),emissiveMapUv:_t&&f(_.emissiveMap.channel),metalnessMapUv:qt&&f(_.metalnessMap.channel),roughnessMapUv:Yt&&f(_.roughnessMap.channel),anisotropyMapUv:Fe&&f(_.anisotropyMap.channel),clearcoatMapUv:b&&f(_.clearcoatMap.channel),clearcoatNormalMapUv:x&&f(_.clearcoatNormalMap.channel),clearcoatRoughnessMapUv:F&&f(_.clearcoatRoughnessMap.channel),diffuseRoughnessMapUv:te&&f(_.diffuseRoughnessMap.channel),iridescenceMapUv:$&&f(_.iridescenceMap.channel),iridescenceThicknessMapUv:re&&f(_.iridescenceThicknessMap.channel),sheenColorMapUv:le&&f(_.sheenColorMap.channel),sheenRoughnessMapUv:q&&f(_.sheenRoughnessMap.channel),specularMapUv:Z&&f(_.specularMap.channel),specularColorMapUv:oe&&f(_.specularColorMap.channel),specularIntensityMapUv:R&&f(_.specularIntensityMap.channel),transmissionMapUv:K&&f(_.transmissionMap.channel),thicknessMapUv:W&&f(_.thicknessMap.channel),alphaMapUv:ie&&f(_.alphaMap.channel),vertexTangents:!!C.attributes.tangent&&(ot||Jt),vertexNormals:!!C.attributes.normal,vertexColors:_.vertexColors,vertexAlphas:_.vertexColors===!0&&!!C.attributes.color&&C.attributes.color.itemSize===4,pointsUvs:D.isPoints===!0&&!!C.attributes.uv&&(Re||ie),fog:!!X,useFog:_.fog===!0,fogExp2:!!X&&X.isFogExp2,flatShading:_.wireframe===!1&&(_.flatShading===!0||C.attributes.normal===void 0&&ot===!1&&(_.isMeshLambertMaterial||_.isMeshPhongMaterial||_.isMeshStandardMaterial||_.isMeshPhysicalMaterial)),sizeAttenuation:_.sizeAttenuation===!0,logarithmicDepthBuffer:u,reversedDepthBuffer:fe,skinning:D.isSkinnedMesh===!0,hasPositionAttribute:C.attributes.position!==void 0,morphTargets:C.morphAttributes.position!==void 0,morphNormals:C.morphAttributes.normal!==void 0,morphColors:C.morphAttributes.color!==void 0,morphTargetsCount:Q,morphTextureStride:ve,numSunLights:S.sun.length,numDirLights:S.directional.length,numPointLights:S.point.length,numSpotLights:S.spot.length,numSpotLightMaps:S.spotLightMap.length,numRectAreaLights:S.rectArea.length,numHemiLights:S.hemi.length,numSunLightShadows:S.sunShadowMap.length,numDirLightShadows:S.directionalShadowMap.length,numPointLightShadows:S.pointShadowMap.length,numSpotLightShadows:S.spotShadowMap.length,numSpotLightShadowsWithMaps:S.numSpotLightShadowsWithMaps,numLightProbes:S.numLightProbes,numLightProbeGrids:k.filter(pe=>pe.texture!==null).length,numClippingPlanes:s.numPlanes,numClipIntersection:s.numIntersection,dithering:_.dithering,shadowMapEnabled:i.shadowMap.enabled&&U.length>0,shadowMapType:i.shadowMap.type,toneMapping:ne,decodeVideoTexture:Re&&_.map.isVideoTexture===!0&&We.getTransfer(_.map.colorSpace)===Ze,decodeVideoTextureEmissive:_t&&_.emissiveMap.isVideoTexture===!0&&We.getTransfer(_.emissiveMap.colorSpace)===Ze,premultipliedAlpha:_.premultipliedAlpha,doubleSided:_.side===sn,flipSided:_.side===Dt,useDepthPacking:_.depthPacking>=0,depthPacking:_.depthPacking||0,index0AttributeName:_.index0AttributeName,extensionClipCullDistance:ke&&_.extensions.clipCullDistance===!0&&t.has("WEBGL_clip_cull_distance"),extensionMultiDraw:(ke&&_.extensions.multiDraw===!0||ht)&&t.has("WEBGL_multi_draw"),rendererExtensionParallelShaderCompile:t.has("KHR_parallel_shader_compile"),customProgramCacheKey:_.customProgramCacheKey()};return Be.vertexUv1s=c.has(1),Be.vertexUv2s=c.has(2),Be.vertexUv3s=c.has(3),c.clear(),Be}function v(_){let S=[];if(_.shaderID?S.push(_.shaderID):(S.push(_.customVertexShaderID),S.push(_.customFragmentShaderID)),_.defines!==void 0)for(let U in _.defines)S.push(U),S.push(_.defines[U]);return _.isRawShaderMaterial===!1&&(p(S,_),g(S,_),S.push(i.outputColorSpace)),S.push(_.customProgramCacheKey),S.join()}function p(_,S){_.push(S.precision),_.push(S.outputColorSpace),_.push(S.envMapMode),_.push(S.envMapPMREM),_.push(S.envMapMaxLod),_.push(S.envMapSize),_.push(S.mapUv),_.push(S.alphaMapUv),_.push(S.lightMapUv),_.push(S.aoMapUv),_.push(S.bumpMapUv),_.push(S.normalMapUv),_.push(S.displacementMapUv),_.push(S.emissiveMapUv),_.push(S.metalnessMapUv),_.push(S.roughnessMapUv),_.push(S.anisotropyMapUv),_.push(S.clearcoatMapUv),_.push(S.clearcoatNormalMapUv),_.push(S.clearcoatRoughnessMapUv),_.push(S.diffuseRoughnessMapUv),_.push(S.iridescenceMapUv),_.push(S.iridescenceThicknessMapUv),_.push(S.sheenColorMapUv),_.push(S.sheenRoughnessMapUv),_.push(S.specularMapUv),_.push(S.specularColorMapUv),_.push(S.specularIntensityMapUv),_.push(S.transmissionMapUv),_.push(S.thicknessMapUv),_.push(S.combine),_.push(S.fogExp2),_.push(S.sizeAttenuation),_.push(S.morphTargetsCount),_.push(S.numSunLights),_.push(S.numDirLights),_.push(S.numPointLights),_.push(S.numSpotLights),_.push(S.numSpotLightMaps),_.push(S.numHemiLights),_.push(S.numRectAreaLights),_.push(S.numSunLightShadows),_.push(S.numDirLightShadows),_.push(S.numPointLightShadows),_.push(S.numSpotLightShadows),_.push(S.numSpotLightShadowsWithMaps),_.push(S.numLightProbes),_.push(S.numLightProbeGrids),_.push(S.shadowMapType),_.push(S.toneMapping),_.push(S.numClippingPlanes),_.push(S.numClipIntersection),_.push(S.depthPacking)}function g(_,S){o.disableAll(),S.instancing&&o.enable(0),S.instancingColor&&o.enable(1),S.instancingMorph&&o.enable(2),S.matcap&&o.enable(3),S.envMap&&o.enable(4),S.normalMapObjectSpace&&o.enable(5),S.normalMapTangentSpace&&o.enable(6),S.clearcoat&&o.enable(7),S.iridescence&&o.enable(8),S.alphaTest&&o.enable(9),S.vertexColors&&o.enable(10),S.vertexAlphas&&o.enable(11),S.vertexUv1s&&o.enable(12),S.vertexUv2s&&o.enable(13),S.vertexUv3s&&o.enable(14),S.vertexTangents&&o.enable(15),S.anisotropy&&o.enable(16),S.alphaHash&&o.enable(17),S.batching&&o.enable(18),S.dispersion&&o.enable(19),S.retroreflection&&o.enable(24),S.diffuseRoughness&&o.enable(25),S.batchingColor&&o.enable(20),S.gradientMap&&o.enable(21),S.packedNormalMap&&o.enable(22),S.vertexNormals&&o.enable(23),_.push(o.mask),o.disableAll(),S.fog&&o.enable(0),S.useFog&&o.enable(1),S.flatShading&&o.enable(2),S.logarithmicDepthBuffer&&o.enable(3),S.reversedDepthBuffer&&o.enable(4),S.skinning&&o.enable(5),S.morphTargets&&o.enable(6),S.morphNormals&&o.enable(7),S.morphColors&&o.enable(8),S.premultipliedAlpha&&o.enable(9),S.shadowMapEnabled&&o.enable(10),S.doubleSided&&o.enable(11),S.flipSided&&o.enable(12),S.useDepthPacking&&o.enable(13),S.dithering&&o.enable(14),S.transmission&&o.enable(15),S.sheen&&o.enable(16),S.opaque&&o.enable(17),S.pointsUvs&&o.enable(18),S.decodeVideoTexture&&o.enable(19),S.decodeVideoTextureEmissive&&o.enable(20),S.alphaToCoverage&&o.enable(21),S.numLightProbeGrids>0&&o.enable(22),S.hasPositionAttribute&&o.enable(23),_.push(o.mask)}function M(_){let S=d[_.type],U;if(S){let I=Sn[S];U=bh.clone(I.uniforms)}else U=_.uniforms;return U}function A(_,S){let U=h.get(S);return U!==void 0?++U.usedTimes:(U=new jg(i,S,_,r),l.push(U),h.set(S,U)),U}function w(_){if(--_.usedTimes===0){let S=l.indexOf(_);l[S]=l[l.length-1],l.pop(),h.delete(_.cacheKey),_.destroy()}}function T(_){a.remove(_)}function E(){a.dispose()}return{getParameters:m,getProgramCacheKey:v,getUniforms:M,acquireProgram:A,releaseProgram:w,releaseShaderCache:T,programs:l,dispose:E}}function n2(){let i=new WeakMap;function e(o){return i.has(o)}function t(o){let a=i.get(o);return a===void 0&&(a={},i.set(o,a)),a}function n(o){i.delete(o)}function r(o,a,c){i.get(o)[a]=c}function s(){i=new WeakMap}return{has:e,get:t,remove:n,update:r,dispose:s}}function i2(i,e){return i.groupOrder!==e.groupOrder?i.groupOrder-e.groupOrder:i.renderOrder!==e.renderOrder?i.renderOrder-e.renderOrder:i.material.id!==e.material.id?i.material.id-e.material.id:i.materialVariant!==e.materialVariant?i.materialVariant-e.materialVariant:i.z!==e.z?i.z-e.z:i.id-e.id}function Hh(i,e){return i.groupOrder!==e.groupOrder?i.groupOrder-e.groupOrder:i.renderOrder!==e.renderOrder?i.renderOrder-e.renderOrder:i.z!==e.z?e.z-i.z:i.id-e.id}function Wh(){let i=[],e=0,t=[],n=[],r=[];function s(){e=0,t.length=0,n.length=0,r.length=0}function o(d){let f=0;return d.isInstancedMesh&&(f+=2),d.isSkinnedMesh&&(f+=1),f}function a(d,f,m,v,p,g){let M=i[e];return M===void 0?(M={id:d.id,object:d,geometry:f,material:m,materialVariant:o(d),groupOrder:v,renderOrder:d.renderOrder,z:p,group:g},i[e]=M):(M.id=d.id,M.object=d,M.geometry=f,M.material=m,M.materialVariant=o(d),M.groupOrder=v,M.renderOrder=d.renderOrder,M.z=p,M.group=g),e++,M}function c(d,f,m,v,p,g,M){M.reversedDepth===!0&&(p=-p);let A=a(d,f,m,v,p,g);m.transmission>0?n.push(A):m.transparent===!0?r.push(A):t.push(A)}function l(d,f,m,v,p,g){let M=a(d,f,m,v,p,g);m.transmission>0?n.unshift(M):m.transparent===!0?r.unshift(M):t.unshift(M)}function h(d,f){t.length>1&&t.sort(d||i2),n.length>1&&n.sort(f||Hh),r.length>1&&r.sort(f||Hh)}function u(){for(let d=e,f=i.length;d<f;d++){let m=i[d];if(m.id===null)break;m.id=null,m.object=null,m.geometry=null,m.material=null,m.group=null}}return{opaque:t,transmissive:n,transparent:r,init:s,push:c,unshift:l,finish:u,sort:h}}function r2(){let i=new WeakMap;function e(n,r){let s=i.get(n),o;return s===void 0?(o=new Wh,i.set(n,[o])):r>=s.length?(o=new Wh,s.push(o)):o=s[r],o}function t(){i=new WeakMap}return{get:e,dispose:t}}function s2(){let i={};return{get:function(e){if(i[e.id]!==void 0)return i[e.id];let t;switch(e.type){case"SunLight":case"DirectionalLight":t={direction:new B,color:new qe};break;case"SpotLight":t={position:new B,direction:new B,color:new qe,distance:0,coneCos:0,penumbraCos:0,decay:0};break;case"PointLight":t={position:new B,color:new qe,distance:0,decay:0};break;case"HemisphereLight":t={direction:new B,skyColor:new qe,groundColor:new qe};break;case"RectAreaLight":t={color:new qe,position:new B,halfWidth:new B,halfHeight:new B};break}return i[e.id]=t,t}}}function o2(){let i={};return{get:function(e){if(i[e.id]!==void 0)return i[e.id];let t;switch(e.type){case"SunLight":case"DirectionalLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Oe};break;case"SpotLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Oe};break;case"PointLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Oe,shadowCameraNear:1,shadowCameraFar:1e3};break}return i[e.id]=t,t}}}var a2=0;function c2(i,e){return(e.castShadow?2:0)-(i.castShadow?2:0)+(e.map?1:0)-(i.map?1:0)}function l2(i){let e=new s2,t=o2(),n={version:0,hash:{sunLength:-1,directionalLength:-1,pointLength:-1,spotLength:-1,rectAreaLength:-1,hemiLength:-1,numSunShadows:-1,numDirectionalShadows:-1,numPointShadows:-1,numSpotShadows:-1,numSpotMaps:-1,numLightProbes:-1},ambient:[0,0,0],probe:[],sun:[],sunShadow:[],sunShadowMap:[],sunShadowMatrix:[],sunShadowCascade:[],directional:[],directionalShadow:[],directionalShadowMap:[],directionalShadowMatrix:[],spot:[],spotLightMap:[],spotShadow:[],spotShadowMap:[],spotLightMatrix:[],rectArea:[],rectAreaLTC1:null,rectAreaLTC2:null,point:[],pointShadow:[],pointShadowMap:[],pointShadowMatrix:[],hemi:[],numSpotLightShadowsWithMaps:0,numLightProbes:0};for(let l=0;l<9;l++)n.probe.push(new B);let r=new B,s=new lt,o=new lt;function a(l){let h=0,u=0,d=0;for(let k=0;k<9;k++)n.probe[k].set(0,0,0);let f=0,m=0,v=0,p=0,g=0,M=0,A=0,w=0,T=0,E=0,_=0,S=0,U=0,I=0;l.sort(c2);for(let k=0,X=l.length;k<X;k++){let C=l[k],G=C.color,Y=C.intensity,V=C.distance,ee=null;if(C.shadow&&C.shadow.map&&(C.shadow.map.texture.format===ii?ee=C.shadow.map.texture:ee=C.shadow.map.depthTexture||C.shadow.map.texture),C.isAmbientLight)h+=G.r*Y,u+=G.g*Y,d+=G.b*Y;else if(C.isLightProbe){for(let H=0;H<9;H++)n.probe[H].addScaledVector(C.sh.coefficients[H],Y);I++}else if(C.isSunLight){let H=e.get(C);if(H.color.copy(C.color).multiplyScalar(C.intensity),C.castShadow){let j=C.shadow,Q=t.get(C);Q.shadowIntensity=j.intensity,Q.shadowBias=j.bias,Q.shadowNormalBias=j.normalBias,Q.shadowRadius=j.radius,Q.shadowMapSize.copy(j.mapSize).multiply(j.getFrameExtents()),n.sunShadow[m]=Q,n.sunShadowMap[m]=ee;let ve=j.getViewportCount();for(let Ie=0;Ie<ve;Ie++)n.sunShadowMatrix[v+Ie]=j.getMatrix(Ie),n.sunShadowCascade[v+Ie]=j._cascadeData[Ie];v+=ve,m++}n.sun[f]=H,f++}else if(C.isDirectionalLight){let H=e.get(C);if(H.color.copy(C.color).multiplyScalar(C.intensity),C.castShadow){let j=C.shadow,Q=t.get(C);Q.shadowIntensity=j.intensity,Q.shadowBias=j.bias,Q.shadowNormalBias=j.normalBias,Q.shadowRadius=j.radius,Q.shadowMapSize=j.mapSize,n.directionalShadow[p]=Q,n.directionalShadowMap[p]=ee,n.directionalShadowMatrix[p]=C.shadow.matrix,T++}n.directional[p]=H,p++}else if(C.isSpotLight){let H=e.get(C);H.position.setFromMatrixPosition(C.matrixWorld),H.color.copy(G).multiplyScalar(Y),H.distance=V,H.coneCos=Math.cos(C.angle),H.penumbraCos=Math.cos(C.angle*(1-C.penumbra)),H.decay=C.decay,n.spot[M]=H;let j=C.shadow;if(C.map&&(n.spotLightMap[S]=C.map,S++,j.updateMatrices(C),C.castShadow&&U++),n.spotLightMatrix[M]=j.matrix,C.castShadow){let Q=t.get(C);Q.shadowIntensity=j.intensity,Q.shadowBias=j.bias,Q.shadowNormalBias=j.normalBias,Q.shadowRadius=j.radius,Q.shadowMapSize=j.mapSize,n.spotShadow[M]=Q,n.spotShadowMap[M]=ee,_++}M++}else if(C.isRectAreaLight){let H=e.get(C);H.color.copy(G).multiplyScalar(Y),H.halfWidth.set(C.width*.5,0,0),H.halfHeight.set(0,C.height*.5,0),n.rectArea[A]=H,A++}else if(C.isPointLight){let H=e.get(C);if(H.color.copy(C.color).multiplyScalar(C.intensity),H.distance=C.distance,H.decay=C.decay,C.castShadow){let j=C.shadow,Q=t.get(C);Q.shadowIntensity=j.intensity,Q.shadowBias=j.bias,Q.shadowNormalBias=j.normalBias,Q.shadowRadius=j.radius,Q.shadowMapSize=j.mapSize,Q.shadowCameraNear=j.camera.near,Q.shadowCameraFar=j.camera.far,n.pointShadow[g]=Q,n.pointShadowMap[g]=ee,n.pointShadowMatrix[g]=C.shadow.matrix,E++}n.point[g]=H,g++}else if(C.isHemisphereLight){let H=e.get(C);H.skyColor.copy(C.color).multiplyScalar(Y),H.groundColor.copy(C.groundColor).multiplyScalar(Y),n.hemi[w]=H,w++}}A>0&&(i.has("OES_texture_float_linear")===!0?(n.rectAreaLTC1=me.LTC_FLOAT_1,n.rectAreaLTC2=me.LTC_FLOAT_2):(n.rectAreaLTC1=me.LTC_HALF_1,n.rectAreaLTC2=me.LTC_HALF_2)),n.ambient[0]=h,n.ambient[1]=u,n.ambient[2]=d;let D=n.hash;(D.sunLength!==f||D.directionalLength!==p||D.pointLength!==g||D.spotLength!==M||D.rectAreaLength!==A||D.hemiLength!==w||D.numSunShadows!==m||D.numDirectionalShadows!==T||D.numPointShadows!==E||D.numSpotShadows!==_||D.numSpotMaps!==S||D.numLightProbes!==I)&&(n.sun.length=f,n.directional.length=p,n.spot.length=M,n.rectArea.length=A,n.point.length=g,n.hemi.length=w,n.sunShadow.length=m,n.sunShadowMap.length=m,n.sunShadowMatrix.length=v,n.sunShadowCascade.length=v,n.directionalShadow.length=T,n.directionalShadowMap.length=T,n.directionalShadowMatrix.length=T,n.pointShadow.length=E,n.pointShadowMap.length=E,n.pointShadowMatrix.length=E,n.spotShadow.length=_,n.spotShadowMap.length=_,n.spotLightMatrix.length=_+S-U,n.spotLightMap.length=S,n.numSpotLightShadowsWithMaps=U,n.numLightProbes=I,D.sunLength=f,D.directionalLength=p,D.pointLength=g,D.spotLength=M,D.rectAreaLength=A,D.hemiLength=w,D.numSunShadows=m,D.numDirectionalShadows=T,D.numPointShadows=E,D.numSpotShadows=_,D.numSpotMaps=S,D.numLightProbes=I,n.version=a2++)}function c(l,h){let u=0,d=0,f=0,m=0,v=0,p=0,g=h.matrixWorldInverse;for(let M=0,A=l.length;M<A;M++){let w=l[M];if(w.isSunLight){let T=n.sun[u];T.direction.setFromMatrixPosition(w.matrixWorld),T.direction.transformDirection(g),u++}else if(w.isDirectionalLight){let T=n.directional[d];T.direction.setFromMatrixPosition(w.matrixWorld),r.setFromMatrixPosition(w.target.matrixWorld),T.direction.sub(r),T.direction.transformDirection(g),d++}else if(w.isSpotLight){let T=n.spot[m];T.position.setFromMatrixPosition(w.matrixWorld),T.position.applyMatrix4(g),T.direction.setFromMatrixPosition(w.matrixWorld),r.setFromMatrixPosition(w.target.matrixWorld),T.direction.sub(r),T.direction.transformDirection(g),m++}else if(w.isRectAreaLight){let T=n.rectArea[v];T.position.setFromMatrixPosition(w.matrixWorld),T.position.applyMatrix4(g),o.identity(),s.copy(w.matrixWorld),s.premultiply(g),o.extractRotation(s),T.halfWidth.set(w.width*.5,0,0),T.halfHeight.set(0,w.height*.5,0),T.halfWidth.applyMatrix4(o),T.halfHeight.applyMatrix4(o),v++}else if(w.isPointLight){let T=n.point[f];T.position.setFromMatrixPosition(w.matrixWorld),T.position.applyMatrix4(g),f++}else if(w.isHemisphereLight){let T=n.hemi[p];T.direction.setFromMatrixPosition(w.matrixWorld),T.direction.transformDirection(g),p++}}}return{setup:a,setupView:c,state:n}}function Xh(i){let e=new l2(i),t=[],n=[],r=[];function s(u){h.camera=u,t.length=0,n.length=0,r.length=0}function o(u){u.isLightProbeGrid?r.push(u):t.push(u)}function a(u){n.push(u)}function c(){e.setup(t),r.sort((u,d)=>u.priority-d.priority||u.id-d.id)}function l(u){e.setupView(t,u)}let h={lightsArray:t,shadowsArray:n,lightProbeGridArray:r,camera:null,lights:e,transmissionRenderTarget:{},textureUnits:0};return{init:s,state:h,setupLights:c,setupLightsView:l,pushLight:o,pushShadow:a}}function h2(i){let e=new WeakMap;function t(r,s=0){let o=e.get(r),a;return o===void 0?(a=new Xh(i),e.set(r,[a])):s>=o.length?(a=new Xh(i),o.push(a)):a=o[s],a}function n(){e=new WeakMap}return{get:t,dispose:n}}var u2=`void main() {
	gl_Position = vec4( position, 1.0 );
}`,d2=`uniform sampler2D shadow_pass;
uniform vec2 resolution;
uniform float radius;
void main() {
	const float samples = float( VSM_SAMPLES );
	float mean = 0.0;
	float squared_mean = 0.0;
	float uvStride = samples <= 1.0 ? 0.0 : 2.0 / ( samples - 1.0 );
	float uvStart = samples <= 1.0 ? 0.0 : - 1.0;
	for ( float i = 0.0; i < samples; i ++ ) {
		float uvOffset = uvStart + i * uvStride;
		#ifdef HORIZONTAL_PASS
			vec2 distribution = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( uvOffset, 0.0 ) * radius ) / resolution ).rg;
			mean += distribution.x;
			squared_mean += distribution.y * distribution.y + distribution.x * distribution.x;
		#else
			float depth = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( 0.0, uvOffset ) * radius ) / resolution ).r;
			mean += depth;
			squared_mean += depth * depth;
		#endif
	}
	mean = mean / samples;
	squared_mean = squared_mean / samples;
	float std_dev = sqrt( max( 0.0, squared_mean - mean * mean ) );
	gl_FragColor = vec4( mean, std_dev, 0.0, 1.0 );
}`,f2=[new B(1,0,0),new B(-1,0,0),new B(0,1,0),new B(0,-1,0),new B(0,0,1),new B(0,0,-1)],p2=[new B(0,-1,0),new B(0,-1,0),new B(0,0,1),new B(0,0,-1),new B(0,-1,0),new B(0,-1,0)],qh=new lt,Yr=new B,mc=new B;function m2(i,e,t){let n=new vi,r=new Oe,s=new Oe,o=new je,a=new oo,c=new ao,l={},h=t.maxTextureSize,u={[ni]:Dt,[Dt]:ni,[sn]:sn},d=new rn({defines:{VSM_SAMPLES:8},uniforms:{shadow_pass:{value:null},resolution:{value:new Oe},radius:{value:4}},vertexShader:u2,fragmentShader:d2}),f=d.clone();f.defines.HORIZONTAL_PASS=1;let m=new tn;m.setAttribute("position",new Rt(new Float32Array([-1,-1,.5,3,-1,.5,-1,3,.5]),3));let v=new nn(m,d),p=this;this.enabled=!1,this.autoUpdate=!0,this.needsUpdate=!1,this.type=Ur;let g=this.type;this.render=function(E,_,S){if(p.enabled===!1||p.autoUpdate===!1&&p.needsUpdate===!1||E.length===0)return;this.type===Wl&&(Ce("WebGLShadowMap: PCFSoftShadowMap has been removed. Using PCFShadowMap instead."),this.type=Ur);let U=i.getRenderTarget(),I=i.getActiveCubeFace(),D=i.getActiveMipmapLevel(),k=i.state;k.setBlending(Fn),k.buffers.depth.getReversed()===!0?k.buffers.color.setClear(0,0,0,0):k.buffers.color.setClear(1,1,1,1),k.buffers.depth.setTest(!0),k.setScissorTest(!1);let X=g!==this.type;X&&_.traverse(function(C){C.material&&(Array.isArray(C.material)?C.material.forEach(G=>G.needsUpdate=!0):C.material.needsUpdate=!0)});for(let C=0,G=E.length;C<G;C++){let Y=E[C],V=Y.shadow;if(V===void 0){Ce("WebGLShadowMap:",Y,"has no shadow.");continue}if(V.autoUpdate===!1&&V.needsUpdate===!1)continue;r.copy(V.mapSize);let ee=V.getFrameExtents();r.multiply(ee),s.copy(V.mapSize),(r.x>h||r.y>h)&&(r.x>h&&(s.x=Math.floor(h/ee.x),r.x=s.x*ee.x,V.mapSize.x=s.x),r.y>h&&(s.y=Math.floor(h/ee.y),r.y=s.y*ee.y,V.mapSize.y=s.y));let H=i.state.buffers.depth.getReversed();if(V.camera._reversedDepth=H,V.map===null||X===!0){if(V.map!==null&&(V.map.depthTexture!==null&&(V.map.depthTexture.dispose(),V.map.depthTexture=null),V.map.dispose()),this.type===rr){if(Y.isPointLight){Ce("WebGLShadowMap: VSM shadow maps are not supported for PointLights. Use PCF or BasicShadowMap instead.");continue}V.map=new Lt(r.x,r.y,{format:ii,type:pn,minFilter:bt,magFilter:bt,generateMipmaps:!1}),V.map.texture.name=Y.name+".shadowMap",V.map.depthTexture=new Nn(r.x,r.y,Wt),V.map.depthTexture.name=Y.name+".shadowMapDepth",V.map.depthTexture.format=Dn,V.map.depthTexture.compareFunction=null,V.map.depthTexture.minFilter=ct,V.map.depthTexture.magFilter=ct}else Y.isPointLight?(V.map=new Zr(r.x),V.map.depthTexture=new Dr(r.x,fn)):(V.map=new Lt(r.x,r.y),V.map.depthTexture=new Nn(r.x,r.y,fn)),V.map.depthTexture.name=Y.name+".shadowMap",V.map.depthTexture.format=Dn,this.type===Ur?(V.map.depthTexture.compareFunction=H?sc:rc,V.map.depthTexture.minFilter=bt,V.map.depthTexture.magFilter=bt):(V.map.depthTexture.compareFunction=null,V.map.depthTexture.minFilter=ct,V.map.depthTexture.magFilter=ct);V.camera.updateProjectionMatrix()}V.map.isWebGLCubeRenderTarget!==!0&&(V.map.width!==r.x||V.map.height!==r.y)&&V.map.setSize(r.x,r.y);let j=V.map.isWebGLCubeRenderTarget?6:V.getViewportCount();Y.isPointLight!==!0&&V.updateMatrices(Y,S);let Q=(V.camera.layers.mask&4294967294)!==0?V.camera.layers:S.layers;for(let ve=0;ve<j;ve++){let Ie=V.getCamera(ve);if(Y.isPointLight){let J=V.camera,de=V.matrix,xe=Y.distance||J.far;xe!==J.far&&(J.far=xe,J.updateProjectionMatrix()),Yr.setFromMatrixPosition(Y.matrixWorld),J.position.copy(Yr),mc.copy(J.position),mc.add(f2[ve]),J.up.copy(p2[ve]),J.lookAt(mc),J.updateMatrixWorld(),de.makeTranslation(-Yr.x,-Yr.y,-Yr.z),qh.multiplyMatrices(J.projectionMatrix,J.matrixWorldInverse),V._frustum.setFromProjectionMatrix(qh,J.coordinateSystem,J.reversedDepth)}if(V.map.isWebGLCubeRenderTarget)i.setRenderTarget(V.map,ve),i.clear();else{ve===0&&(i.setRenderTarget(V.map),i.clear());let J=V.getViewport(ve);o.set(s.x*J.x,s.y*J.y,s.x*J.z,s.y*J.w),k.viewport(o)}n=V.getFrustum(ve),w(_,S,Ie,Y,Q,this.type)}V.isPointLightShadow!==!0&&this.type===rr&&M(V,S),V.needsUpdate=!1}g=this.type,p.needsUpdate=!1,i.setRenderTarget(U,I,D)};function M(E,_){let S=e.update(v);d.defines.VSM_SAMPLES!==E.blurSamples&&(d.defines.VSM_SAMPLES=E.blurSamples,f.defines.VSM_SAMPLES=E.blurSamples,d.needsUpdate=!0,f.needsUpdate=!0),E.mapPass===null?E.mapPass=new Lt(r.x,r.y,{format:ii,type:pn}):(E.mapPass.width!==E.map.width||E.mapPass.height!==E.map.height)&&E.mapPass.setSize(E.map.width,E.map.height),d.uniforms.shadow_pass.value=E.map.depthTexture,d.uniforms.resolution.value.set(E.map.width,E.map.height),d.uniforms.radius.value=E.radius,i.setRenderTarget(E.mapPass),i.clear(),i.renderBufferDirect(_,null,S,d,v,null),f.uniforms.shadow_pass.value=E.mapPass.texture,f.uniforms.resolution.value.set(E.map.width,E.map.height),f.uniforms.radius.value=E.radius,i.setRenderTarget(E.map),i.clear(),i.renderBufferDirect(_,null,S,f,v,null)}function A(E,_,S,U){let I=null,D=S.isPointLight===!0?E.customDistanceMaterial:E.customDepthMaterial;if(D!==void 0)I=D;else if(I=S.isPointLight===!0?c:a,i.localClippingEnabled&&_.clipShadows===!0&&Array.isArray(_.clippingPlanes)&&_.clippingPlanes.length!==0||_.displacementMap&&_.displacementScale!==0||_.alphaMap&&_.alphaTest>0||_.map&&_.alphaTest>0||_.alphaToCoverage===!0){let k=I.uuid,X=_.uuid,C=l[k];C===void 0&&(C={},l[k]=C);let G=C[X];G===void 0&&(G=I.clone(),C[X]=G,_.addEventListener("dispose",T)),I=G}if(I.visible=_.visible,I.wireframe=_.wireframe,U===rr?I.side=_.shadowSide!==null?_.shadowSide:_.side:I.side=_.shadowSide!==null?_.shadowSide:u[_.side],I.alphaMap=_.alphaMap,I.alphaTest=_.alphaToCoverage===!0?.5:_.alphaTest,I.map=_.map,I.clipShadows=_.clipShadows,I.clippingPlanes=_.clippingPlanes,I.clipIntersection=_.clipIntersection,I.displacementMap=_.displacementMap,I.displacementScale=_.displacementScale,I.displacementBias=_.displacementBias,I.wireframeLinewidth=_.wireframeLinewidth,I.linewidth=_.linewidth,S.isPointLight===!0&&I.isMeshDistanceMaterial===!0){let k=i.properties.get(I);k.light=S}return I}function w(E,_,S,U,I,D){if(E.visible===!1)return;if(E.layers.test(I)&&(E.isMesh||E.isLine||E.isPoints)&&(E.castShadow||E.receiveShadow&&D===rr)&&(!E.frustumCulled||E.intersectsFrustum(n))){E.modelViewMatrix.multiplyMatrices(S.matrixWorldInverse,E.matrixWorld);let C=e.update(E),G=E.material;if(Array.isArray(G)){let Y=C.groups;for(let V=0,ee=Y.length;V<ee;V++){let H=Y[V],j=G[H.materialIndex];if(j&&j.visible){let Q=A(E,j,U,D);E.onBeforeShadow(i,E,_,S,C,Q,H),i.renderBufferDirect(S,null,C,Q,E,H),E.onAfterShadow(i,E,_,S,C,Q,H)}}}else if(G.visible){let Y=A(E,G,U,D);E.onBeforeShadow(i,E,_,S,C,Y,null),i.renderBufferDirect(S,null,C,Y,E,null),E.onAfterShadow(i,E,_,S,C,Y,null)}}let X=E.children;for(let C=0,G=X.length;C<G;C++)w(X[C],_,S,U,I,D)}function T(E){E.target.removeEventListener("dispose",T);for(let S in l){let U=l[S],I=E.target.uuid;I in U&&(U[I].dispose(),delete U[I])}}}function g2(i,e){function t(){let R=!1,K=new je,W=null,ae=new je(0,0,0,0);return{setMask:function(ie){W!==ie&&!R&&(i.colorMask(ie,ie,ie,ie),W=ie)},setLocked:function(ie){R=ie},setClear:function(ie,se,we,ke,ne){ne===!0&&(ie*=ke,se*=ke,we*=ke),K.set(ie,se,we,ke),ae.equals(K)===!1&&(i.clearColor(ie,se,we,ke),ae.copy(K))},reset:function(){R=!1,W=null,ae.set(-1,0,0,0)}}}function n(){let R=!1,K=!1,W=null,ae=null,ie=null;return{setReversed:function(se){if(K!==se){let we=e.get("EXT_clip_control");se?we.clipControlEXT(we.LOWER_LEFT_EXT,we.ZERO_TO_ONE_EXT):we.clipControlEXT(we.LOWER_LEFT_EXT,we.NEGATIVE_ONE_TO_ONE_EXT),K=se;let ke=ie;ie=null,this.setClear(ke)}},getReversed:function(){return K},setTest:function(se){se?fe(i.DEPTH_TEST):Le(i.DEPTH_TEST)},setMask:function(se){W!==se&&!R&&(i.depthMask(se),W=se)},setFunc:function(se){if(K&&(se=yh[se]),ae!==se){switch(se){case Hs:i.depthFunc(i.NEVER);break;case Ws:i.depthFunc(i.ALWAYS);break;case Xs:i.depthFunc(i.LESS);break;case Ki:i.depthFunc(i.LEQUAL);break;case $i:i.depthFunc(i.EQUAL);break;case qs:i.depthFunc(i.GEQUAL);break;case Ys:i.depthFunc(i.GREATER);break;case Js:i.depthFunc(i.NOTEQUAL);break;default:i.depthFunc(i.LEQUAL)}ae=se}},setLocked:function(se){R=se},setClear:function(se){ie!==se&&(ie=se,K&&(se=1-se),i.clearDepth(se))},reset:function(){R=!1,W=null,ae=null,ie=null,K=!1}}}function r(){let R=!1,K=null,W=null,ae=null,ie=null,se=null,we=null,ke=null,ne=null;return{setTest:function(Ee){R||(Ee?fe(i.STENCIL_TEST):Le(i.STENCIL_TEST))},setMask:function(Ee){K!==Ee&&!R&&(i.stencilMask(Ee),K=Ee)},setFunc:function(Ee,Be,pe){(W!==Ee||ae!==Be||ie!==pe)&&(i.stencilFunc(Ee,Be,pe),W=Ee,ae=Be,ie=pe)},setOp:function(Ee,Be,pe){(se!==Ee||we!==Be||ke!==pe)&&(i.stencilOp(Ee,Be,pe),se=Ee,we=Be,ke=pe)},setLocked:function(Ee){R=Ee},setClear:function(Ee){ne!==Ee&&(i.clearStencil(Ee),ne=Ee)},reset:function(){R=!1,K=null,W=null,ae=null,ie=null,se=null,we=null,ke=null,ne=null}}}let s=new t,o=new n,a=new r,c={},l=new WeakMap,h={},u={},d={},f=new WeakMap,m=[],v=null,p=!1,g=null,M=null,A=null,w=null,T=null,E=null,_=null,S=new qe(0,0,0),U=0,I=!1,D=null,k=null,X=null,C=null,G=null,Y=i.getParameter(i.MAX_COMBINED_TEXTURE_IMAGE_UNITS),V=!1,ee=0,H=i.getParameter(i.VERSION);H.indexOf("WebGL")!==-1?(ee=parseFloat(/^WebGL (\d)/.exec(H)[1]),V=ee>=1):H.indexOf("OpenGL ES")!==-1&&(ee=parseFloat(/^OpenGL ES (\d)/.exec(H)[1]),V=ee>=2);let j=null,Q={},ve=i.getParameter(i.SCISSOR_BOX),Ie=i.getParameter(i.VIEWPORT),J=new je().fromArray(ve),de=new je().fromArray(Ie);function xe(R,K,W,ae){let ie=new Uint8Array(4),se=i.createTexture();i.bindTexture(R,se),i.texParameteri(R,i.TEXTURE_MIN_FILTER,i.NEAREST),i.texParameteri(R,i.TEXTURE_MAG_FILTER,i.NEAREST);for(let we=0;we<W;we++)R===i.TEXTURE_3D||R===i.TEXTURE_2D_ARRAY?i.texImage3D(K,0,i.RGBA,1,1,ae,0,i.RGBA,i.UNSIGNED_BYTE,ie):i.texImage2D(K+we,0,i.RGBA,1,1,0,i.RGBA,i.UNSIGNED_BYTE,ie);return se}let Ae={};Ae[i.TEXTURE_2D]=xe(i.TEXTURE_2D,i.TEXTURE_2D,1),Ae[i.TEXTURE_CUBE_MAP]=xe(i.TEXTURE_CUBE_MAP,i.TEXTURE_CUBE_MAP_POSITIVE_X,6),Ae[i.TEXTURE_2D_ARRAY]=xe(i.TEXTURE_2D_ARRAY,i.TEXTURE_2D_ARRAY,1,1),Ae[i.TEXTURE_3D]=xe(i.TEXTURE_3D,i.TEXTURE_3D,1,1),s.setClear(0,0,0,1),o.setClear(1),a.setClear(0),fe(i.DEPTH_TEST),o.setFunc(Ki),Ot(!1),ot(U0),fe(i.CULL_FACE),Mt(Fn);function fe(R){h[R]!==!0&&(i.enable(R),h[R]=!0)}function Le(R){h[R]!==!1&&(i.disable(R),h[R]=!1)}function ht(R,K){return d[R]!==K?(i.bindFramebuffer(R,K),d[R]=K,R===i.DRAW_FRAMEBUFFER&&(d[i.FRAMEBUFFER]=K),R===i.FRAMEBUFFER&&(d[i.DRAW_FRAMEBUFFER]=K),!0):!1}function Re(R,K){let W=m,ae=!1;if(R){W=f.get(K),W===void 0&&(W=[],f.set(K,W));let ie=R.textures;if(W.length!==ie.length||W[0]!==i.COLOR_ATTACHMENT0){for(let se=0,we=ie.length;se<we;se++)W[se]=i.COLOR_ATTACHMENT0+se;W.length=ie.length,ae=!0}}else W[0]!==i.BACK&&(W[0]=i.BACK,ae=!0);ae&&i.drawBuffers(W)}function Ke(R){return v!==R?(i.useProgram(R),v=R,!0):!1}let Qe={[Un]:i.FUNC_ADD,[Xl]:i.FUNC_SUBTRACT,[ql]:i.FUNC_REVERSE_SUBTRACT};Qe[Yl]=i.MIN,Qe[Jl]=i.MAX;let Ve={[Mo]:i.ZERO,[So]:i.ONE,[Zl]:i.SRC_COLOR,[z0]:i.SRC_ALPHA,[eh]:i.SRC_ALPHA_SATURATE,[bo]:i.DST_COLOR,[$l]:i.DST_ALPHA,[Kl]:i.ONE_MINUS_SRC_COLOR,[Or]:i.ONE_MINUS_SRC_ALPHA,[Ql]:i.ONE_MINUS_DST_COLOR,[jl]:i.ONE_MINUS_DST_ALPHA,[th]:i.CONSTANT_COLOR,[nh]:i.ONE_MINUS_CONSTANT_COLOR,[ih]:i.CONSTANT_ALPHA,[rh]:i.ONE_MINUS_CONSTANT_ALPHA};function Mt(R,K,W,ae,ie,se,we,ke,ne,Ee){if(R===Fn){p===!0&&(Le(i.BLEND),p=!1);return}if(p===!1&&(fe(i.BLEND),p=!0),R!==or){if(R!==g||Ee!==I){if((M!==Un||T!==Un)&&(i.blendEquation(i.FUNC_ADD),M=Un,T=Un),Ee)switch(R){case sr:i.blendFuncSeparate(i.ONE,i.ONE_MINUS_SRC_ALPHA,i.ONE,i.ONE_MINUS_SRC_ALPHA);break;case O0:i.blendFunc(i.ONE,i.ONE);break;case B0:i.blendFuncSeparate(i.ZERO,i.ONE_MINUS_SRC_COLOR,i.ZERO,i.ONE);break;case k0:i.blendFuncSeparate(i.DST_COLOR,i.ONE_MINUS_SRC_ALPHA,i.ZERO,i.ONE);break;default:Pe("WebGLState: Invalid blending: ",R);break}else switch(R){case sr:i.blendFuncSeparate(i.SRC_ALPHA,i.ONE_MINUS_SRC_ALPHA,i.ONE,i.ONE_MINUS_SRC_ALPHA);break;case O0:i.blendFuncSeparate(i.SRC_ALPHA,i.ONE,i.ONE,i.ONE);break;case B0:Pe("WebGLState: SubtractiveBlending requires material.premultipliedAlpha = true");break;case k0:Pe("WebGLState: MultiplyBlending requires material.premultipliedAlpha = true");break;default:Pe("WebGLState: Invalid blending: ",R);break}A=null,w=null,E=null,_=null,S.set(0,0,0),U=0,g=R,I=Ee}return}ie=ie||K,se=se||W,we=we||ae,(K!==M||ie!==T)&&(i.blendEquationSeparate(Qe[K],Qe[ie]),M=K,T=ie),(W!==A||ae!==w||se!==E||we!==_)&&(i.blendFuncSeparate(Ve[W],Ve[ae],Ve[se],Ve[we]),A=W,w=ae,E=se,_=we),(ke.equals(S)===!1||ne!==U)&&(i.blendColor(ke.r,ke.g,ke.b,ne),S.copy(ke),U=ne),g=R,I=!1}function ft(R,K){R.side===sn?Le(i.CULL_FACE):fe(i.CULL_FACE);let W=R.side===Dt;K&&(W=!W),Ot(W),R.blending===sr&&R.transparent===!1?Mt(Fn):Mt(R.blending,R.blendEquation,R.blendSrc,R.blendDst,R.blendEquationAlpha,R.blendSrcAlpha,R.blendDstAlpha,R.blendColor,R.blendAlpha,R.premultipliedAlpha),o.setFunc(R.depthFunc),o.setTest(R.depthTest),o.setMask(R.depthWrite),s.setMask(R.colorWrite);let ae=R.stencilWrite;a.setTest(ae),ae&&(a.setMask(R.stencilWriteMask),a.setFunc(R.stencilFunc,R.stencilRef,R.stencilFuncMask),a.setOp(R.stencilFail,R.stencilZFail,R.stencilZPass)),_t(R.polygonOffset,R.polygonOffsetFactor,R.polygonOffsetUnits),R.alphaToCoverage===!0?fe(i.SAMPLE_ALPHA_TO_COVERAGE):Le(i.SAMPLE_ALPHA_TO_COVERAGE)}function Ot(R){D!==R&&(R?i.frontFace(i.CW):i.frontFace(i.CCW),D=R)}function ot(R){R!==Gl?(fe(i.CULL_FACE),R!==k&&(R===U0?i.cullFace(i.BACK):R===Hl?i.cullFace(i.FRONT):i.cullFace(i.FRONT_AND_BACK))):Le(i.CULL_FACE),k=R}function gn(R){R!==X&&(V&&i.lineWidth(R),X=R)}function _t(R,K,W){R?(fe(i.POLYGON_OFFSET_FILL),(C!==K||G!==W)&&(C=K,G=W,o.getReversed()&&(K=-K,W=-W),i.polygonOffset(K,W))):Le(i.POLYGON_OFFSET_FILL)}function qt(R){R?fe(i.SCISSOR_TEST):Le(i.SCISSOR_TEST)}function Yt(R){R===void 0&&(R=i.TEXTURE0+Y-1),j!==R&&(i.activeTexture(R),j=R)}function Jt(R,K,W){W===void 0&&(j===null?W=i.TEXTURE0+Y-1:W=j);let ae=Q[W];ae===void 0&&(ae={type:void 0,texture:void 0},Q[W]=ae),(ae.type!==R||ae.texture!==K)&&(j!==W&&(i.activeTexture(W),j=W),i.bindTexture(R,K||Ae[R]),ae.type=R,ae.texture=K)}function L(){let R=Q[j];R!==void 0&&R.type!==void 0&&(i.bindTexture(R.type,null),R.type=void 0,R.texture=void 0)}function Zt(){try{i.compressedTexImage2D(...arguments)}catch(R){Pe("WebGLState:",R)}}function rt(){try{i.compressedTexImage3D(...arguments)}catch(R){Pe("WebGLState:",R)}}function st(){try{i.texSubImage2D(...arguments)}catch(R){Pe("WebGLState:",R)}}function ue(){try{i.texSubImage3D(...arguments)}catch(R){Pe("WebGLState:",R)}}function pt(){try{i.compressedTexSubImage2D(...arguments)}catch(R){Pe("WebGLState:",R)}}function Te(){try{i.compressedTexSubImage3D(...arguments)}catch(R){Pe("WebGLState:",R)}}function Fe(){try{i.texStorage2D(...arguments)}catch(R){Pe("WebGLState:",R)}}function b(){try{i.texStorage3D(...arguments)}catch(R){Pe("WebGLState:",R)}}function x(){try{i.texImage2D(...arguments)}catch(R){Pe("WebGLState:",R)}}function F(){try{i.texImage3D(...arguments)}catch(R){Pe("WebGLState:",R)}}function te(R){return u[R]!==void 0?u[R]:i.getParameter(R)}function $(R,K){u[R]!==K&&(i.pixelStorei(R,K),u[R]=K)}function re(R){J.equals(R)===!1&&(i.scissor(R.x,R.y,R.z,R.w),J.copy(R))}function le(R){de.equals(R)===!1&&(i.viewport(R.x,R.y,R.z,R.w),de.copy(R))}function q(R,K){let W=l.get(K);W===void 0&&(W=new WeakMap,l.set(K,W));let ae=W.get(R);ae===void 0&&(ae=i.getUniformBlockIndex(K,R.name),i.uniformBlockBinding(K,ae,ae),W.set(R,ae))}function Z(R,K,W){let ie=l.get(K).get(R);c[ie]!==W&&(i.bindBufferBase(i.UNIFORM_BUFFER,ie,W),c[ie]=W)}function oe(){i.disable(i.BLEND),i.disable(i.CULL_FACE),i.disable(i.DEPTH_TEST),i.disable(i.POLYGON_OFFSET_FILL),i.disable(i.SCISSOR_TEST),i.disable(i.STENCIL_TEST),i.disable(i.SAMPLE_ALPHA_TO_COVERAGE),i.blendEquation(i.FUNC_ADD),i.blendFunc(i.ONE,i.ZERO),i.blendFuncSeparate(i.ONE,i.ZERO,i.ONE,i.ZERO),i.blendColor(0,0,0,0),i.colorMask(!0,!0,!0,!0),i.clearColor(0,0,0,0),i.depthMask(!0),i.depthFunc(i.LESS),o.setReversed(!1),i.clearDepth(1),i.stencilMask(4294967295),i.stencilFunc(i.ALWAYS,0,4294967295),i.stencilOp(i.KEEP,i.KEEP,i.KEEP),i.clearStencil(0),i.cullFace(i.BACK),i.frontFace(i.CCW),i.polygonOffset(0,0),i.activeTexture(i.TEXTURE0),i.bindFramebuffer(i.FRAMEBUFFER,null),i.bindFramebuffer(i.DRAW_FRAMEBUFFER,null),i.bindFramebuffer(i.READ_FRAMEBUFFER,null),i.useProgram(null),i.lineWidth(1),i.scissor(0,0,i.canvas.width,i.canvas.height),i.viewport(0,0,i.canvas.width,i.canvas.height),i.pixelStorei(i.PACK_ALIGNMENT,4),i.pixelStorei(i.UNPACK_ALIGNMENT,4),i.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,!1),i.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,!1),i.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,i.BROWSER_DEFAULT_WEBGL),i.pixelStorei(i.PACK_ROW_LENGTH,0),i.pixelStorei(i.PACK_SKIP_PIXELS,0),i.pixelStorei(i.PACK_SKIP_ROWS,0),i.pixelStorei(i.UNPACK_ROW_LENGTH,0),i.pixelStorei(i.UNPACK_IMAGE_HEIGHT,0),i.pixelStorei(i.UNPACK_SKIP_PIXELS,0),i.pixelStorei(i.UNPACK_SKIP_ROWS,0),i.pixelStorei(i.UNPACK_SKIP_IMAGES,0),h={},u={},j=null,Q={},d={},c={},f=new WeakMap,m=[],v=null,p=!1,g=null,M=null,A=null,w=null,T=null,E=null,_=null,S=new qe(0,0,0),U=0,I=!1,D=null,k=null,X=null,C=null,G=null,J.set(0,0,i.canvas.width,i.canvas.height),de.set(0,0,i.canvas.width,i.canvas.height),s.reset(),o.reset(),a.reset()}return{buffers:{color:s,depth:o,stencil:a},enable:fe,disable:Le,bindFramebuffer:ht,drawBuffers:Re,useProgram:Ke,setBlending:Mt,setMaterial:ft,setFlipSided:Ot,setCullFace:ot,setLineWidth:gn,setPolygonOffset:_t,setScissorTest:qt,activeTexture:Yt,bindTexture:Jt,unbindTexture:L,compressedTexImage2D:Zt,compressedTexImage3D:rt,texImage2D:x,texImage3D:F,pixelStorei:$,getParameter:te,updateUBOMapping:q,uniformBlockBinding:Z,texStorage2D:Fe,texStorage3D:b,texSubImage2D:st,texSubImage3D:ue,compressedTexSubImage2D:pt,compressedTexSubImage3D:Te,scissor:re,viewport:le,reset:oe}}function _2(i,e,t,n,r,s,o){let a=e.has("WEBGL_multisampled_render_to_texture")?e.get("WEBGL_multisampled_render_to_texture"):null,c=typeof navigator>"u"?!1:/OculusBrowser/g.test(navigator.userAgent),l=new Oe,h=new WeakMap,u=new Set,d,f=new WeakMap,m=new Set,v=new FinalizationRegistry(b=>m.delete(b)),p=!1;try{p=typeof OffscreenCanvas<"u"&&new OffscreenCanvas(1,1).getContext("2d")!==null}catch{}function g(b,x){return p?new OffscreenCanvas(b,x):Tr("canvas")}function M(b,x,F){let te=1,$=Fe(b);if(($.width>F||$.height>F)&&(te=F/Math.max($.width,$.height)),te<1)if(typeof HTMLImageElement<"u"&&b instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&b instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&b instanceof ImageBitmap||typeof VideoFrame<"u"&&b instanceof VideoFrame){let re=Math.floor(te*$.width),le=Math.floor(te*$.height);d===void 0&&(d=g(re,le));let q=x?g(re,le):d;return q.width=re,q.height=le,q.getContext("2d").drawImage(b,0,0,re,le),Ce("WebGLRenderer: Texture has been resized from ("+$.width+"x"+$.height+") to ("+re+"x"+le+")."),q}else return"data"in b&&Ce("WebGLRenderer: Image in DataTexture is too big ("+$.width+"x"+$.height+")."),b;return b}function A(b){return b.generateMipmaps}function w(b){i.generateMipmap(b)}function T(b){return b.isWebGLCubeRenderTarget?i.TEXTURE_CUBE_MAP:b.isWebGL3DRenderTarget?i.TEXTURE_3D:b.isWebGLArrayRenderTarget||b.isCompressedArrayTexture?i.TEXTURE_2D_ARRAY:i.TEXTURE_2D}function E(b,x,F,te,$,re=!1){if(b!==null){if(i[b]!==void 0)return i[b];Ce("WebGLRenderer: Attempt to use non-existing WebGL internal format '"+b+"'")}let le;te&&(le=e.get("EXT_texture_norm16"),le||Ce("WebGLRenderer: Unable to use normalized textures without EXT_texture_norm16 extension"));let q=x;if(x===i.RED&&(F===i.FLOAT&&(q=i.R32F),F===i.HALF_FLOAT&&(q=i.R16F),F===i.UNSIGNED_BYTE&&(q=i.R8),F===i.UNSIGNED_SHORT&&le&&(q=le.R16_EXT),F===i.SHORT&&le&&(q=le.R16_SNORM_EXT)),x===i.RED_INTEGER&&(F===i.UNSIGNED_BYTE&&(q=i.R8UI),F===i.UNSIGNED_SHORT&&(q=i.R16UI),F===i.UNSIGNED_INT&&(q=i.R32UI),F===i.BYTE&&(q=i.R8I),F===i.SHORT&&(q=i.R16I),F===i.INT&&(q=i.R32I)),x===i.RG&&(F===i.FLOAT&&(q=i.RG32F),F===i.HALF_FLOAT&&(q=i.RG16F),F===i.UNSIGNED_BYTE&&(q=i.RG8),F===i.UNSIGNED_SHORT&&le&&(q=le.RG16_EXT),F===i.SHORT&&le&&(q=le.RG16_SNORM_EXT)),x===i.RG_INTEGER&&(F===i.UNSIGNED_BYTE&&(q=i.RG8UI),F===i.UNSIGNED_SHORT&&(q=i.RG16UI),F===i.UNSIGNED_INT&&(q=i.RG32UI),F===i.BYTE&&(q=i.RG8I),F===i.SHORT&&(q=i.RG16I),F===i.INT&&(q=i.RG32I)),x===i.RGB_INTEGER&&(F===i.UNSIGNED_BYTE&&(q=i.RGB8UI),F===i.UNSIGNED_SHORT&&(q=i.RGB16UI),F===i.UNSIGNED_INT&&(q=i.RGB32UI),F===i.BYTE&&(q=i.RGB8I),F===i.SHORT&&(q=i.RGB16I),F===i.INT&&(q=i.RGB32I)),x===i.RGBA_INTEGER&&(F===i.UNSIGNED_BYTE&&(q=i.RGBA8UI),F===i.UNSIGNED_SHORT&&(q=i.RGBA16UI),F===i.UNSIGNED_INT&&(q=i.RGBA32UI),F===i.BYTE&&(q=i.RGBA8I),F===i.SHORT&&(q=i.RGBA16I),F===i.INT&&(q=i.RGBA32I)),x===i.RGB&&(F===i.UNSIGNED_SHORT&&le&&(q=le.RGB16_EXT),F===i.SHORT&&le&&(q=le.RGB16_SNORM_EXT),F===i.UNSIGNED_INT_5_9_9_9_REV&&(q=i.RGB9_E5),F===i.UNSIGNED_INT_10F_11F_11F_REV&&(q=i.R11F_G11F_B10F)),x===i.RGBA){let Z=re?Ar:We.getTransfer($);F===i.FLOAT&&(q=i.RGBA32F),F===i.HALF_FLOAT&&(q=i.RGBA16F),F===i.UNSIGNED_BYTE&&(q=Z===Ze?i.SRGB8_ALPHA8:i.RGBA8),F===i.UNSIGNED_SHORT&&le&&(q=le.RGBA16_EXT),F===i.SHORT&&le&&(q=le.RGBA16_SNORM_EXT),F===i.UNSIGNED_SHORT_4_4_4_4&&(q=i.RGBA4),F===i.UNSIGNED_SHORT_5_5_5_1&&(q=i.RGB5_A1)}return(q===i.R16F||q===i.R32F||q===i.RG16F||q===i.RG32F||q===i.RGBA16F||q===i.RGBA32F)&&e.get("EXT_color_buffer_float"),q}function _(b,x){let F;return b?x===null||x===fn||x===bi?F=i.DEPTH24_STENCIL8:x===Wt?F=i.DEPTH32F_STENCIL8:x===cr&&(F=i.DEPTH24_STENCIL8,Ce("DepthTexture: 16 bit depth attachment is not supported with stencil. Using 24-bit attachment.")):x===null||x===fn||x===bi?F=i.DEPTH_COMPONENT24:x===Wt?F=i.DEPTH_COMPONENT32F:x===cr&&(F=i.DEPTH_COMPONENT16),F}function S(b,x){return A(b)===!0||b.isFramebufferTexture&&b.minFilter!==ct&&b.minFilter!==bt?Math.log2(Math.max(x.width,x.height))+1:b.mipmaps.length>0?b.mipmaps.length:b.isCompressedTexture&&Array.isArray(b.image)?x.mipmaps.length:1}function U(b){let x=new WeakRef(b);n.get(b).__ref=x,m.add(x),v.register(b,x,x)}function I(b){let x=n.get(b).__ref;x!==void 0&&(m.delete(x),v.unregister(x))}function D(b){X(b.target)}function k(b){C(b.target)}function X(b){b.removeEventListener("dispose",D),I(b),Y(b),b.isVideoTexture&&h.delete(b),b.isHTMLTexture&&u.delete(b)}function C(b){b.removeEventListener("dispose",k),I(b),ee(b)}function G(){for(let b of m){let x=b.deref();x!==void 0&&(x.isRenderTarget===!0?C(x):X(x))}m.clear(),u.clear()}function Y(b){let x=n.get(b);if(x.__webglInit===void 0)return;let F=b.source,te=f.get(F);if(te){let $=te[x.__cacheKey];$.usedTimes--,$.usedTimes===0&&V(b),Object.keys(te).length===0&&f.delete(F)}n.remove(b)}function V(b){let x=n.get(b);i.deleteTexture(x.__webglTexture);let F=b.source,te=f.get(F);delete te[x.__cacheKey],o.memory.textures--}function ee(b){let x=n.get(b);x.__depthDisposeCallback&&x.__depthDisposeCallback();let F=b.depthTexture;if(F&&F.renderTarget===b&&X(F),b.isWebGLCubeRenderTarget)for(let $=0;$<6;$++){if(Array.isArray(x.__webglFramebuffer[$]))for(let re=0;re<x.__webglFramebuffer[$].length;re++)i.deleteFramebuffer(x.__webglFramebuffer[$][re]);else i.deleteFramebuffer(x.__webglFramebuffer[$]);x.__webglDepthbuffer&&i.deleteRenderbuffer(x.__webglDepthbuffer[$])}else{if(Array.isArray(x.__webglFramebuffer))for(let $=0;$<x.__webglFramebuffer.length;$++)i.deleteFramebuffer(x.__webglFramebuffer[$]);else i.deleteFramebuffer(x.__webglFramebuffer);if(x.__webglDepthbuffer&&i.deleteRenderbuffer(x.__webglDepthbuffer),x.__webglMultisampledFramebuffer&&i.deleteFramebuffer(x.__webglMultisampledFramebuffer),x.__webglColorRenderbuffer)for(let $=0;$<x.__webglColorRenderbuffer.length;$++)x.__webglColorRenderbuffer[$]&&i.deleteRenderbuffer(x.__webglColorRenderbuffer[$]);x.__webglDepthRenderbuffer&&i.deleteRenderbuffer(x.__webglDepthRenderbuffer)}let te=b.textures;for(let $=0,re=te.length;$<re;$++){let le=n.get(te[$]);le.__webglTexture&&(i.deleteTexture(le.__webglTexture),o.memory.textures--),n.remove(te[$])}n.remove(b)}let H=0;function j(){H=0}function Q(){return H}function ve(b){H=b}function Ie(){let b=H;return b>=r.maxTextures&&Ce("WebGLTextures: Trying to use "+(b+1)+" texture units while this GPU supports only "+r.maxTextures),H+=1,b}function J(b){let x=[];return x.push(b.wrapS),x.push(b.wrapT),x.push(b.wrapR||0),x.push(b.magFilter),x.push(b.minFilter),x.push(b.anisotropy),x.push(b.internalFormat),x.push(b.format),x.push(b.type),x.push(b.generateMipmaps),x.push(b.mipmapsAutoUpdate),x.push(b.premultiplyAlpha),x.push(b.flipY),x.push(b.unpackAlignment),x.push(b.colorSpace),x.join()}function de(b,x){let F=n.get(b);if(b.isVideoTexture&&pt(b),b.isRenderTargetTexture===!1&&b.isExternalTexture!==!0&&b.version>0&&F.__version!==b.version){let te=b.image;if(te===null)Ce("WebGLRenderer: Texture marked for update but no image data found.");else if(te.complete===!1)Ce("WebGLRenderer: Texture marked for update but image is incomplete");else{ft(F,b,x);return}}else b.isExternalTexture&&(F.__webglTexture=b.sourceTexture?b.sourceTexture:null);t.bindTexture(i.TEXTURE_2D,F.__webglTexture,i.TEXTURE0+x)}function xe(b,x){let F=n.get(b);if(b.isRenderTargetTexture===!1&&b.version>0&&F.__version!==b.version){ft(F,b,x);return}else b.isExternalTexture&&(F.__webglTexture=b.sourceTexture?b.sourceTexture:null);t.bindTexture(i.TEXTURE_2D_ARRAY,F.__webglTexture,i.TEXTURE0+x)}function Ae(b,x){let F=n.get(b);if(b.isRenderTargetTexture===!1&&b.version>0&&F.__version!==b.version){ft(F,b,x);return}t.bindTexture(i.TEXTURE_3D,F.__webglTexture,i.TEXTURE0+x)}function fe(b,x){let F=n.get(b);if(b.version>0&&F.__version!==b.version){Ot(F,b,x);return}t.bindTexture(i.TEXTURE_CUBE_MAP,F.__webglTexture,i.TEXTURE0+x)}let Le={[Zs]:i.REPEAT,[$t]:i.CLAMP_TO_EDGE,[Ks]:i.MIRRORED_REPEAT},ht={[ct]:i.NEAREST,[ah]:i.NEAREST_MIPMAP_NEAREST,[Br]:i.NEAREST_MIPMAP_LINEAR,[bt]:i.LINEAR,[Eo]:i.LINEAR_MIPMAP_NEAREST,[On]:i.LINEAR_MIPMAP_LINEAR},Re={[uh]:i.NEVER,[oc]:i.ALWAYS,[dh]:i.LESS,[rc]:i.LEQUAL,[fh]:i.EQUAL,[sc]:i.GEQUAL,[ph]:i.GREATER,[mh]:i.NOTEQUAL};function Ke(b,x){if(x.type===Wt&&e.has("OES_texture_float_linear")===!1&&(x.magFilter===bt||x.magFilter===Eo||x.magFilter===Br||x.magFilter===On||x.minFilter===bt||x.minFilter===Eo||x.minFilter===Br||x.minFilter===On)&&Ce("WebGLRenderer: Unable to use linear filtering with floating point textures. OES_texture_float_linear not supported on this device."),i.texParameteri(b,i.TEXTURE_WRAP_S,Le[x.wrapS]),i.texParameteri(b,i.TEXTURE_WRAP_T,Le[x.wrapT]),(b===i.TEXTURE_3D||b===i.TEXTURE_2D_ARRAY)&&i.texParameteri(b,i.TEXTURE_WRAP_R,Le[x.wrapR]),i.texParameteri(b,i.TEXTURE_MAG_FILTER,ht[x.magFilter]),i.texParameteri(b,i.TEXTURE_MIN_FILTER,ht[x.minFilter]),x.compareFunction&&(i.texParameteri(b,i.TEXTURE_COMPARE_MODE,i.COMPARE_REF_TO_TEXTURE),i.texParameteri(b,i.TEXTURE_COMPARE_FUNC,Re[x.compareFunction])),e.has("EXT_texture_filter_anisotropic")===!0){if(x.magFilter===ct||x.minFilter!==Br&&x.minFilter!==On||x.type===Wt&&e.has("OES_texture_float_linear")===!1)return;if(x.anisotropy>1||n.get(x).__currentAnisotropy){let F=e.get("EXT_texture_filter_anisotropic");i.texParameterf(b,F.TEXTURE_MAX_ANISOTROPY_EXT,Math.min(x.anisotropy,r.getMaxAnisotropy())),n.get(x).__currentAnisotropy=x.anisotropy}}}function Qe(b,x){let F=!1;b.__webglInit===void 0&&(b.__webglInit=!0,x.addEventListener("dispose",D),U(x));let te=x.source,$=f.get(te);$===void 0&&($={},f.set(te,$));let re=J(x);if(re!==b.__cacheKey){$[re]===void 0&&($[re]={texture:i.createTexture(),usedTimes:0},o.memory.textures++,F=!0),$[re].usedTimes++;let le=$[b.__cacheKey];le!==void 0&&($[b.__cacheKey].usedTimes--,le.usedTimes===0&&V(x)),b.__cacheKey=re,b.__webglTexture=$[re].texture}return F}function Ve(b,x,F){return Math.floor(Math.floor(b/F)/x)}function Mt(b,x,F,te){let re=b.updateRanges;if(re.length===0)t.texSubImage2D(i.TEXTURE_2D,0,0,0,x.width,x.height,F,te,x.data);else{re.sort((R,K)=>R.start-K.start);let le=0;for(let R=1;R<re.length;R++){let K=re[le],W=re[R],ae=K.start+K.count,ie=Ve(W.start,x.width,4),se=Ve(K.start,x.width,4);W.start<=ae+1&&ie===se&&Ve(W.start+W.count-1,x.width,4)===ie?K.count=Math.max(K.count,W.start+W.count-K.start):(++le,re[le]=W)}re.length=le+1;let q=t.getParameter(i.UNPACK_ROW_LENGTH),Z=t.getParameter(i.UNPACK_SKIP_PIXELS),oe=t.getParameter(i.UNPACK_SKIP_ROWS);t.pixelStorei(i.UNPACK_ROW_LENGTH,x.width);for(let R=0,K=re.length;R<K;R++){let W=re[R],ae=Math.floor(W.start/4),ie=Math.ceil(W.count/4),se=ae%x.width,we=Math.floor(ae/x.width),ke=ie,ne=1;t.pixelStorei(i.UNPACK_SKIP_PIXELS,se),t.pixelStorei(i.UNPACK_SKIP_ROWS,we),t.texSubImage2D(i.TEXTURE_2D,0,se,we,ke,ne,F,te,x.data)}b.clearUpdateRanges(),t.pixelStorei(i.UNPACK_ROW_LENGTH,q),t.pixelStorei(i.UNPACK_SKIP_PIXELS,Z),t.pixelStorei(i.UNPACK_SKIP_ROWS,oe)}}function ft(b,x,F){let te=i.TEXTURE_2D;(x.isDataArrayTexture||x.isCompressedArrayTexture)&&(te=i.TEXTURE_2D_ARRAY),x.isData3DTexture&&(te=i.TEXTURE_3D);let $=Qe(b,x),re=x.source;t.bindTexture(te,b.__webglTexture,i.TEXTURE0+F);let le=n.get(re);if(re.version!==le.__version||$===!0){if(t.activeTexture(i.TEXTURE0+F),(typeof ImageBitmap<"u"&&x.image instanceof ImageBitmap)===!1){let ne=We.getPrimaries(We.workingColorSpace),Ee=x.colorSpace===mn?null:We.getPrimaries(x.colorSpace),Be=x.colorSpace===mn||ne===Ee?i.NONE:i.BROWSER_DEFAULT_WEBGL;t.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,x.flipY),t.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,x.premultiplyAlpha),t.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,Be)}t.pixelStorei(i.UNPACK_ALIGNMENT,x.unpackAlignment);let Z=M(x.image,!1,r.maxTextureSize);Z=Te(x,Z);let oe=s.convert(x.format,x.colorSpace),R=s.convert(x.type),K=E(x.internalFormat,oe,R,x.normalized,x.colorSpace,x.isVideoTexture);Ke(te,x);let W,ae=x.mipmaps,ie=x.isVideoTexture!==!0,se=le.__version===void 0||$===!0,we=re.dataReady,ke=S(x,Z);if(x.isDepthTexture)K=_(x.format===Bn,x.type),se&&(ie?t.texStorage2D(i.TEXTURE_2D,1,K,Z.width,Z.height):t.texImage2D(i.TEXTURE_2D,0,K,Z.width,Z.height,0,oe,R,null));else if(x.isDataTexture)if(ae.length>0){ie&&se&&t.texStorage2D(i.TEXTURE_2D,ke,K,ae[0].width,ae[0].height);for(let ne=0,Ee=ae.length;ne<Ee;ne++)W=ae[ne],ie?we&&t.texSubImage2D(i.TEXTURE_2D,ne,0,0,W.width,W.height,oe,R,W.data):t.texImage2D(i.TEXTURE_2D,ne,K,W.width,W.height,0,oe,R,W.data);x.generateMipmaps=!1}else ie?(se&&t.texStorage2D(i.TEXTURE_2D,ke,K,Z.width,Z.height),we&&Mt(x,Z,oe,R)):t.texImage2D(i.TEXTURE_2D,0,K,Z.width,Z.height,0,oe,R,Z.data);else if(x.isCompressedTexture)if(x.isCompressedArrayTexture){ie&&se&&t.texStorage3D(i.TEXTURE_2D_ARRAY,ke,K,ae[0].width,ae[0].height,Z.depth);for(let ne=0,Ee=ae.length;ne<Ee;ne++)if(W=ae[ne],x.format!==Bt)if(oe!==null)if(ie){if(we)if(x.layerUpdates.size>0){let Be=fc(W.width,W.height,x.format,x.type);for(let pe of x.layerUpdates){let $e=W.data.subarray(pe*Be/W.data.BYTES_PER_ELEMENT,(pe+1)*Be/W.data.BYTES_PER_ELEMENT);t.compressedTexSubImage3D(i.TEXTURE_2D_ARRAY,ne,0,0,pe,W.width,W.height,1,oe,$e)}}else t.compressedTexSubImage3D(i.TEXTURE_2D_ARRAY,ne,0,0,0,W.width,W.height,Z.depth,oe,W.data)}else t.compressedTexImage3D(i.TEXTURE_2D_ARRAY,ne,K,W.width,W.height,Z.depth,0,W.data,0,0);else Ce("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()");else ie?we&&t.texSubImage3D(i.TEXTURE_2D_ARRAY,ne,0,0,0,W.width,W.height,Z.depth,oe,R,W.data):t.texImage3D(i.TEXTURE_2D_ARRAY,ne,K,W.width,W.height,Z.depth,0,oe,R,W.data);x.layerUpdates.size>0&&x.clearLayerUpdates()}else{ie&&se&&t.texStorage2D(i.TEXTURE_2D,ke,K,ae[0].width,ae[0].height);for(let ne=0,Ee=ae.length;ne<Ee;ne++)W=ae[ne],x.format!==Bt?oe!==null?ie?we&&t.compressedTexSubImage2D(i.TEXTURE_2D,ne,0,0,W.width,W.height,oe,W.data):t.compressedTexImage2D(i.TEXTURE_2D,ne,K,W.width,W.height,0,W.data):Ce("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()"):ie?we&&t.texSubImage2D(i.TEXTURE_2D,ne,0,0,W.width,W.height,oe,R,W.data):t.texImage2D(i.TEXTURE_2D,ne,K,W.width,W.height,0,oe,R,W.data)}else if(x.isDataArrayTexture)if(ie){if(se&&t.texStorage3D(i.TEXTURE_2D_ARRAY,ke,K,Z.width,Z.height,Z.depth),we)if(x.layerUpdates.size>0){let ne=fc(Z.width,Z.height,x.format,x.type);for(let Ee of x.layerUpdates){let Be=Z.data.subarray(Ee*ne/Z.data.BYTES_PER_ELEMENT,(Ee+1)*ne/Z.data.BYTES_PER_ELEMENT);t.texSubImage3D(i.TEXTURE_2D_ARRAY,0,0,0,Ee,Z.width,Z.height,1,oe,R,Be)}x.clearLayerUpdates()}else t.texSubImage3D(i.TEXTURE_2D_ARRAY,0,0,0,0,Z.width,Z.height,Z.depth,oe,R,Z.data)}else t.texImage3D(i.TEXTURE_2D_ARRAY,0,K,Z.width,Z.height,Z.depth,0,oe,R,Z.data);else if(x.isData3DTexture)ie?(se&&t.texStorage3D(i.TEXTURE_3D,ke,K,Z.width,Z.height,Z.depth),we&&t.texSubImage3D(i.TEXTURE_3D,0,0,0,0,Z.width,Z.height,Z.depth,oe,R,Z.data)):t.texImage3D(i.TEXTURE_3D,0,K,Z.width,Z.height,Z.depth,0,oe,R,Z.data);else if(x.isFramebufferTexture){if(se)if(ie)t.texStorage2D(i.TEXTURE_2D,ke,K,Z.width,Z.height);else{let ne=Z.width,Ee=Z.height;for(let Be=0;Be<ke;Be++)t.texImage2D(i.TEXTURE_2D,Be,K,ne,Ee,0,oe,R,null),ne>>=1,Ee>>=1}}else if(x.isHTMLTexture){if("texElementImage2D"in i){let ne=i.canvas;if(ne.hasAttribute("layoutsubtree")||ne.setAttribute("layoutsubtree","true"),Z.parentNode!==ne){ne.appendChild(Z),u.add(x),ne.onpaint=Ee=>{let Be=Ee.changedElements;for(let pe of u)Be.includes(pe.image)&&(pe.needsUpdate=!0)},ne.requestPaint();return}if(i.texElementImage2D.length===3)i.texElementImage2D(i.TEXTURE_2D,i.RGBA8,Z);else{let Be=i.RGBA,pe=i.RGBA,$e=i.UNSIGNED_BYTE;i.texElementImage2D(i.TEXTURE_2D,0,Be,pe,$e,Z)}i.texParameteri(i.TEXTURE_2D,i.TEXTURE_MIN_FILTER,i.LINEAR),i.texParameteri(i.TEXTURE_2D,i.TEXTURE_WRAP_S,i.CLAMP_TO_EDGE),i.texParameteri(i.TEXTURE_2D,i.TEXTURE_WRAP_T,i.CLAMP_TO_EDGE)}}else if(ae.length>0){if(ie&&se){let ne=Fe(ae[0]);t.texStorage2D(i.TEXTURE_2D,ke,K,ne.width,ne.height)}for(let ne=0,Ee=ae.length;ne<Ee;ne++)W=ae[ne],ie?we&&t.texSubImage2D(i.TEXTURE_2D,ne,0,0,oe,R,W):t.texImage2D(i.TEXTURE_2D,ne,K,oe,R,W);x.generateMipmaps=!1}else if(ie){if(se){let ne=Fe(Z);t.texStorage2D(i.TEXTURE_2D,ke,K,ne.width,ne.height)}we&&t.texSubImage2D(i.TEXTURE_2D,0,0,0,oe,R,Z)}else t.texImage2D(i.TEXTURE_2D,0,K,oe,R,Z);A(x)&&x.mipmapsAutoUpdate===!0&&w(te),le.__version=re.version,x.onUpdate&&x.onUpdate(x)}b.__version=x.version}function Ot(b,x,F){if(x.image.length!==6)return;let te=Qe(b,x),$=x.source;t.bindTexture(i.TEXTURE_CUBE_MAP,b.__webglTexture,i.TEXTURE0+F);let re=n.get($);if($.version!==re.__version||te===!0){t.activeTexture(i.TEXTURE0+F);let le=We.getPrimaries(We.workingColorSpace),q=x.colorSpace===mn?null:We.getPrimaries(x.colorSpace),Z=x.colorSpace===mn||le===q?i.NONE:i.BROWSER_DEFAULT_WEBGL;t.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,x.flipY),t.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,x.premultiplyAlpha),t.pixelStorei(i.UNPACK_ALIGNMENT,x.unpackAlignment),t.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,Z);let oe=x.isCompressedTexture||x.image[0].isCompressedTexture,R=x.image[0]&&x.image[0].isDataTexture,K=[];for(let pe=0;pe<6;pe++)!oe&&!R?K[pe]=M(x.image[pe],!0,r.maxCubemapSize):K[pe]=R?x.image[pe].image:x.image[pe],K[pe]=Te(x,K[pe]);let W=K[0],ae=s.convert(x.format,x.colorSpace),ie=s.convert(x.type),se=E(x.internalFormat,ae,ie,x.normalized,x.colorSpace),we=x.isVideoTexture!==!0,ke=re.__version===void 0||te===!0,ne=$.dataReady,Ee=S(x,W);Ke(i.TEXTURE_CUBE_MAP,x);let Be;if(x.isDepthTexture){if(se=_(x.format===Bn,x.type),ke)if(we)t.texStorage2D(i.TEXTURE_CUBE_MAP,1,se,W.width,W.height);else for(let pe=0;pe<6;pe++)t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,se,W.width,W.height,0,ae,ie,null)}else if(oe){we&&ke&&t.texStorage2D(i.TEXTURE_CUBE_MAP,Ee,se,W.width,W.height);for(let pe=0;pe<6;pe++){Be=K[pe].mipmaps;for(let $e=0;$e<Be.length;$e++){let xt=Be[$e];x.format!==Bt?ae!==null?we?ne&&t.compressedTexSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,$e,0,0,xt.width,xt.height,ae,xt.data):t.compressedTexImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,$e,se,xt.width,xt.height,0,xt.data):Ce("WebGLRenderer: Attempt to load unsupported compressed texture format in .setTextureCube()"):we?ne&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,$e,0,0,xt.width,xt.height,ae,ie,xt.data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,$e,se,xt.width,xt.height,0,ae,ie,xt.data)}}}else{if(Be=x.mipmaps,we&&ke){Be.length>0&&Ee++;let pe=Fe(K[0]);t.texStorage2D(i.TEXTURE_CUBE_MAP,Ee,se,pe.width,pe.height)}for(let pe=0;pe<6;pe++)if(R){we?ne&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,0,0,K[pe].width,K[pe].height,ae,ie,K[pe].data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,se,K[pe].width,K[pe].height,0,ae,ie,K[pe].data);for(let $e=0;$e<Be.length;$e++){let Gn=Be[$e].image[pe].image;we?ne&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,$e+1,0,0,Gn.width,Gn.height,ae,ie,Gn.data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,$e+1,se,Gn.width,Gn.height,0,ae,ie,Gn.data)}}else{we?ne&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,0,0,ae,ie,K[pe]):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,0,se,ae,ie,K[pe]);for(let $e=0;$e<Be.length;$e++){let xt=Be[$e];we?ne&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,$e+1,0,0,ae,ie,xt.image[pe]):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+pe,$e+1,se,ae,ie,xt.image[pe])}}}A(x)&&x.mipmapsAutoUpdate===!0&&w(i.TEXTURE_CUBE_MAP),re.__version=$.version,x.onUpdate&&x.onUpdate(x)}b.__version=x.version}function ot(b,x,F,te,$,re){let le=s.convert(F.format,F.colorSpace),q=s.convert(F.type),Z=E(F.internalFormat,le,q,F.normalized,F.colorSpace),oe=n.get(x),R=n.get(F);if(R.__renderTarget=x,!oe.__hasExternalTextures){let K=Math.max(1,x.width>>re),W=Math.max(1,x.height>>re);$===i.TEXTURE_3D||$===i.TEXTURE_2D_ARRAY?t.texImage3D($,re,Z,K,W,x.depth,0,le,q,null):t.texImage2D($,re,Z,K,W,0,le,q,null)}t.bindFramebuffer(i.FRAMEBUFFER,b),ue(x)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,te,$,R.__webglTexture,0,st(x)):($===i.TEXTURE_2D||$>=i.TEXTURE_CUBE_MAP_POSITIVE_X&&$<=i.TEXTURE_CUBE_MAP_NEGATIVE_Z)&&i.framebufferTexture2D(i.FRAMEBUFFER,te,$,R.__webglTexture,re),t.bindFramebuffer(i.FRAMEBUFFER,null)}function gn(b,x,F){if(i.bindRenderbuffer(i.RENDERBUFFER,b),x.depthBuffer){let te=x.depthTexture,$=te&&te.isDepthTexture?te.type:null,re=_(x.stencilBuffer,$),le=x.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;ue(x)?a.renderbufferStorageMultisampleEXT(i.RENDERBUFFER,st(x),re,x.width,x.height):F?i.renderbufferStorageMultisample(i.RENDERBUFFER,st(x),re,x.width,x.height):i.renderbufferStorage(i.RENDERBUFFER,re,x.width,x.height),i.framebufferRenderbuffer(i.FRAMEBUFFER,le,i.RENDERBUFFER,b)}else{let te=x.textures;for(let $=0;$<te.length;$++){let re=te[$],le=s.convert(re.format,re.colorSpace),q=s.convert(re.type),Z=E(re.internalFormat,le,q,re.normalized,re.colorSpace);ue(x)?a.renderbufferStorageMultisampleEXT(i.RENDERBUFFER,st(x),Z,x.width,x.height):F?i.renderbufferStorageMultisample(i.RENDERBUFFER,st(x),Z,x.width,x.height):i.renderbufferStorage(i.RENDERBUFFER,Z,x.width,x.height)}}i.bindRenderbuffer(i.RENDERBUFFER,null)}function _t(b,x,F){let te=x.isWebGLCubeRenderTarget===!0;if(t.bindFramebuffer(i.FRAMEBUFFER,b),!(x.depthTexture&&x.depthTexture.isDepthTexture))throw new Error("THREE.WebGLTextures: renderTarget.depthTexture must be an instance of THREE.DepthTexture.");let $=n.get(x.depthTexture);$.__renderTarget=x;let re=te?x.depthTexture.image[0]:x.depthTexture.image;(!$.__webglTexture||re.width!==x.width||re.height!==x.height)&&(re.width=x.width,re.height=x.height,x.depthTexture.needsUpdate=!0),te?fe(x.depthTexture,0):de(x.depthTexture,0);let le=$.__webglTexture,q=st(x),Z=te?i.TEXTURE_CUBE_MAP_POSITIVE_X+F:i.TEXTURE_2D,oe=x.depthTexture.format===Bn?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;if(x.depthTexture.format===Dn)ue(x)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,oe,Z,le,0,q):i.framebufferTexture2D(i.FRAMEBUFFER,oe,Z,le,0);else if(x.depthTexture.format===Bn)ue(x)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,oe,Z,le,0,q):i.framebufferTexture2D(i.FRAMEBUFFER,oe,Z,le,0);else throw new Error("THREE.WebGLTextures: Unknown depthTexture format.")}function qt(b){let x=n.get(b),F=b.isWebGLCubeRenderTarget===!0;if(x.__boundDepthTexture!==b.depthTexture){let te=b.depthTexture;if(x.__depthDisposeCallback&&x.__depthDisposeCallback(),te){let $=()=>{delete x.__boundDepthTexture,delete x.__depthDisposeCallback,te.removeEventListener("dispose",$)};te.addEventListener("dispose",$),x.__depthDisposeCallback=$}x.__boundDepthTexture=te}if(b.depthTexture&&!x.__autoAllocateDepthBuffer)if(F)for(let te=0;te<6;te++)_t(x.__webglFramebuffer[te],b,te);else b.texture.mipmaps.length>0?_t(x.__webglFramebuffer[0],b,0):_t(x.__webglFramebuffer,b,0);else if(F){x.__webglDepthbuffer=[];for(let te=0;te<6;te++)if(t.bindFramebuffer(i.FRAMEBUFFER,x.__webglFramebuffer[te]),x.__webglDepthbuffer[te]===void 0)x.__webglDepthbuffer[te]=i.createRenderbuffer(),gn(x.__webglDepthbuffer[te],b,!1);else{let $=b.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,re=x.__webglDepthbuffer[te];i.bindRenderbuffer(i.RENDERBUFFER,re),i.framebufferRenderbuffer(i.FRAMEBUFFER,$,i.RENDERBUFFER,re)}}else if(b.texture.mipmaps.length>0?t.bindFramebuffer(i.FRAMEBUFFER,x.__webglFramebuffer[0]):t.bindFramebuffer(i.FRAMEBUFFER,x.__webglFramebuffer),x.__webglDepthbuffer===void 0)x.__webglDepthbuffer=i.createRenderbuffer(),gn(x.__webglDepthbuffer,b,!1);else{let $=b.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,re=x.__webglDepthbuffer;i.bindRenderbuffer(i.RENDERBUFFER,re),i.framebufferRenderbuffer(i.FRAMEBUFFER,$,i.RENDERBUFFER,re)}t.bindFramebuffer(i.FRAMEBUFFER,null)}function Yt(b,x,F){let te=n.get(b);x!==void 0&&ot(te.__webglFramebuffer,b,b.texture,i.COLOR_ATTACHMENT0,i.TEXTURE_2D,0),F!==void 0&&qt(b)}function Jt(b){let x=b.texture,F=n.get(b),te=n.get(x);b.addEventListener("dispose",k),U(b);let $=b.textures,re=b.isWebGLCubeRenderTarget===!0,le=$.length>1;if(le||(te.__webglTexture===void 0&&(te.__webglTexture=i.createTexture()),te.__version=x.version,o.memory.textures++),re){F.__webglFramebuffer=[];for(let q=0;q<6;q++)if(x.mipmaps.length>0){F.__webglFramebuffer[q]=[];for(let Z=0;Z<x.mipmaps.length;Z++)F.__webglFramebuffer[q][Z]=i.createFramebuffer()}else F.__webglFramebuffer[q]=i.createFramebuffer()}else{if(x.mipmaps.length>0){F.__webglFramebuffer=[];for(let q=0;q<x.mipmaps.length;q++)F.__webglFramebuffer[q]=i.createFramebuffer()}else F.__webglFramebuffer=i.createFramebuffer();if(le)for(let q=0,Z=$.length;q<Z;q++){let oe=n.get($[q]);oe.__webglTexture===void 0&&(oe.__webglTexture=i.createTexture(),o.memory.textures++)}if(b.samples>0&&ue(b)===!1){F.__webglMultisampledFramebuffer=i.createFramebuffer(),F.__webglColorRenderbuffer=[],t.bindFramebuffer(i.FRAMEBUFFER,F.__webglMultisampledFramebuffer);for(let q=0;q<$.length;q++){let Z=$[q];F.__webglColorRenderbuffer[q]=i.createRenderbuffer(),i.bindRenderbuffer(i.RENDERBUFFER,F.__webglColorRenderbuffer[q]);let oe=s.convert(Z.format,Z.colorSpace),R=s.convert(Z.type),K=E(Z.internalFormat,oe,R,Z.normalized,Z.colorSpace,b.isXRRenderTarget===!0),W=st(b);i.renderbufferStorageMultisample(i.RENDERBUFFER,W,K,b.width,b.height),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+q,i.RENDERBUFFER,F.__webglColorRenderbuffer[q])}i.bindRenderbuffer(i.RENDERBUFFER,null),b.depthBuffer&&(F.__webglDepthRenderbuffer=i.createRenderbuffer(),gn(F.__webglDepthRenderbuffer,b,!0)),t.bindFramebuffer(i.FRAMEBUFFER,null)}}if(re){t.bindTexture(i.TEXTURE_CUBE_MAP,te.__webglTexture),Ke(i.TEXTURE_CUBE_MAP,x);for(let q=0;q<6;q++)if(x.mipmaps.length>0)for(let Z=0;Z<x.mipmaps.length;Z++)ot(F.__webglFramebuffer[q][Z],b,x,i.COLOR_ATTACHMENT0,i.TEXTURE_CUBE_MAP_POSITIVE_X+q,Z);else ot(F.__webglFramebuffer[q],b,x,i.COLOR_ATTACHMENT0,i.TEXTURE_CUBE_MAP_POSITIVE_X+q,0);A(x)?w(i.TEXTURE_CUBE_MAP):x.mipmaps.length>0&&i.texParameteri(i.TEXTURE_CUBE_MAP,i.TEXTURE_MAX_LEVEL,x.mipmaps.length-1),t.unbindTexture()}else if(le){for(let q=0,Z=$.length;q<Z;q++){let oe=$[q],R=n.get(oe),K=i.TEXTURE_2D;(b.isWebGL3DRenderTarget||b.isWebGLArrayRenderTarget)&&(K=b.isWebGL3DRenderTarget?i.TEXTURE_3D:i.TEXTURE_2D_ARRAY),t.bindTexture(K,R.__webglTexture),Ke(K,oe),ot(F.__webglFramebuffer,b,oe,i.COLOR_ATTACHMENT0+q,K,0),A(oe)&&w(K)}t.unbindTexture()}else{let q=i.TEXTURE_2D;if((b.isWebGL3DRenderTarget||b.isWebGLArrayRenderTarget)&&(q=b.isWebGL3DRenderTarget?i.TEXTURE_3D:i.TEXTURE_2D_ARRAY),t.bindTexture(q,te.__webglTexture),Ke(q,x),x.mipmaps.length>0)for(let Z=0;Z<x.mipmaps.length;Z++)ot(F.__webglFramebuffer[Z],b,x,i.COLOR_ATTACHMENT0,q,Z);else ot(F.__webglFramebuffer,b,x,i.COLOR_ATTACHMENT0,q,0);A(x)?w(q):x.mipmaps.length>0&&i.texParameteri(q,i.TEXTURE_MAX_LEVEL,x.mipmaps.length-1),t.unbindTexture()}b.depthBuffer&&qt(b)}function L(b){let x=b.textures;for(let F=0,te=x.length;F<te;F++){let $=x[F];if(A($)&&$.mipmapsAutoUpdate===!0){let re=T(b),le=n.get($).__webglTexture;t.bindTexture(re,le),w(re),t.unbindTexture()}}}let Zt=[];function rt(b){if(b.samples>0){if(ue(b)===!1){let x=b.textures,F=b.width,te=b.height,$=i.COLOR_BUFFER_BIT,re=b.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,le=n.get(b),q=x.length>1;if(q)for(let oe=0;oe<x.length;oe++)t.bindFramebuffer(i.FRAMEBUFFER,le.__webglMultisampledFramebuffer),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+oe,i.RENDERBUFFER,null),t.bindFramebuffer(i.FRAMEBUFFER,le.__webglFramebuffer),i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0+oe,i.TEXTURE_2D,null,0);t.bindFramebuffer(i.READ_FRAMEBUFFER,le.__webglMultisampledFramebuffer),b.texture.mipmaps.length>0?t.bindFramebuffer(i.DRAW_FRAMEBUFFER,le.__webglFramebuffer[0]):t.bindFramebuffer(i.DRAW_FRAMEBUFFER,le.__webglFramebuffer);for(let oe=0;oe<x.length;oe++){if(b.resolveDepthBuffer&&(b.depthBuffer&&($|=i.DEPTH_BUFFER_BIT),b.stencilBuffer&&b.resolveStencilBuffer&&($|=i.STENCIL_BUFFER_BIT)),q){i.framebufferRenderbuffer(i.READ_FRAMEBUFFER,i.COLOR_ATTACHMENT0,i.RENDERBUFFER,le.__webglColorRenderbuffer[oe]);let R=n.get(x[oe]).__webglTexture;i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0,i.TEXTURE_2D,R,0)}i.blitFramebuffer(0,0,F,te,0,0,F,te,$,i.NEAREST),c===!0&&(Zt.length=0,Zt.push(i.COLOR_ATTACHMENT0+oe),b.depthBuffer&&b.storeMultisampledDepthBuffer===!1&&Zt.push(re),i.invalidateFramebuffer(i.READ_FRAMEBUFFER,Zt))}if(t.bindFramebuffer(i.READ_FRAMEBUFFER,null),t.bindFramebuffer(i.DRAW_FRAMEBUFFER,null),q)for(let oe=0;oe<x.length;oe++){t.bindFramebuffer(i.FRAMEBUFFER,le.__webglMultisampledFramebuffer),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+oe,i.RENDERBUFFER,le.__webglColorRenderbuffer[oe]);let R=n.get(x[oe]).__webglTexture;t.bindFramebuffer(i.FRAMEBUFFER,le.__webglFramebuffer),i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0+oe,i.TEXTURE_2D,R,0)}t.bindFramebuffer(i.DRAW_FRAMEBUFFER,le.__webglMultisampledFramebuffer)}else if(b.depthBuffer&&b.storeMultisampledDepthBuffer===!1&&c){let x=b.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;i.invalidateFramebuffer(i.DRAW_FRAMEBUFFER,[x])}}}function st(b){return Math.min(r.maxSamples,b.samples)}function ue(b){let x=n.get(b);return b.samples>0&&e.has("WEBGL_multisampled_render_to_texture")===!0&&x.__useRenderToTexture!==!1}function pt(b){let x=o.render.frame;h.get(b)!==x&&(h.set(b,x),b.update())}function Te(b,x){let F=b.colorSpace,te=b.format,$=b.type;return b.isCompressedTexture===!0||b.isVideoTexture===!0||F!==Kn&&F!==mn&&(We.getTransfer(F)===Ze?(te!==Bt||$!==Nt)&&Ce("WebGLTextures: sRGB encoded textures have to use RGBAFormat and UnsignedByteType."):Pe("WebGLTextures: Unsupported texture color space:",F)),x}function Fe(b){return typeof HTMLImageElement<"u"&&b instanceof HTMLImageElement?(l.width=b.naturalWidth||b.width,l.height=b.naturalHeight||b.height):typeof VideoFrame<"u"&&b instanceof VideoFrame?(l.width=b.displayWidth,l.height=b.displayHeight):(l.width=b.width,l.height=b.height),l}this.allocateTextureUnit=Ie,this.resetTextureUnits=j,this.getTextureUnits=Q,this.setTextureUnits=ve,this.setTexture2D=de,this.setTexture2DArray=xe,this.setTexture3D=Ae,this.setTextureCube=fe,this.rebindTextures=Yt,this.setupRenderTarget=Jt,this.updateRenderTargetMipmap=L,this.updateMultisampleRenderTarget=rt,this.setupDepthRenderbuffer=qt,this.setupFrameBufferTexture=ot,this.useMultisampledRTT=ue,this.dispose=G}function x2(i,e){function t(n,r=mn){let s,o=We.getTransfer(r);if(n===Nt)return i.UNSIGNED_BYTE;if(n===Ro)return i.UNSIGNED_SHORT_4_4_4_4;if(n===Co)return i.UNSIGNED_SHORT_5_5_5_1;if(n===j0)return i.UNSIGNED_INT_5_9_9_9_REV;if(n===Q0)return i.UNSIGNED_INT_10F_11F_11F_REV;if(n===K0)return i.BYTE;if(n===$0)return i.SHORT;if(n===cr)return i.UNSIGNED_SHORT;if(n===To)return i.INT;if(n===fn)return i.UNSIGNED_INT;if(n===Wt)return i.FLOAT;if(n===pn)return i.HALF_FLOAT;if(n===ec)return i.ALPHA;if(n===tc)return i.RGB;if(n===Bt)return i.RGBA;if(n===Dn)return i.DEPTH_COMPONENT;if(n===Bn)return i.DEPTH_STENCIL;if(n===nc)return i.RED;if(n===Po)return i.RED_INTEGER;if(n===ii)return i.RG;if(n===Io)return i.RG_INTEGER;if(n===Lo)return i.RGBA_INTEGER;if(n===kr||n===zr||n===Vr||n===Gr)if(o===Ze)if(s=e.get("WEBGL_compressed_texture_s3tc_srgb"),s!==null){if(n===kr)return s.COMPRESSED_SRGB_S3TC_DXT1_EXT;if(n===zr)return s.COMPRESSED_SRGB_ALPHA_S3TC_DXT1_EXT;if(n===Vr)return s.COMPRESSED_SRGB_ALPHA_S3TC_DXT3_EXT;if(n===Gr)return s.COMPRESSED_SRGB_ALPHA_S3TC_DXT5_EXT}else return null;else if(s=e.get("WEBGL_compressed_texture_s3tc"),s!==null){if(n===kr)return s.COMPRESSED_RGB_S3TC_DXT1_EXT;if(n===zr)return s.COMPRESSED_RGBA_S3TC_DXT1_EXT;if(n===Vr)return s.COMPRESSED_RGBA_S3TC_DXT3_EXT;if(n===Gr)return s.COMPRESSED_RGBA_S3TC_DXT5_EXT}else return null;if(n===Do||n===No||n===Fo||n===Uo)if(s=e.get("WEBGL_compressed_texture_pvrtc"),s!==null){if(n===Do)return s.COMPRESSED_RGB_PVRTC_4BPPV1_IMG;if(n===No)return s.COMPRESSED_RGB_PVRTC_2BPPV1_IMG;if(n===Fo)return s.COMPRESSED_RGBA_PVRTC_4BPPV1_IMG;if(n===Uo)return s.COMPRESSED_RGBA_PVRTC_2BPPV1_IMG}else return null;if(n===Oo||n===Bo||n===ko||n===zo||n===Vo||n===Hr||n===Go)if(s=e.get("WEBGL_compressed_texture_etc"),s!==null){if(n===Oo||n===Bo)return o===Ze?s.COMPRESSED_SRGB8_ETC2:s.COMPRESSED_RGB8_ETC2;if(n===ko)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ETC2_EAC:s.COMPRESSED_RGBA8_ETC2_EAC;if(n===zo)return s.COMPRESSED_R11_EAC;if(n===Vo)return s.COMPRESSED_SIGNED_R11_EAC;if(n===Hr)return s.COMPRESSED_RG11_EAC;if(n===Go)return s.COMPRESSED_SIGNED_RG11_EAC}else return null;if(n===Ho||n===Wo||n===Xo||n===qo||n===Yo||n===Jo||n===Zo||n===Ko||n===$o||n===jo||n===Qo||n===ea||n===ta||n===na)if(s=e.get("WEBGL_compressed_texture_astc"),s!==null){if(n===Ho)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_4x4_KHR:s.COMPRESSED_RGBA_ASTC_4x4_KHR;if(n===Wo)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_5x4_KHR:s.COMPRESSED_RGBA_ASTC_5x4_KHR;if(n===Xo)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_5x5_KHR:s.COMPRESSED_RGBA_ASTC_5x5_KHR;if(n===qo)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_6x5_KHR:s.COMPRESSED_RGBA_ASTC_6x5_KHR;if(n===Yo)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_6x6_KHR:s.COMPRESSED_RGBA_ASTC_6x6_KHR;if(n===Jo)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_8x5_KHR:s.COMPRESSED_RGBA_ASTC_8x5_KHR;if(n===Zo)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_8x6_KHR:s.COMPRESSED_RGBA_ASTC_8x6_KHR;if(n===Ko)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_8x8_KHR:s.COMPRESSED_RGBA_ASTC_8x8_KHR;if(n===$o)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_10x5_KHR:s.COMPRESSED_RGBA_ASTC_10x5_KHR;if(n===jo)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_10x6_KHR:s.COMPRESSED_RGBA_ASTC_10x6_KHR;if(n===Qo)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_10x8_KHR:s.COMPRESSED_RGBA_ASTC_10x8_KHR;if(n===ea)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_10x10_KHR:s.COMPRESSED_RGBA_ASTC_10x10_KHR;if(n===ta)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_12x10_KHR:s.COMPRESSED_RGBA_ASTC_12x10_KHR;if(n===na)return o===Ze?s.COMPRESSED_SRGB8_ALPHA8_ASTC_12x12_KHR:s.COMPRESSED_RGBA_ASTC_12x12_KHR}else return null;if(n===ia||n===ra||n===sa)if(s=e.get("EXT_texture_compression_bptc"),s!==null){if(n===ia)return o===Ze?s.COMPRESSED_SRGB_ALPHA_BPTC_UNORM_EXT:s.COMPRESSED_RGBA_BPTC_UNORM_EXT;if(n===ra)return s.COMPRESSED_RGB_BPTC_SIGNED_FLOAT_EXT;if(n===sa)return s.COMPRESSED_RGB_BPTC_UNSIGNED_FLOAT_EXT}else return null;if(n===oa||n===aa||n===Wr||n===ca)if(s=e.get("EXT_texture_compression_rgtc"),s!==null){if(n===oa)return s.COMPRESSED_RED_RGTC1_EXT;if(n===aa)return s.COMPRESSED_SIGNED_RED_RGTC1_EXT;if(n===Wr)return s.COMPRESSED_RED_GREEN_RGTC2_EXT;if(n===ca)return s.COMPRESSED_SIGNED_RED_GREEN_RGTC2_EXT}else return null;return n===bi?i.UNSIGNED_INT_24_8:i[n]!==void 0?i[n]:null}return{convert:t}}var v2=`
void main() {

	gl_Position = vec4( position, 1.0 );

}`,y2=`
uniform sampler2DArray depthColor;
uniform float depthWidth;
uniform float depthHeight;

void main() {

	vec2 coord = vec2( gl_FragCoord.x / depthWidth, gl_FragCoord.y / depthHeight );

	if ( coord.x >= 1.0 ) {

		gl_FragDepth = texture( depthColor, vec3( coord.x - 1.0, coord.y, 1 ) ).r;

	} else {

		gl_FragDepth = texture( depthColor, vec3( coord.x, coord.y, 0 ) ).r;

	}

}`,Sc=class{constructor(){this.texture=null,this.mesh=null,this.depthNear=0,this.depthFar=0}init(e,t){if(this.texture===null){let n=new Nr(e.texture);(e.depthNear!==t.depthNear||e.depthFar!==t.depthFar)&&(this.depthNear=e.depthNear,this.depthFar=e.depthFar),this.texture=n}}getMesh(e){if(this.texture!==null&&this.mesh===null){let t=e.cameras[0].viewport,n=new rn({vertexShader:v2,fragmentShader:y2,uniforms:{depthColor:{value:this.texture},depthWidth:{value:t.z},depthHeight:{value:t.w}}});this.mesh=new nn(new yi(20,20),n)}return this.mesh}reset(){this.texture=null,this.mesh=null}getDepthTexture(){return this.texture}},bc=class extends xn{constructor(e,t){super();let n=this,r=null,s=1,o=null,a="local-floor",c=1,l=null,h=null,u=null,d=null,f=null,m=null,v=typeof XRWebGLBinding<"u",p=new Sc,g={},M=t.getContextAttributes(),A=null,w=null,T=[],E=[],_=new Oe,S=null,U=null,I=new Gt;I.viewport=new je;let D=new Gt;D.viewport=new je;let k=[I,D],X=new yo,C=null,G=null;this.cameraAutoUpdate=!0,this.enabled=!1,this.isPresenting=!1,this.getController=function(J){let de=T[J];return de===void 0&&(de=new er,T[J]=de),de.getTargetRaySpace()},this.getControllerGrip=function(J){let de=T[J];return de===void 0&&(de=new er,T[J]=de),de.getGripSpace()},this.getHand=function(J){let de=T[J];return de===void 0&&(de=new er,T[J]=de),de.getHandSpace()};function Y(J){let de=E.indexOf(J.inputSource);if(de===-1)return;let xe=T[de];xe!==void 0&&(xe.update(J.inputSource,J.frame,l||o),xe.dispatchEvent({type:J.type,data:J.inputSource}))}function V(){r.removeEventListener("select",Y),r.removeEventListener("selectstart",Y),r.removeEventListener("selectend",Y),r.removeEventListener("squeeze",Y),r.removeEventListener("squeezestart",Y),r.removeEventListener("squeezeend",Y),r.removeEventListener("end",V),r.removeEventListener("inputsourceschange",ee);for(let J=0;J<T.length;J++){let de=E[J];de!==null&&(E[J]=null,T[J].disconnect(de))}C=null,G=null,p.reset();for(let J in g)delete g[J];if(e.setRenderTarget(A),f=null,d=null,u=null,r=null,w=null,Ie.stop(),n.isPresenting=!1,e.setPixelRatio(S),e.setSize(_.width,_.height,!1),U!==null){let J=U.camera;J.fov=U.fov,J.zoom=U.zoom,J.updateProjectionMatrix(),U=null}n.dispatchEvent({type:"sessionend"})}this.setFramebufferScaleFactor=function(J){s=J,n.isPresenting===!0&&Ce("WebXRManager: Cannot change framebuffer scale while presenting.")},this.setReferenceSpaceType=function(J){a=J,n.isPresenting===!0&&Ce("WebXRManager: Cannot change reference space type while presenting.")},this.getReferenceSpace=function(){return l||o},this.setReferenceSpace=function(J){l=J},this.getBaseLayer=function(){return d!==null?d:f},this.getBinding=function(){return u===null&&v&&(u=new XRWebGLBinding(r,t)),u},this.getFrame=function(){return m},this.getSession=function(){return r},this.setSession=async function(J){if(r=J,r!==null){if(A=e.getRenderTarget(),r.addEventListener("select",Y),r.addEventListener("selectstart",Y),r.addEventListener("selectend",Y),r.addEventListener("squeeze",Y),r.addEventListener("squeezestart",Y),r.addEventListener("squeezeend",Y),r.addEventListener("end",V),r.addEventListener("inputsourceschange",ee),M.xrCompatible!==!0&&await t.makeXRCompatible(),S=e.getPixelRatio(),e.getSize(_),v&&"createProjectionLayer"in XRWebGLBinding.prototype){let xe=null,Ae=null,fe=null;M.depth&&(fe=M.stencil?t.DEPTH24_STENCIL8:t.DEPTH_COMPONENT24,xe=M.stencil?Bn:Dn,Ae=M.stencil?bi:fn);let Le={colorFormat:t.RGBA8,depthFormat:fe,scaleFactor:s};u=this.getBinding(),d=u.createProjectionLayer(Le),r.updateRenderState({layers:[d]}),e.setPixelRatio(1),e.setSize(d.textureWidth,d.textureHeight,!1),w=new Lt(d.textureWidth,d.textureHeight,{format:Bt,type:Nt,depthTexture:new Nn(d.textureWidth,d.textureHeight,Ae,void 0,void 0,void 0,void 0,void 0,void 0,xe),stencilBuffer:M.stencil,colorSpace:e.outputColorSpace,samples:M.antialias?4:0,resolveDepthBuffer:d.ignoreDepthValues===!1,resolveStencilBuffer:d.ignoreDepthValues===!1,storeMultisampledDepthBuffer:d.ignoreDepthValues===!1,storeMultisampledStencilBuffer:d.ignoreDepthValues===!1})}else{let xe={antialias:M.antialias,alpha:!0,depth:M.depth,stencil:M.stencil,framebufferScaleFactor:s};f=new XRWebGLLayer(r,t,xe),r.updateRenderState({baseLayer:f}),e.setPixelRatio(1),e.setSize(f.framebufferWidth,f.framebufferHeight,!1),w=new Lt(f.framebufferWidth,f.framebufferHeight,{format:Bt,type:Nt,colorSpace:e.outputColorSpace,stencilBuffer:M.stencil,resolveDepthBuffer:f.ignoreDepthValues===!1,resolveStencilBuffer:f.ignoreDepthValues===!1,storeMultisampledDepthBuffer:f.ignoreDepthValues===!1,storeMultisampledStencilBuffer:f.ignoreDepthValues===!1})}w.isXRRenderTarget=!0,this.setFoveation(c),l=null,o=await r.requestReferenceSpace(a),Ie.setContext(r),Ie.start(),n.isPresenting=!0,n.dispatchEvent({type:"sessionstart"})}},this.getEnvironmentBlendMode=function(){if(r!==null)return r.environmentBlendMode},this.getDepthTexture=function(){return p.getDepthTexture()};function ee(J){for(let de=0;de<J.removed.length;de++){let xe=J.removed[de],Ae=E.indexOf(xe);Ae>=0&&(E[Ae]=null,T[Ae].disconnect(xe))}for(let de=0;de<J.added.length;de++){let xe=J.added[de],Ae=E.indexOf(xe);if(Ae===-1){for(let Le=0;Le<T.length;Le++)if(Le>=E.length){E.push(xe),Ae=Le;break}else if(E[Le]===null){E[Le]=xe,Ae=Le;break}if(Ae===-1)break}let fe=T[Ae];fe&&fe.connect(xe)}}function H(J,de){de===null?J.matrixWorld.copy(J.matrix):J.matrixWorld.multiplyMatrices(de.matrixWorld,J.matrix),J.matrixWorldInverse.copy(J.matrixWorld).invert()}this.updateCamera=function(J){if(r===null)return;let de=J.near,xe=J.far;p.texture!==null&&(p.depthNear>0&&(de=p.depthNear),p.depthFar>0&&(xe=p.depthFar)),X.near=D.near=I.near=de,X.far=D.far=I.far=xe,(C!==X.near||G!==X.far)&&(r.updateRenderState({depthNear:X.near,depthFar:X.far}),C=X.near,G=X.far),X.layers.mask=J.layers.mask|6,I.layers.mask=X.layers.mask&-5,D.layers.mask=X.layers.mask&-3;let Ae=J.parent,fe=X.cameras;H(X,Ae);for(let Le=0;Le<fe.length;Le++)H(fe[Le],Ae);X.projectionMatrix.copy(I.projectionMatrix),X.projectionMatrixInverse.copy(I.projectionMatrixInverse),U===null&&J.isPerspectiveCamera&&(U={camera:J,fov:J.fov,zoom:J.zoom}),j(J,X,Ae)};function j(J,de,xe){xe===null?J.matrix.copy(de.matrixWorld):(J.matrix.copy(xe.matrixWorld),J.matrix.invert(),J.matrix.multiply(de.matrixWorld)),J.matrix.decompose(J.position,J.quaternion,J.scale),J.updateMatrixWorld(!0),J.projectionMatrix.copy(de.projectionMatrix),J.projectionMatrixInverse.copy(de.projectionMatrixInverse),J.isPerspectiveCamera&&(J.fov=js*2*Math.atan(1/J.projectionMatrix.elements[5]),J.zoom=1)}this.getCamera=function(){return X},this.getFoveation=function(){if(!(d===null&&f===null))return c},this.setFoveation=function(J){c=J,d!==null&&(d.fixedFoveation=J),f!==null&&f.fixedFoveation!==void 0&&(f.fixedFoveation=J)},this.hasDepthSensing=function(){return p.texture!==null},this.getDepthSensingMesh=function(){return p.getMesh(X)},this.getCameraTexture=function(J){return g[J]};let Q=null;function ve(J,de){if(h=de.getViewerPose(l||o),m=de,h!==null){let xe=h.views;f!==null&&(e.setRenderTargetFramebuffer(w,f.framebuffer),e.setRenderTarget(w));let Ae=!1;xe.length!==X.cameras.length&&(X.cameras.length=0,Ae=!0);for(let Re=0;Re<xe.length;Re++){let Ke=xe[Re],Qe=null;if(f!==null)Qe=f.getViewport(Ke);else{let Mt=u.getViewSubImage(d,Ke);Qe=Mt.viewport,Re===0&&(e.setRenderTargetTextures(w,Mt.colorTexture,Mt.depthStencilTexture),e.setRenderTarget(w))}let Ve=k[Re];Ve===void 0&&(Ve=new Gt,Ve.layers.enable(Re),Ve.viewport=new je,k[Re]=Ve),Ve.matrix.fromArray(Ke.transform.matrix),Ve.matrix.decompose(Ve.position,Ve.quaternion,Ve.scale),Ve.projectionMatrix.fromArray(Ke.projectionMatrix),Ve.projectionMatrixInverse.copy(Ve.projectionMatrix).invert(),Ve.viewport.set(Qe.x,Qe.y,Qe.width,Qe.height),Re===0&&(X.matrix.copy(Ve.matrix),X.matrix.decompose(X.position,X.quaternion,X.scale)),Ae===!0&&X.cameras.push(Ve)}let fe=r.enabledFeatures;if(fe&&fe.includes("depth-sensing")&&r.depthUsage=="gpu-optimized"&&v){u=n.getBinding();let Re=u.getDepthInformation(xe[0]);Re&&Re.isValid&&Re.texture&&p.init(Re,r.renderState)}if(fe&&fe.includes("camera-access")&&v){e.state.unbindTexture(),u=n.getBinding();for(let Re=0;Re<xe.length;Re++){let Ke=xe[Re].camera;if(Ke){let Qe=g[Ke];Qe||(Qe=new Nr,g[Ke]=Qe);let Ve=u.getCameraImage(Ke);Qe.sourceTexture=Ve}}}}for(let xe=0;xe<T.length;xe++){let Ae=E[xe],fe=T[xe];Ae!==null&&fe!==void 0&&fe.update(Ae,de,l||o)}Q&&Q(J,de),de.detectedPlanes&&n.dispatchEvent({type:"planesdetected",data:de}),m=null}let Ie=new Yh;Ie.setAnimationLoop(ve),this.setAnimationLoop=function(J){Q=J},this.dispose=function(){}}},M2=new lt,iu=new De;iu.set(-1,0,0,0,1,0,0,0,1);function S2(i,e){function t(p,g){p.matrixAutoUpdate===!0&&p.updateMatrix(),g.value.copy(p.matrix)}function n(p,g){g.color.getRGB(p.fogColor.value,hc(i)),g.isFog?(p.fogNear.value=g.near,p.fogFar.value=g.far):g.isFogExp2&&(p.fogDensity.value=g.density)}function r(p,g,M,A,w){g.isNodeMaterial?g.uniformsNeedUpdate=!1:g.isMeshBasicMaterial?s(p,g):g.isMeshLambertMaterial?(s(p,g),g.envMap&&(p.envMapIntensity.value=g.envMapIntensity)):g.isMeshToonMaterial?(s(p,g),u(p,g)):g.isMeshPhongMaterial?(s(p,g),h(p,g),g.envMap&&(p.envMapIntensity.value=g.envMapIntensity)):g.isMeshStandardMaterial?(s(p,g),d(p,g),g.isMeshPhysicalMaterial&&f(p,g,w)):g.isMeshMatcapMaterial?(s(p,g),m(p,g)):g.isMeshDepthMaterial?s(p,g):g.isMeshDistanceMaterial?(s(p,g),v(p,g)):g.isMeshNormalMaterial?s(p,g):g.isLineBasicMaterial?(o(p,g),g.isLineDashedMaterial&&a(p,g)):g.isPointsMaterial?c(p,g,M,A):g.isSpriteMaterial?l(p,g):g.isShadowMaterial?(p.color.value.copy(g.color),p.opacity.value=g.opacity):g.isShaderMaterial&&(g.uniformsNeedUpdate=!1)}function s(p,g){p.opacity.value=g.opacity,g.color&&p.diffuse.value.copy(g.color),g.emissive&&p.emissive.value.copy(g.emissive).multiplyScalar(g.emissiveIntensity),g.map&&(p.map.value=g.map,t(g.map,p.mapTransform)),g.alphaMap&&(p.alphaMap.value=g.alphaMap,t(g.alphaMap,p.alphaMapTransform)),g.bumpMap&&(p.bumpMap.value=g.bumpMap,t(g.bumpMap,p.bumpMapTransform),p.bumpScale.value=g.bumpScale,g.side===Dt&&(p.bumpScale.value*=-1)),g.normalMap&&(p.normalMap.value=g.normalMap,t(g.normalMap,p.normalMapTransform),p.normalScale.value.copy(g.normalScale),g.side===Dt&&p.normalScale.value.negate()),g.displacementMap&&(p.displacementMap.value=g.displacementMap,t(g.displacementMap,p.displacementMapTransform),p.displacementScale.value=g.displacementScale,p.displacementBias.value=g.displacementBias),g.emissiveMap&&(p.emissiveMap.value=g.emissiveMap,t(g.emissiveMap,p.emissiveMapTransform)),g.specularMap&&(p.specularMap.value=g.specularMap,t(g.specularMap,p.specularMapTransform)),g.alphaTest>0&&(p.alphaTest.value=g.alphaTest);let M=e.get(g),A=M.envMap,w=M.envMapRotation;A&&(p.envMap.value=A,p.envMapRotation.value.setFromMatrix4(M2.makeRotationFromEuler(w)).transpose(),A.isCubeTexture&&A.isRenderTargetTexture===!1&&p.envMapRotation.value.premultiply(iu),p.reflectivity.value=g.reflectivity,p.ior.value=g.ior,p.refractionRatio.value=g.refractionRatio),g.lightMap&&(p.lightMap.value=g.lightMap,p.lightMapIntensity.value=g.lightMapIntensity,t(g.lightMap,p.lightMapTransform)),g.aoMap&&(p.aoMap.value=g.aoMap,p.aoMapIntensity.value=g.aoMapIntensity,t(g.aoMap,p.aoMapTransform))}function o(p,g){p.diffuse.value.copy(g.color),p.opacity.value=g.opacity,g.map&&(p.map.value=g.map,t(g.map,p.mapTransform))}function a(p,g){p.dashSize.value=g.dashSize,p.totalSize.value=g.dashSize+g.gapSize,p.scale.value=g.scale}function c(p,g,M,A){p.diffuse.value.copy(g.color),p.opacity.value=g.opacity,p.size.value=g.size*M,p.scale.value=A*.5,g.map&&(p.map.value=g.map,t(g.map,p.uvTransform)),g.alphaMap&&(p.alphaMap.value=g.alphaMap,t(g.alphaMap,p.alphaMapTransform)),g.alphaTest>0&&(p.alphaTest.value=g.alphaTest)}function l(p,g){p.diffuse.value.copy(g.color),p.opacity.value=g.opacity,p.rotation.value=g.rotation,g.map&&(p.map.value=g.map,t(g.map,p.mapTransform)),g.alphaMap&&(p.alphaMap.value=g.alphaMap,t(g.alphaMap,p.alphaMapTransform)),g.alphaTest>0&&(p.alphaTest.value=g.alphaTest)}function h(p,g){p.specular.value.copy(g.specular),p.shininess.value=Math.max(g.shininess,1e-4)}function u(p,g){g.gradientMap&&(p.gradientMap.value=g.gradientMap)}function d(p,g){p.metalness.value=g.metalness,g.metalnessMap&&(p.metalnessMap.value=g.metalnessMap,t(g.metalnessMap,p.metalnessMapTransform)),p.roughness.value=g.roughness,g.roughnessMap&&(p.roughnessMap.value=g.roughnessMap,t(g.roughnessMap,p.roughnessMapTransform)),g.envMap&&(p.envMapIntensity.value=g.envMapIntensity)}function f(p,g,M){p.ior.value=g.ior,g.diffuseRoughness>0&&(p.diffuseRoughness.value=g.diffuseRoughness,g.diffuseRoughnessMap&&(p.diffuseRoughnessMap.value=g.diffuseRoughnessMap,t(g.diffuseRoughnessMap,p.diffuseRoughnessMapTransform))),g.sheen>0&&(p.sheenColor.value.copy(g.sheenColor).multiplyScalar(g.sheen),p.sheenRoughness.value=g.sheenRoughness,g.sheenColorMap&&(p.sheenColorMap.value=g.sheenColorMap,t(g.sheenColorMap,p.sheenColorMapTransform)),g.sheenRoughnessMap&&(p.sheenRoughnessMap.value=g.sheenRoughnessMap,t(g.sheenRoughnessMap,p.sheenRoughnessMapTransform))),g.clearcoat>0&&(p.clearcoat.value=g.clearcoat,p.clearcoatRoughness.value=g.clearcoatRoughness,g.clearcoatMap&&(p.clearcoatMap.value=g.clearcoatMap,t(g.clearcoatMap,p.clearcoatMapTransform)),g.clearcoatRoughnessMap&&(p.clearcoatRoughnessMap.value=g.clearcoatRoughnessMap,t(g.clearcoatRoughnessMap,p.clearcoatRoughnessMapTransform)),g.clearcoatNormalMap&&(p.clearcoatNormalMap.value=g.clearcoatNormalMap,t(g.clearcoatNormalMap,p.clearcoatNormalMapTransform),p.clearcoatNormalScale.value.copy(g.clearcoatNormalScale),g.side===Dt&&p.clearcoatNormalScale.value.negate())),g.dispersion>0&&(p.dispersion.value=g.dispersion),g.retroreflectivity>0&&(p.retroreflectivity.value=g.retroreflectivity),g.iridescence>0&&(p.iridescence.value=g.iridescence,p.iridescenceIOR.value=g.iridescenceIOR,p.iridescenceThicknessMinimum.value=g.iridescenceThicknessMinimum,p.iridescenceThicknessMaximum.value=g.iridescenceThicknessMaximum,g.iridescenceMap&&(p.iridescenceMap.value=g.iridescenceMap,t(g.iridescenceMap,p.iridescenceMapTransform)),g.iridescenceThicknessMap&&(p.iridescenceThicknessMap.value=g.iridescenceThicknessMap,t(g.iridescenceThicknessMap,p.iridescenceThicknessMapTransform))),g.transmission>0&&(p.transmission.value=g.transmission,p.transmissionSamplerMap.value=M.texture,p.transmissionSamplerSize.value.set(M.width,M.height),g.transmissionMap&&(p.transmissionMap.value=g.transmissionMap,t(g.transmissionMap,p.transmissionMapTransform)),p.thickness.value=g.thickness,g.thicknessMap&&(p.thicknessMap.value=g.thicknessMap,t(g.thicknessMap,p.thicknessMapTransform)),p.attenuationDistance.value=g.attenuationDistance,p.attenuationColor.value.copy(g.attenuationColor)),g.anisotropy>0&&(p.anisotropyVector.value.set(g.anisotropy*Math.cos(g.anisotropyRotation),g.anisotropy*Math.sin(g.anisotropyRotation)),g.anisotropyMap&&(p.anisotropyMap.value=g.anisotropyMap,t(g.anisotropyMap,p.anisotropyMapTransform))),p.specularIntensity.value=g.specularIntensity,p.specularColor.value.copy(g.specularColor),g.specularColorMap&&(p.specularColorMap.value=g.specularColorMap,t(g.specularColorMap,p.specularColorMapTransform)),g.specularIntensityMap&&(p.specularIntensityMap.value=g.specularIntensityMap,t(g.specularIntensityMap,p.specularIntensityMapTransform))}function m(p,g){g.matcap&&(p.matcap.value=g.matcap)}function v(p,g){let M=e.get(g).light;p.referencePosition.value.setFromMatrixPosition(M.matrixWorld),p.nearDistance.value=M.shadow.camera.near,p.farDistance.value=M.shadow.camera.far}return{refreshFogUniforms:n,refreshMaterialUniforms:r}}function b2(i,e,t,n){let r={},s={};function o(M,A){let w=A.program;n.uniformBlockBinding(M,w,r[M.id])}function a(M,A){let w=r[M.id];w===void 0&&(m(M),w=c(M),r[M.id]=w,M.addEventListener("dispose",p));let T=A.program;n.updateUBOMapping(M,T);let E=e.render.frame;s[M.id]!==E&&(l(M),s[M.id]=E)}function c(M){let A=i.createBuffer(),w=M.__size,T=M.usage;return i.bindBuffer(i.UNIFORM_BUFFER,A),i.bufferData(i.UNIFORM_BUFFER,w,T),i.bindBuffer(i.UNIFORM_BUFFER,null),A}function l(M){let A=r[M.id],w=M.uniforms,T=M.__cache;i.bindBuffer(i.UNIFORM_BUFFER,A);for(let E=0,_=w.length;E<_;E++){let S=w[E];if(Array.isArray(S))for(let U=0,I=S.length;U<I;U++)h(S[U],E,U,T);else h(S,E,0,T)}i.bindBuffer(i.UNIFORM_BUFFER,null)}function h(M,A,w,T){if(d(M,A,w,T)===!0){let E=M.__offset,_=M.value;if(Array.isArray(_)){let S=0;for(let U=0;U<_.length;U++){let I=_[U],D=v(I,!0);u(I,M.__data,S),S+=D.storage/Float32Array.BYTES_PER_ELEMENT}}else u(_,M.__data,0);i.bufferSubData(i.UNIFORM_BUFFER,E,M.__data)}}function u(M,A,w){typeof M=="number"||typeof M=="boolean"?A[w]=M:M.isMatrix3?(A[w]=M.elements[0],A[w+1]=M.elements[1],A[w+2]=M.elements[2],A[w+3]=0,A[w+4]=M.elements[3],A[w+5]=M.elements[4],A[w+6]=M.elements[5],A[w+7]=0,A[w+8]=M.elements[6],A[w+9]=M.elements[7],A[w+10]=M.elements[8],A[w+11]=0):ArrayBuffer.isView(M)?A.set(M.subarray(0,A.length-w),w):M.toArray(A,w)}function d(M,A,w,T){let E=M.value,_=A+"_"+w;if(Array.isArray(E)){T[_]===void 0&&(T[_]=[]);let S=T[_],U=!1;for(let I=0;I<E.length;I++)f(E[I],S,I)===!0&&(U=!0);return U}return f(E,T,_)}function f(M,A,w){if(A[w]===void 0)return typeof M=="number"||typeof M=="boolean"?A[w]=M:ArrayBuffer.isView(M)?A[w]=M.slice():A[w]=M.clone(),!0;{let T=A[w];if(typeof M=="number"||typeof M=="boolean"){if(T!==M)return A[w]=M,!0}else{if(ArrayBuffer.isView(M))return!0;if(T.equals(M)===!1)return T.copy(M),!0}}return!1}function m(M){let A=M.uniforms,w=0,T=16;for(let _=0,S=A.length;_<S;_++){let U=Array.isArray(A[_])?A[_]:[A[_]];for(let I=0,D=U.length;I<D;I++){let k=U[I],X=Array.isArray(k.value)?k.value:[k.value],C=Array.isArray(A[_])||Array.isArray(k.value),G=w;for(let V=0,ee=X.length;V<ee;V++){let H=X[V],j=v(H,C),Q=w%T,ve=Q%j.boundary,Ie=Q+ve;w+=ve,Ie!==0&&T-Ie<j.storage&&(w+=T-Ie),V===0&&(G=w),w+=j.storage}let Y=k.type==="int"?Int32Array:k.type==="uint"?Uint32Array:Float32Array;k.__data=new Y((w-G)/Float32Array.BYTES_PER_ELEMENT),k.__offset=G}}let E=w%T;return E>0&&(w+=T-E),M.__size=w,M.__cache={},this}function v(M,A){let w={boundary:0,storage:0};return typeof M=="number"||typeof M=="boolean"?(w.boundary=4,w.storage=4):M.isVector2?(w.boundary=8,w.storage=8):M.isVector3||M.isColor?(w.boundary=16,w.storage=12):M.isVector4?(w.boundary=16,w.storage=16):M.isMatrix3?(w.boundary=16,w.storage=48):M.isMatrix4?(w.boundary=16,w.storage=64):M.isTexture?Ce("WebGLRenderer: Texture samplers can not be part of an uniforms group."):ArrayBuffer.isView(M)?(w.boundary=16,w.storage=M.byteLength):Ce("WebGLRenderer: Unsupported uniform value type.",M),A===!0&&(w.boundary=16,w.storage=Math.ceil(w.storage/16)*16),w}function p(M){let A=M.target;A.removeEventListener("dispose",p),i.deleteBuffer(r[A.id]),delete r[A.id],delete s[A.id]}function g(){for(let M in r)i.deleteBuffer(r[M]);r={},s={}}return{bind:o,update:a,dispose:g}}var w2=new Uint16Array([12469,15057,12620,14925,13266,14620,13807,14376,14323,13990,14545,13625,14713,13328,14840,12882,14931,12528,14996,12233,15039,11829,15066,11525,15080,11295,15085,10976,15082,10705,15073,10495,13880,14564,13898,14542,13977,14430,14158,14124,14393,13732,14556,13410,14702,12996,14814,12596,14891,12291,14937,11834,14957,11489,14958,11194,14943,10803,14921,10506,14893,10278,14858,9960,14484,14039,14487,14025,14499,13941,14524,13740,14574,13468,14654,13106,14743,12678,14818,12344,14867,11893,14889,11509,14893,11180,14881,10751,14852,10428,14812,10128,14765,9754,14712,9466,14764,13480,14764,13475,14766,13440,14766,13347,14769,13070,14786,12713,14816,12387,14844,11957,14860,11549,14868,11215,14855,10751,14825,10403,14782,10044,14729,9651,14666,9352,14599,9029,14967,12835,14966,12831,14963,12804,14954,12723,14936,12564,14917,12347,14900,11958,14886,11569,14878,11247,14859,10765,14828,10401,14784,10011,14727,9600,14660,9289,14586,8893,14508,8533,15111,12234,15110,12234,15104,12216,15092,12156,15067,12010,15028,11776,14981,11500,14942,11205,14902,10752,14861,10393,14812,9991,14752,9570,14682,9252,14603,8808,14519,8445,14431,8145,15209,11449,15208,11451,15202,11451,15190,11438,15163,11384,15117,11274,15055,10979,14994,10648,14932,10343,14871,9936,14803,9532,14729,9218,14645,8742,14556,8381,14461,8020,14365,7603,15273,10603,15272,10607,15267,10619,15256,10631,15231,10614,15182,10535,15118,10389,15042,10167,14963,9787,14883,9447,14800,9115,14710,8665,14615,8318,14514,7911,14411,7507,14279,7198,15314,9675,15313,9683,15309,9712,15298,9759,15277,9797,15229,9773,15166,9668,15084,9487,14995,9274,14898,8910,14800,8539,14697,8234,14590,7790,14479,7409,14367,7067,14178,6621,15337,8619,15337,8631,15333,8677,15325,8769,15305,8871,15264,8940,15202,8909,15119,8775,15022,8565,14916,8328,14804,8009,14688,7614,14569,7287,14448,6888,14321,6483,14088,6171,15350,7402,15350,7419,15347,7480,15340,7613,15322,7804,15287,7973,15229,8057,15148,8012,15046,7846,14933,7611,14810,7357,14682,7069,14552,6656,14421,6316,14251,5948,14007,5528,15356,5942,15356,5977,15353,6119,15348,6294,15332,6551,15302,6824,15249,7044,15171,7122,15070,7050,14949,6861,14818,6611,14679,6349,14538,6067,14398,5651,14189,5311,13935,4958,15359,4123,15359,4153,15356,4296,15353,4646,15338,5160,15311,5508,15263,5829,15188,6042,15088,6094,14966,6001,14826,5796,14678,5543,14527,5287,14377,4985,14133,4586,13869,4257,15360,1563,15360,1642,15358,2076,15354,2636,15341,3350,15317,4019,15273,4429,15203,4732,15105,4911,14981,4932,14836,4818,14679,4621,14517,4386,14359,4156,14083,3795,13808,3437,15360,122,15360,137,15358,285,15355,636,15344,1274,15322,2177,15281,2765,15215,3223,15120,3451,14995,3569,14846,3567,14681,3466,14511,3305,14344,3121,14037,2800,13753,2467,15360,0,15360,1,15359,21,15355,89,15346,253,15325,479,15287,796,15225,1148,15133,1492,15008,1749,14856,1882,14685,1886,14506,1783,14324,1608,13996,1398,13702,1183]),Mn=null;function A2(){return Mn===null&&(Mn=new xi(w2,16,16,ii,pn),Mn.name="DFG_LUT",Mn.minFilter=bt,Mn.magFilter=bt,Mn.wrapS=$t,Mn.wrapT=$t,Mn.generateMipmaps=!1,Mn.needsUpdate=!0),Mn}var da=class{constructor(e={}){let{canvas:t=_h(),context:n=null,depth:r=!0,stencil:s=!1,alpha:o=!1,antialias:a=!1,premultipliedAlpha:c=!0,preserveDrawingBuffer:l=!1,powerPreference:h="default",failIfMajorPerformanceCaveat:u=!1,reversedDepthBuffer:d=!1,outputBufferType:f=Nt}=e;this.isWebGLRenderer=!0;let m;if(n!==null){if(typeof WebGLRenderingContext<"u"&&n instanceof WebGLRenderingContext)throw new Error("THREE.WebGLRenderer: WebGL 1 is not supported since r163.");m=n.getContextAttributes().alpha}else m=o;let v=f,p=new Set([Lo,Io,Po]),g=new Set([Nt,fn,cr,bi,Ro,Co]),M=new Uint32Array(4),A=new Int32Array(4),w={textures:[],min:[],max:[],resolution:[]},T=null,E=null,_=[],S=[],U=null;this.domElement=t,this.debug={checkShaderErrors:!0,diagnostics:{keywords:!1},onShaderError:null},this.autoClear=!0,this.autoClearColor=!0,this.autoClearDepth=!0,this.autoClearStencil=!0,this.sortObjects=!0,this.clippingPlanes=[],this.localClippingEnabled=!1,this.toneMapping=yn,this.toneMappingExposure=1,this.transmissionResolutionScale=1;let I=this,D=!1,k=null,X=null,C=null,G=null;this._outputColorSpace=Vt;let Y=0,V=0,ee=null,H=-1,j=null,Q=new je,ve=new je,Ie=null,J=new qe(0),de=0,xe=t.width,Ae=t.height,fe=1,Le=null,ht=null,Re=new je(0,0,xe,Ae),Ke=new je(0,0,xe,Ae),Qe=!1,Ve=new vi,Mt=new ro,ft=!1,Ot=!1,ot=new lt,gn=new B,_t=new je,qt={background:null,fog:null,environment:null,overrideMaterial:null,isScene:!0},Yt=!1;function Jt(){return ee===null?fe:1}let L=n;function Zt(y,P){return t.getContext(y,P)}let rt,st,ue,pt,Te,Fe,b,x,F,te,$,re,le,q,Z,oe,R,K,W,ae,ie,se,we;try{let y={alpha:!0,depth:r,stencil:s,antialias:a,premultipliedAlpha:c,preserveDrawingBuffer:l,powerPreference:h,failIfMajorPerformanceCaveat:u};if("setAttribute"in t&&t.setAttribute("data-engine",`three.js r${"187"}`),t.addEventListener("webglcontextlost",Ee,!1),t.addEventListener("webglcontextrestored",Be,!1),t.addEventListener("webglcontextcreationerror",pe,!1),L===null){let P="webgl2";if(L=Zt(P,y),L===null)throw Zt(P)?new Error("THREE.WebGLRenderer: Error creating WebGL context with your selected attributes."):new Error("THREE.WebGLRenderer: Error creating WebGL context.")}ke()}catch(y){throw t.removeEventListener("webglcontextlost",Ee,!1),t.removeEventListener("webglcontextrestored",Be,!1),t.removeEventListener("webglcontextcreationerror",pe,!1),Pe("WebGLRenderer: "+y.message),y}function ke(){rt=new U1(L),rt.init(),ie=new x2(L,rt),st=new A1(L,rt,e,ie),ue=new g2(L,rt),st.reversedDepthBuffer&&d&&ue.buffers.depth.setReversed(!0),X=L.createFramebuffer(),C=L.createFramebuffer(),G=L.createFramebuffer(),pt=new k1(L),Te=new n2,Fe=new _2(L,rt,ue,Te,st,ie,pt),b=new F1(I),x=new Vf(L),se=new b1(L,x),F=new O1(L,x,pt,se),te=new V1(L,F,x,se,pt),K=new z1(L,st,Fe),Z=new E1(Te),$=new t2(I,b,rt,st,se,Z),re=new S2(I,Te),le=new r2,q=new h2(rt),R=new S1(I,b,ue,te,m,c),oe=new m2(I,te,st),we=new b2(L,pt,st,ue),W=new w1(L,rt,pt),ae=new B1(L,rt,pt),pt.programs=$.programs,I.capabilities=st,I.extensions=rt,I.properties=Te,I.renderLists=le,I.shadowMap=oe,I.state=ue,I.info=pt}v!==Nt&&(U=new H1(v,t.width,t.height,a,r,s));let ne=new bc(I,L);this.xr=ne,this.getContext=function(){return L},this.getContextAttributes=function(){return L.getContextAttributes()},this.forceContextLoss=function(){let y=rt.get("WEBGL_lose_context");y&&y.loseContext()},this.forceContextRestore=function(){let y=rt.get("WEBGL_lose_context");y&&y.restoreContext()},this.getPixelRatio=function(){return fe},this.setPixelRatio=function(y){y!==void 0&&(fe=y,this.setSize(xe,Ae,!1))},this.getSize=function(y){return y.set(xe,Ae)},this.setSize=function(y,P,z=!0){if(ne.isPresenting){Ce("WebGLRenderer: Can't change size while VR device is presenting.");return}xe=y,Ae=P,t.width=Math.floor(y*fe),t.height=Math.floor(P*fe),z===!0&&(t.style.width=y+"px",t.style.height=P+"px"),U!==null&&U.setSize(t.width,t.height),this.setViewport(0,0,y,P)},this.getDrawingBufferSize=function(y){return y.set(xe*fe,Ae*fe).floor()},this.setDrawingBufferSize=function(y,P,z){xe=y,Ae=P,fe=z,t.width=Math.floor(y*z),t.height=Math.floor(P*z),this.setViewport(0,0,y,P)},this.setEffects=function(y){if(v===Nt){Pe("WebGLRenderer: setEffects() requires outputBufferType set to HalfFloatType or FloatType.");return}if(y){for(let P=0;P<y.length;P++)if(y[P].isOutputPass===!0){Ce("WebGLRenderer: OutputPass is not needed in setEffects(). Tone mapping and color space conversion are applied automatically.");break}}U.setEffects(y||[])},this.getCurrentViewport=function(y){return y.copy(Q)},this.getViewport=function(y){return y.copy(Re)},this.setViewport=function(y,P,z,N){y.isVector4?Re.set(y.x,y.y,y.z,y.w):Re.set(y,P,z,N),ue.viewport(Q.copy(Re).multiplyScalar(Jt()).round())},this.getScissor=function(y){return y.copy(Ke)},this.setScissor=function(y,P,z,N){y.isVector4?Ke.set(y.x,y.y,y.z,y.w):Ke.set(y,P,z,N),ue.scissor(ve.copy(Ke).multiplyScalar(Jt()).round())},this.getScissorTest=function(){return Qe},this.setScissorTest=function(y){ue.setScissorTest(Qe=y)},this.setOpaqueSort=function(y){Le=y},this.setTransparentSort=function(y){ht=y},this.getClearColor=function(y){return y.copy(R.getClearColor())},this.setClearColor=function(){R.setClearColor(...arguments)},this.getClearAlpha=function(){return R.getClearAlpha()},this.setClearAlpha=function(){R.setClearAlpha(...arguments)},this.clear=function(y=!0,P=!0,z=!0){let N=0;if(y){let O=!1;if(ee!==null){let he=ee.texture.format;O=p.has(he)}if(O){let he=ee.texture.type,ye=g.has(he),ce=R.getClearColor(),ge=R.getClearAlpha(),be=ce.r,Ue=ce.g,Ge=ce.b;ye?(M[0]=be,M[1]=Ue,M[2]=Ge,M[3]=ge,L.clearBufferuiv(L.COLOR,0,M)):(A[0]=be,A[1]=Ue,A[2]=Ge,A[3]=ge,L.clearBufferiv(L.COLOR,0,A))}else N|=L.COLOR_BUFFER_BIT}P&&(N|=L.DEPTH_BUFFER_BIT,this.state.buffers.depth.setMask(!0)),z&&(N|=L.STENCIL_BUFFER_BIT,this.state.buffers.stencil.setMask(4294967295)),N!==0&&L.clear(N)},this.clearColor=function(){this.clear(!0,!1,!1)},this.clearDepth=function(){this.clear(!1,!0,!1)},this.clearStencil=function(){this.clear(!1,!1,!0)},this.setNodesHandler=function(y){y.setRenderer(this),k=y},this.dispose=function(){t.removeEventListener("webglcontextlost",Ee,!1),t.removeEventListener("webglcontextrestored",Be,!1),t.removeEventListener("webglcontextcreationerror",pe,!1),R.dispose(),le.dispose(),q.dispose(),Fe.dispose(),Te.dispose(),b.dispose(),te.dispose(),F.dispose(),se.dispose(),we.dispose(),$.dispose(),ne.dispose(),ne.removeEventListener("sessionstart",ul),ne.removeEventListener("sessionend",dl),ci.stop()};function Ee(y){y.preventDefault(),cc("WebGLRenderer: Context Lost."),D=!0}function Be(){cc("WebGLRenderer: Context Restored."),D=!1;let y=pt.autoReset,P=oe.enabled,z=oe.autoUpdate,N=oe.needsUpdate,O=oe.type;ke(),pt.autoReset=y,oe.enabled=P,oe.autoUpdate=z,oe.needsUpdate=N,oe.type=O}function pe(y){Pe("WebGLRenderer: A WebGL context could not be created. Reason: ",y.statusMessage)}function $e(y){let P=y.target;P.removeEventListener("dispose",$e),xt(P)}function xt(y){Gn(y),Te.remove(y)}function Gn(y){let P=Te.get(y).programs;P!==void 0&&(P.forEach(function(z){$.releaseProgram(z)}),y.isShaderMaterial&&$.releaseShaderCache(y))}this.renderBufferDirect=function(y,P,z,N,O,he){P===null&&(P=qt);let ye=O.isMesh&&O.matrixWorld.determinantAffine()<0,ce=Qd(y,P,z,N,O);ue.setMaterial(N,ye);let ge=z.index,be=1;if(N.wireframe===!0){if(ge=F.getWireframeAttribute(z),ge===void 0)return;be=2}let Ue=z.drawRange,Ge=z.attributes.position,Me=Ue.start*be,He=(Ue.start+Ue.count)*be;he!==null&&(Me=Math.max(Me,he.start*be),He=Math.min(He,(he.start+he.count)*be)),ge!==null?(Me=Math.max(Me,0),He=Math.min(He,ge.count)):Ge!=null&&(Me=Math.max(Me,0),He=Math.min(He,Ge.count));let ut=He-Me;if(ut<0||ut===1/0)return;se.setup(O,N,ce,z,ge);let tt,et=W;if(ge!==null&&(tt=x.get(ge),et=ae,et.setIndex(tt)),O.isMesh)N.wireframe===!0?(ue.setLineWidth(N.wireframeLinewidth*Jt()),et.setMode(L.LINES)):et.setMode(L.TRIANGLES);else if(O.isLine){let wt=N.linewidth;wt===void 0&&(wt=1),ue.setLineWidth(wt*Jt()),O.isLineSegments?et.setMode(L.LINES):O.isLineLoop?et.setMode(L.LINE_LOOP):et.setMode(L.LINE_STRIP)}else O.isPoints?et.setMode(L.POINTS):O.isSprite&&et.setMode(L.TRIANGLES);if(O.isBatchedMesh)if(rt.get("WEBGL_multi_draw"))et.renderMultiDraw(O._multiDrawStarts,O._multiDrawCounts,O._multiDrawCount);else{let wt=O._multiDrawStarts,Se=O._multiDrawCounts,It=O._multiDrawCount,Je=ge?x.get(ge).bytesPerElement:1,li=Te.get(N).currentProgram.getUniforms();for(let At=0;At<It;At++)li.setValue(L,"_gl_DrawID",At),et.render(wt[At]/Je,Se[At])}else if(O.isInstancedMesh)et.renderInstances(Me,ut,O.count);else if(z.isInstancedBufferGeometry){let wt=z._maxInstanceCount!==void 0?z._maxInstanceCount:1/0,Se=Math.min(z.instanceCount,wt);et.renderInstances(Me,ut,Se)}else et.render(Me,ut)};function hl(y,P,z,N){k!==null&&y.isNodeMaterial&&k.setObject(N,y),ft===!0&&Z.setState(y,z,!1),y.transparent===!0&&y.side===sn&&y.forceSinglePass===!1?(y.side=Dt,y.needsUpdate=!0,xr(y,P,N),y.side=ni,y.needsUpdate=!0,xr(y,P,N),y.side=sn):xr(y,P,N)}this.compile=function(y,P,z=null){z===null&&(z=y),k!==null&&k.renderStart(y,P,z),E=q.get(z),E.init(P),S.push(E),z.traverseVisible(function(O){O.isLight&&O.layers.test(P.layers)&&(E.pushLight(O),O.castShadow&&E.pushShadow(O))}),y!==z&&y.traverseVisible(function(O){O.isLight&&O.layers.test(P.layers)&&(E.pushLight(O),O.castShadow&&E.pushShadow(O))}),E.setupLights(),k!==null&&k.updateLights(E.state.lightsArray),Ot=this.localClippingEnabled,ft=Z.init(this.clippingPlanes,Ot),ft===!0&&Z.setGlobalState(this.clippingPlanes,P),k!==null&&oe.render(E.state.shadowsArray,z,P);let N=new Set;return y.traverse(function(O){if(!(O.isMesh||O.isPoints||O.isLine||O.isSprite))return;let he=O.material;if(he)if(Array.isArray(he))for(let ye=0;ye<he.length;ye++){let ce=he[ye];hl(ce,z,P,O),N.add(ce)}else hl(he,z,P,O),N.add(he)}),E=S.pop(),k!==null&&k.renderEnd(),N},this.compileAsync=function(y,P,z=null){let N=this.compile(y,P,z);return new Promise(O=>{function he(){if(N.forEach(function(ye){let ge=Te.get(ye).currentProgram;(ge===void 0||ge.isReady())&&N.delete(ye)}),N.size===0){O(y);return}setTimeout(he,10)}rt.get("KHR_parallel_shader_compile")!==null?he():setTimeout(he,10)})};let a0=null;function $d(y){a0&&a0(y)}function ul(){ci.stop()}function dl(){ci.start()}let ci=new Yh;ci.setAnimationLoop($d),typeof self<"u"&&ci.setContext(self),this.setAnimationLoop=function(y){a0=y,ne.setAnimationLoop(y),y===null?ci.stop():ci.start()},ne.addEventListener("sessionstart",ul),ne.addEventListener("sessionend",dl),this.render=function(y,P){if(P!==void 0&&P.isCamera!==!0){Pe("WebGLRenderer.render: camera is not an instance of THREE.Camera.");return}if(D===!0)return;k!==null&&k.renderStart(y,P);let z=ne.enabled===!0&&ne.isPresenting===!0,N=U!==null&&(ee===null||z)&&U.begin(I,ee);if(y.matrixWorldAutoUpdate===!0&&y.updateMatrixWorld(),P.parent===null&&P.matrixWorldAutoUpdate===!0&&P.updateMatrixWorld(),ne.enabled===!0&&ne.isPresenting===!0&&(U===null||U.isCompositing()===!1)&&(ne.cameraAutoUpdate===!0&&ne.updateCamera(P),P=ne.getCamera()),y.isScene===!0&&y.onBeforeRender(I,y,P,ee),E=q.get(y,S.length),E.init(P),E.state.textureUnits=Fe.getTextureUnits(),S.push(E),ot.multiplyMatrices(P.projectionMatrix,P.matrixWorldInverse),P.isArrayCamera?Mt.setFromArrayCamera(P):Ve.setFromProjectionMatrix(ot,jt,P.reversedDepth),Ot=this.localClippingEnabled,ft=Z.init(this.clippingPlanes,Ot),T=le.get(y,_.length),T.init(),_.push(T),this.info.render.frame++,ne.enabled===!0&&ne.isPresenting===!0){let ye=I.xr.getDepthSensingMesh();ye!==null&&c0(ye,P,-1/0,I.sortObjects)}c0(y,P,0,I.sortObjects),T.finish(),k!==null&&k.updateLights(E.state.lightsArray),I.sortObjects===!0&&T.sort(Le,ht),Yt=ne.enabled===!1||ne.isPresenting===!1||ne.hasDepthSensing()===!1,Yt&&R.addToRenderList(T,y),this.info.autoReset===!0&&this.info.reset(),ft===!0&&Z.beginShadows();let O=E.state.shadowsArray;if(oe.render(O,y,P),ft===!0&&Z.endShadows(),(N&&U.hasRenderPass())===!1){let ye=T.opaque,ce=T.transmissive;if(E.setupLights(),P.isArrayCamera){let ge=P.cameras;if(ce.length>0)for(let be=0,Ue=ge.length;be<Ue;be++){let Ge=ge[be];pl(ye,ce,y,Ge)}Yt&&R.render(y);for(let be=0,Ue=ge.length;be<Ue;be++){let Ge=ge[be];fl(T,y,Ge,Ge.viewport)}}else ce.length>0&&pl(ye,ce,y,P),Yt&&R.render(y),fl(T,y,P)}ee!==null&&V===0&&(Fe.updateMultisampleRenderTarget(ee),Fe.updateRenderTargetMipmap(ee)),N&&U.end(I),y.isScene===!0&&y.onAfterRender(I,y,P),se.resetDefaultState(),H=-1,j=null,S.pop(),S.length>0?(E=S[S.length-1],Fe.setTextureUnits(E.state.textureUnits),ft===!0&&Z.setGlobalState(I.clippingPlanes,E.state.camera)):E=null,_.pop(),_.length>0?T=_[_.length-1]:T=null,k!==null&&k.renderEnd()};function c0(y,P,z,N){if(y.visible===!1)return;if(y.layers.test(P.layers)){if(y.isGroup)z=y.renderOrder;else if(y.isLOD)y.autoUpdate===!0&&y.update(P);else if(y.isLight)E.pushLight(y),y.castShadow&&E.pushShadow(y);else if(y.isSprite){let ye=P.isArrayCamera?Mt:Ve;if(!y.frustumCulled||y.intersectsFrustum(ye)){N&&_t.setFromMatrixPosition(y.matrixWorld).applyMatrix4(ot);let ce=te.update(y),ge=y.material;ge.visible&&T.push(y,ce,ge,z,_t.z,null,P)}}else if(y.isMesh||y.isLine||y.isPoints){let ye=P.isArrayCamera?Mt:Ve;if(!y.frustumCulled||y.intersectsFrustum(ye)){let ce=te.update(y),ge=y.material;if(N&&(y.boundingSphere!==void 0?(y.boundingSphere===null&&y.computeBoundingSphere(),_t.copy(y.boundingSphere.center)):(ce.boundingSphere===null&&ce.computeBoundingSphere(),_t.copy(ce.boundingSphere.center)),_t.applyMatrix4(y.matrixWorld).applyMatrix4(ot)),Array.isArray(ge)){let be=ce.groups;for(let Ue=0,Ge=be.length;Ue<Ge;Ue++){let Me=be[Ue],He=ge[Me.materialIndex];He&&He.visible&&T.push(y,ce,He,z,_t.z,Me,P)}}else ge.visible&&T.push(y,ce,ge,z,_t.z,null,P)}}}let he=y.children;for(let ye=0,ce=he.length;ye<ce;ye++)c0(he[ye],P,z,N)}function fl(y,P,z,N){let{opaque:O,transmissive:he,transparent:ye}=y;E.setupLightsView(z),ft===!0&&Z.setGlobalState(I.clippingPlanes,z),N&&ue.viewport(Q.copy(N)),O.length>0&&vs(O,P,z),he.length>0&&vs(he,P,z),ye.length>0&&vs(ye,P,z),ue.buffers.depth.setTest(!0),ue.buffers.depth.setMask(!0),ue.buffers.color.setMask(!0),ue.setPolygonOffset(!1)}function pl(y,P,z,N){if((z.isScene===!0?z.overrideMaterial:null)!==null)return;if(E.state.transmissionRenderTarget[N.id]===void 0){let Me=rt.has("EXT_color_buffer_half_float")||rt.has("EXT_color_buffer_float");E.state.transmissionRenderTarget[N.id]=new Lt(1,1,{generateMipmaps:!0,type:Me?pn:Nt,minFilter:On,samples:Math.max(4,st.samples),stencilBuffer:s,resolveDepthBuffer:!1,resolveStencilBuffer:!1,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,colorSpace:We.workingColorSpace})}let he=E.state.transmissionRenderTarget[N.id],ye=N.viewport||Q;he.setSize(ye.z*I.transmissionResolutionScale,ye.w*I.transmissionResolutionScale);let ce=I.getRenderTarget(),ge=I.getActiveCubeFace(),be=I.getActiveMipmapLevel();I.setRenderTarget(he),I.getClearColor(J),de=I.getClearAlpha(),de<1&&I.setClearColor(16777215,.5),I.clear(),Yt&&R.render(z);let Ue=I.toneMapping;I.toneMapping=yn;let Ge=N.viewport;if(N.viewport!==void 0&&(N.viewport=void 0),E.setupLightsView(N),ft===!0&&Z.setGlobalState(I.clippingPlanes,N),vs(y,z,N),Fe.updateMultisampleRenderTarget(he),Fe.updateRenderTargetMipmap(he),rt.has("WEBGL_multisampled_render_to_texture")===!1){let Me=!1;for(let He=0,ut=P.length;He<ut;He++){let tt=P[He],{object:et,geometry:wt,material:Se,group:It}=tt;if(Se.side===sn&&et.layers.test(N.layers)){let Je=Se.side;Se.side=Dt,Se.needsUpdate=!0,ml(et,z,N,wt,Se,It),Se.side=Je,Se.needsUpdate=!0,Me=!0}}Me===!0&&(Fe.updateMultisampleRenderTarget(he),Fe.updateRenderTargetMipmap(he))}I.setRenderTarget(ce,ge,be),I.setClearColor(J,de),Ge!==void 0&&(N.viewport=Ge),I.toneMapping=Ue}function vs(y,P,z){let N=P.isScene===!0?P.overrideMaterial:null;for(let O=0,he=y.length;O<he;O++){let ye=y[O],{object:ce,geometry:ge,group:be}=ye,Ue=ye.material;Ue.allowOverride===!0&&N!==null&&(Ue=N),ce.layers.test(z.layers)&&ml(ce,P,z,ge,Ue,be)}}function ml(y,P,z,N,O,he){k!==null&&O.isNodeMaterial&&k.setObject(y,O),y.onBeforeRender(I,P,z,N,O,he),y.modelViewMatrix.multiplyMatrices(z.matrixWorldInverse,y.matrixWorld),y.normalMatrix.getNormalMatrix(y.modelViewMatrix),O.onBeforeRender(I,P,z,N,y,he),O.transparent===!0&&O.side===sn&&O.forceSinglePass===!1?(O.side=Dt,O.needsUpdate=!0,I.renderBufferDirect(z,P,N,O,y,he),O.side=ni,O.needsUpdate=!0,I.renderBufferDirect(z,P,N,O,y,he),O.side=sn):I.renderBufferDirect(z,P,N,O,y,he),y.onAfterRender(I,P,z,N,O,he)}function gl(y){let P=0;for(let z of y)z.texture!==null&&P++;return P}function xr(y,P,z){P.isScene!==!0&&(P=qt);let N=Te.get(y),O=E.state.lights,he=E.state.shadowsArray,ye=O.state.version,ce=$.getParameters(y,O.state,he,P,z,E.state.lightProbeGridArray),ge=$.getProgramCacheKey(ce),be=N.programs;N.environment=y.isMeshStandardMaterial||y.isMeshLambertMaterial||y.isMeshPhongMaterial?P.environment:null,N.fog=P.fog;let Ue=y.isMeshStandardMaterial||y.isMeshLambertMaterial&&!y.envMap||y.isMeshPhongMaterial&&!y.envMap;N.envMap=b.get(y.envMap||N.environment,Ue),N.envMapRotation=N.environment!==null&&y.envMap===null?P.environmentRotation:y.envMapRotation,be===void 0&&(y.addEventListener("dispose",$e),be=new Map,N.programs=be,N.programVariants=new Map);let Ge=be.get(ge);if(Ge!==void 0){if(N.currentProgram===Ge&&N.lightsStateVersion===ye)return xl(y,ce),Ge}else ce.uniforms=$.getUniforms(y),k!==null&&y.isNodeMaterial&&k.build(y,z,ce),y.onBeforeCompile(ce,I),Ge=$.acquireProgram(ce,ge),be.set(ge,Ge),N.uniforms=ce.uniforms;let Me=N.uniforms;return(!y.isShaderMaterial&&!y.isRawShaderMaterial||y.clipping===!0)&&(Me.clippingPlanes=Z.uniform),xl(y,ce),N.needsLights=tf(y),N.lightsStateVersion=ye,N.needsLights&&(Me.ambientLightColor.value=O.state.ambient,Me.lightProbe.value=O.state.probe,Me.sunLights.value=O.state.sun,Me.sunLightShadows.value=O.state.sunShadow,Me.directionalLights.value=O.state.directional,Me.directionalLightShadows.value=O.state.directionalShadow,Me.spotLights.value=O.state.spot,Me.spotLightShadows.value=O.state.spotShadow,Me.rectAreaLights.value=O.state.rectArea,Me.ltc_1.value=O.state.rectAreaLTC1,Me.ltc_2.value=O.state.rectAreaLTC2,Me.pointLights.value=O.state.point,Me.pointLightShadows.value=O.state.pointShadow,Me.hemisphereLights.value=O.state.hemi,Me.sunShadowMatrix.value=O.state.sunShadowMatrix,Me.sunShadowCascade.value=O.state.sunShadowCascade,Me.directionalShadowMatrix.value=O.state.directionalShadowMatrix,Me.spotLightMatrix.value=O.state.spotLightMatrix,Me.spotLightMap.value=O.state.spotLightMap,Me.pointShadowMatrix.value=O.state.pointShadowMatrix),N.numLightProbeGrids=gl(E.state.lightProbeGridArray),N.currentProgram=Ge,N.uniformsList=null,Ge}function jd(y,P,z,N,O){let he=Te.get(y),ye=he.currentProgram.id+","+N+","+O,ce=he.programVariants.get(ye);return ce===void 0?(ce=xr(y,P,z),he.programVariants.set(ye,ce)):(he.currentProgram=ce,he.uniformsList=null,he.outputColorSpace=N,he.toneMapping=O),ce}function _l(y){if(y.uniformsList===null){let P=y.currentProgram.getUniforms();y.uniformsList=lr.seqWithValue(P.seq,y.uniforms)}return y.uniformsList}function xl(y,P){let z=Te.get(y);z.outputColorSpace=P.outputColorSpace,z.batching=P.batching,z.batchingColor=P.batchingColor,z.instancing=P.instancing,z.instancingColor=P.instancingColor,z.instancingMorph=P.instancingMorph,z.skinning=P.skinning,z.morphTargets=P.morphTargets,z.morphNormals=P.morphNormals,z.morphColors=P.morphColors,z.morphTargetsCount=P.morphTargetsCount,z.numClippingPlanes=P.numClippingPlanes,z.numIntersection=P.numClipIntersection,z.vertexAlphas=P.vertexAlphas,z.vertexTangents=P.vertexTangents,z.toneMapping=P.toneMapping}function Qd(y,P,z,N,O){P.isScene!==!0&&(P=qt),Fe.resetTextureUnits();let he=P.fog,ye=N.isMeshStandardMaterial||N.isMeshLambertMaterial||N.isMeshPhongMaterial?P.environment:null,ce=ee===null?I.outputColorSpace:ee.isXRRenderTarget===!0?ee.texture.colorSpace:We.workingColorSpace,ge=N.isMeshStandardMaterial||N.isMeshLambertMaterial&&!N.envMap||N.isMeshPhongMaterial&&!N.envMap,be=b.get(N.envMap||ye,ge),Ue=N.vertexColors===!0&&!!z.attributes.color&&z.attributes.color.itemSize===4,Ge=!!z.attributes.tangent&&(!!N.normalMap||N.anisotropy>0),Me=!!z.morphAttributes.position,He=!!z.morphAttributes.normal,ut=!!z.morphAttributes.color,tt=yn;N.toneMapped&&(ee===null||ee.isXRRenderTarget===!0)&&(tt=I.toneMapping);let et=z.morphAttributes.position||z.morphAttributes.normal||z.morphAttributes.color,wt=et!==void 0?et.length:0,Se=Te.get(N),It=E.state.lights;if(ft===!0&&(Ot===!0||y!==j)){let at=y===j&&N.id===H;Z.setState(N,y,at)}let Je=!1,li=!1;N.version===Se.__version?Se.needsLights&&Se.lightsStateVersion!==It.state.version||O.isBatchedMesh&&Se.batching===!1||!O.isBatchedMesh&&Se.batching===!0||O.isBatchedMesh&&Se.batchingColor===!0&&O._colorsTexture===null||O.isBatchedMesh&&Se.batchingColor===!1&&O._colorsTexture!==null||O.isInstancedMesh&&Se.instancing===!1||!O.isInstancedMesh&&Se.instancing===!0||O.isSkinnedMesh&&Se.skinning===!1||!O.isSkinnedMesh&&Se.skinning===!0||O.isInstancedMesh&&Se.instancingColor===!0&&O.instanceColor===null||O.isInstancedMesh&&Se.instancingColor===!1&&O.instanceColor!==null||O.isInstancedMesh&&Se.instancingMorph===!0&&O.morphTexture===null||O.isInstancedMesh&&Se.instancingMorph===!1&&O.morphTexture!==null||Se.envMap!==be||N.fog===!0&&Se.fog!==he||Se.numClippingPlanes!==void 0&&(Se.numClippingPlanes!==Z.numPlanes||Se.numIntersection!==Z.numIntersection)||Se.vertexAlphas!==Ue||Se.vertexTangents!==Ge||Se.morphTargets!==Me||Se.morphNormals!==He||Se.morphColors!==ut||Se.morphTargetsCount!==wt||Se.numLightProbeGrids!==gl(E.state.lightProbeGridArray)?Je=!0:(Se.outputColorSpace!==ce||Se.toneMapping!==tt)&&(li=!0):(Je=!0,Se.__version=N.version);let At=Se.currentProgram;(Je===!0||li===!0)&&(At=li===!0?jd(N,P,O,ce,tt):xr(N,P,O),k&&N.isNodeMaterial&&k.onUpdateProgram(N,At,Se));let ys=!1,Hn=!1,hi=!1,Ye=At.getUniforms(),St=Se.uniforms;if(ue.useProgram(At.program)&&(ys=!0,Hn=!0,hi=!0),N.id!==H&&(H=N.id,Hn=!0),ys||j!==y){ue.buffers.depth.getReversed()&&y.reversedDepth!==!0&&(y._reversedDepth=!0,y.updateProjectionMatrix()),Ye.setValue(L,"projectionMatrix",y.projectionMatrix),Ye.setValue(L,"viewMatrix",y.matrixWorldInverse);let vt=Ye.map.cameraPosition;vt!==void 0&&vt.setValue(L,gn.setFromMatrixPosition(y.matrixWorld)),st.logarithmicDepthBuffer&&Ye.setValue(L,"logDepthBufFC",2/(Math.log(y.far+1)/Math.LN2)),(N.isMeshPhongMaterial||N.isMeshToonMaterial||N.isMeshLambertMaterial||N.isMeshBasicMaterial||N.isMeshStandardMaterial||N.isShaderMaterial)&&Ye.setValue(L,"isOrthographic",y.isOrthographicCamera===!0),j!==y&&(j=y,Hn=!0,hi=!0)}if(Se.needsLights&&(It.state.sunShadowMap.length>0&&Ye.setValue(L,"sunShadowMap",It.state.sunShadowMap,Fe),It.state.directionalShadowMap.length>0&&Ye.setValue(L,"directionalShadowMap",It.state.directionalShadowMap,Fe),It.state.spotShadowMap.length>0&&Ye.setValue(L,"spotShadowMap",It.state.spotShadowMap,Fe),It.state.pointShadowMap.length>0&&Ye.setValue(L,"pointShadowMap",It.state.pointShadowMap,Fe)),O.isSkinnedMesh){Ye.setOptional(L,O,"bindMatrix"),Ye.setOptional(L,O,"bindMatrixInverse");let at=O.skeleton;at&&(at.boneTexture===null&&at.computeBoneTexture(),Ye.setValue(L,"boneTexture",at.boneTexture,Fe))}O.isBatchedMesh&&(Ye.setOptional(L,O,"batchingTexture"),Ye.setValue(L,"batchingTexture",O._matricesTexture,Fe),Ye.setOptional(L,O,"batchingIdTexture"),Ye.setValue(L,"batchingIdTexture",O._indirectTexture,Fe),Ye.setOptional(L,O,"batchingColorTexture"),O._colorsTexture!==null&&Ye.setValue(L,"batchingColorTexture",O._colorsTexture,Fe));let cn=z.morphAttributes;if((cn.position!==void 0||cn.normal!==void 0||cn.color!==void 0)&&K.update(O,z,At),(Hn||Se.receiveShadow!==O.receiveShadow)&&(Se.receiveShadow=O.receiveShadow,Ye.setValue(L,"receiveShadow",O.receiveShadow)),(N.isMeshStandardMaterial||N.isMeshLambertMaterial||N.isMeshPhongMaterial)&&N.envMap===null&&P.environment!==null&&(St.envMapIntensity.value=P.environmentIntensity),St.dfgLUT!==void 0&&(St.dfgLUT.value=A2()),Hn){if(Ye.setValue(L,"toneMappingExposure",I.toneMappingExposure),Se.needsLights&&ef(St,hi),he&&N.fog===!0&&re.refreshFogUniforms(St,he),re.refreshMaterialUniforms(St,N,fe,Ae,E.state.transmissionRenderTarget[y.id]),Se.needsLights&&Se.numLightProbeGrids>0){let at=w,vt=0;for(let En of E.state.lightProbeGridArray)En.texture!==null&&(at.textures[vt]=En.texture,at.min[vt]=En.boundingBox.min,at.max[vt]=En.boundingBox.max,at.resolution[vt]=En.resolution,vt++);for(let En in at)at[En].length=vt;St.probesSH.value=at.textures,St.probesMin.value=at.min,St.probesMax.value=at.max,St.probesResolution.value=at.resolution}lr.upload(L,_l(Se),St,Fe)}if(N.isShaderMaterial&&N.uniformsNeedUpdate===!0&&(lr.upload(L,_l(Se),St,Fe),N.uniformsNeedUpdate=!1),N.isSpriteMaterial&&Ye.setValue(L,"center",O.center),Ye.setValue(L,"modelViewMatrix",O.modelViewMatrix),Ye.setValue(L,"normalMatrix",O.normalMatrix),Ye.setValue(L,"modelMatrix",O.matrixWorld),N.uniformsGroups!==void 0){let at=N.uniformsGroups;for(let vt=0,En=at.length;vt<En;vt++){let yl=at[vt];we.update(yl,At),we.bind(yl,At)}}return At}function ef(y,P){y.ambientLightColor.needsUpdate=P,y.lightProbe.needsUpdate=P,y.sunLights.needsUpdate=P,y.sunLightShadows.needsUpdate=P,y.directionalLights.needsUpdate=P,y.directionalLightShadows.needsUpdate=P,y.pointLights.needsUpdate=P,y.pointLightShadows.needsUpdate=P,y.spotLights.needsUpdate=P,y.spotLightShadows.needsUpdate=P,y.rectAreaLights.needsUpdate=P,y.hemisphereLights.needsUpdate=P}function tf(y){return y.isMeshLambertMaterial||y.isMeshToonMaterial||y.isMeshPhongMaterial||y.isMeshStandardMaterial||y.isShadowMaterial||y.isShaderMaterial&&y.lights===!0}this.getActiveCubeFace=function(){return Y},this.getActiveMipmapLevel=function(){return V},this.getRenderTarget=function(){return ee},this.setRenderTargetTextures=function(y,P,z){let N=Te.get(y);N.__autoAllocateDepthBuffer=y.resolveDepthBuffer===!1,N.__autoAllocateDepthBuffer===!1&&(N.__useRenderToTexture=!1),Te.get(y.texture).__webglTexture=P,Te.get(y.depthTexture).__webglTexture=N.__autoAllocateDepthBuffer?void 0:z,N.__hasExternalTextures=!0},this.setRenderTargetFramebuffer=function(y,P){let z=Te.get(y);z.__webglFramebuffer=P,z.__useDefaultFramebuffer=P===void 0},this.setRenderTarget=function(y,P=0,z=0){ee=y,Y=P,V=z;let N=null,O=!1,he=!1;if(y){let ce=Te.get(y);if(ce.__useDefaultFramebuffer!==void 0){ue.bindFramebuffer(L.FRAMEBUFFER,ce.__webglFramebuffer),Q.copy(y.viewport),ve.copy(y.scissor),Ie=y.scissorTest,ue.viewport(Q),ue.scissor(ve),ue.setScissorTest(Ie),H=-1;return}else if(ce.__webglFramebuffer===void 0)Fe.setupRenderTarget(y);else if(ce.__hasExternalTextures)Fe.rebindTextures(y,Te.get(y.texture).__webglTexture,Te.get(y.depthTexture).__webglTexture);else if(y.depthBuffer){let Ue=y.depthTexture;if(ce.__boundDepthTexture!==Ue){if(Ue!==null&&Te.has(Ue)&&(y.width!==Ue.image.width||y.height!==Ue.image.height))throw new Error("THREE.WebGLRenderer: Attached DepthTexture is initialized to the incorrect size.");Fe.setupDepthRenderbuffer(y)}}let ge=y.texture;(ge.isData3DTexture||ge.isDataArrayTexture||ge.isCompressedArrayTexture)&&(he=!0);let be=Te.get(y).__webglFramebuffer;y.isWebGLCubeRenderTarget?(Array.isArray(be[P])?N=be[P][z]:N=be[P],O=!0):y.samples>0&&Fe.useMultisampledRTT(y)===!1?N=Te.get(y).__webglMultisampledFramebuffer:Array.isArray(be)?N=be[z]:N=be,Q.copy(y.viewport),ve.copy(y.scissor),Ie=y.scissorTest}else Q.copy(Re).multiplyScalar(fe).floor(),ve.copy(Ke).multiplyScalar(fe).floor(),Ie=Qe;if(z!==0&&(N=X),ue.bindFramebuffer(L.FRAMEBUFFER,N)&&ue.drawBuffers(y,N),ue.viewport(Q),ue.scissor(ve),ue.setScissorTest(Ie),O){let ce=Te.get(y.texture);L.framebufferTexture2D(L.FRAMEBUFFER,L.COLOR_ATTACHMENT0,L.TEXTURE_CUBE_MAP_POSITIVE_X+P,ce.__webglTexture,z)}else if(he){let ce=P;for(let ge=0;ge<y.textures.length;ge++){let be=Te.get(y.textures[ge]);L.framebufferTextureLayer(L.FRAMEBUFFER,L.COLOR_ATTACHMENT0+ge,be.__webglTexture,z,ce)}}else if(y!==null&&z!==0){let ce=Te.get(y.texture);L.framebufferTexture2D(L.FRAMEBUFFER,L.COLOR_ATTACHMENT0,L.TEXTURE_2D,ce.__webglTexture,z)}H=-1};function vl(y){let P=Te.get(y);return(P.__readFormat!==y.format||P.__readType!==y.type)&&(P.__readFormat=y.format,P.__readType=y.type,P.__formatReadable=st.textureFormatReadable(y.format),P.__typeReadable=st.textureTypeReadable(y.type)),P}this.readRenderTargetPixels=function(y,P,z,N,O,he,ye,ce=0){if(!(y&&y.isWebGLRenderTarget)){Pe("WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");return}let ge=Te.get(y).__webglFramebuffer;if(y.isWebGLCubeRenderTarget&&ye!==void 0&&(ge=ge[ye],Array.isArray(ge)&&(ge=ge[0])),ge){ue.bindFramebuffer(L.FRAMEBUFFER,ge);try{let be=y.textures[ce],Ue=be.format,Ge=be.type;y.textures.length>1&&L.readBuffer(L.COLOR_ATTACHMENT0+ce);let Me=vl(be);if(Me.__formatReadable===!1){Pe("WebGLRenderer.readRenderTargetPixels: renderTarget is not in RGBA or implementation defined format.");return}if(Me.__typeReadable===!1){Pe("WebGLRenderer.readRenderTargetPixels: renderTarget is not in UnsignedByteType or implementation defined type.");return}P>=0&&P<=y.width-N&&z>=0&&z<=y.height-O&&L.readPixels(P,z,N,O,ie.convert(Ue),ie.convert(Ge),he)}finally{let be=ee!==null?Te.get(ee).__webglFramebuffer:null;ue.bindFramebuffer(L.FRAMEBUFFER,be)}}},this.readRenderTargetPixelsAsync=async function(y,P,z,N,O,he,ye,ce=0){if(!(y&&y.isWebGLRenderTarget))throw new Error("THREE.WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");let ge=Te.get(y).__webglFramebuffer;if(y.isWebGLCubeRenderTarget&&ye!==void 0&&(ge=ge[ye],Array.isArray(ge)&&(ge=ge[0])),ge)if(P>=0&&P<=y.width-N&&z>=0&&z<=y.height-O){ue.bindFramebuffer(L.FRAMEBUFFER,ge);let be=y.textures[ce],Ue=be.format,Ge=be.type;y.textures.length>1&&L.readBuffer(L.COLOR_ATTACHMENT0+ce);let Me=vl(be);if(Me.__formatReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in RGBA or implementation defined format.");if(Me.__typeReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in UnsignedByteType or implementation defined type.");let He=L.createBuffer();L.bindBuffer(L.PIXEL_PACK_BUFFER,He),L.bufferData(L.PIXEL_PACK_BUFFER,he.byteLength,L.STREAM_READ),L.readPixels(P,z,N,O,ie.convert(Ue),ie.convert(Ge),0),L.bindBuffer(L.PIXEL_PACK_BUFFER,null);let ut=ee!==null?Te.get(ee).__webglFramebuffer:null;ue.bindFramebuffer(L.FRAMEBUFFER,ut);let tt=L.fenceSync(L.SYNC_GPU_COMMANDS_COMPLETE,0);return L.flush(),await vh(L,tt,4),L.bindBuffer(L.PIXEL_PACK_BUFFER,He),L.getBufferSubData(L.PIXEL_PACK_BUFFER,0,he),L.bindBuffer(L.PIXEL_PACK_BUFFER,null),L.deleteBuffer(He),L.deleteSync(tt),he}else throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: requested read bounds are out of range.")},this.copyFramebufferToTexture=function(y,P=null,z=0){let N=Math.pow(2,-z),O=Math.floor(y.image.width*N),he=Math.floor(y.image.height*N),ye=P!==null?P.x:0,ce=P!==null?P.y:0;Fe.setTexture2D(y,0),L.copyTexSubImage2D(L.TEXTURE_2D,z,0,0,ye,ce,O,he),ue.unbindTexture()},this.copyTextureToTexture=function(y,P,z=null,N=null,O=0,he=0){let ye,ce,ge,be,Ue,Ge,Me,He,ut,tt=y.isCompressedTexture?y.mipmaps[he]:y.image;if(z!==null)ye=z.max.x-z.min.x,ce=z.max.y-z.min.y,ge=z.isBox3?z.max.z-z.min.z:1,be=z.min.x,Ue=z.min.y,Ge=z.isBox3?z.min.z:0;else{let Ye=Math.pow(2,-O);ye=Math.floor(tt.width*Ye),ce=Math.floor(tt.height*Ye),y.isDataArrayTexture?ge=tt.depth:y.isData3DTexture?ge=Math.floor(tt.depth*Ye):ge=1,be=0,Ue=0,Ge=0}N!==null?(Me=N.x,He=N.y,ut=N.z):(Me=0,He=0,ut=0);let et=ie.convert(P.format),wt=ie.convert(P.type),Se;P.isData3DTexture?(Fe.setTexture3D(P,0),Se=L.TEXTURE_3D):P.isDataArrayTexture||P.isCompressedArrayTexture?(Fe.setTexture2DArray(P,0),Se=L.TEXTURE_2D_ARRAY):(Fe.setTexture2D(P,0),Se=L.TEXTURE_2D),ue.activeTexture(L.TEXTURE0),ue.pixelStorei(L.UNPACK_FLIP_Y_WEBGL,P.flipY),ue.pixelStorei(L.UNPACK_PREMULTIPLY_ALPHA_WEBGL,P.premultiplyAlpha),ue.pixelStorei(L.UNPACK_ALIGNMENT,P.unpackAlignment);let It=ue.getParameter(L.UNPACK_ROW_LENGTH),Je=ue.getParameter(L.UNPACK_IMAGE_HEIGHT),li=ue.getParameter(L.UNPACK_SKIP_PIXELS),At=ue.getParameter(L.UNPACK_SKIP_ROWS),ys=ue.getParameter(L.UNPACK_SKIP_IMAGES);ue.pixelStorei(L.UNPACK_ROW_LENGTH,tt.width),ue.pixelStorei(L.UNPACK_IMAGE_HEIGHT,tt.height),ue.pixelStorei(L.UNPACK_SKIP_PIXELS,be),ue.pixelStorei(L.UNPACK_SKIP_ROWS,Ue),ue.pixelStorei(L.UNPACK_SKIP_IMAGES,Ge);let Hn=y.isDataArrayTexture||y.isData3DTexture,hi=P.isDataArrayTexture||P.isData3DTexture;if(y.isDepthTexture){let Ye=Te.get(y),St=Te.get(P),cn=Te.get(Ye.__renderTarget),at=Te.get(St.__renderTarget);ue.bindFramebuffer(L.READ_FRAMEBUFFER,cn.__webglFramebuffer),ue.bindFramebuffer(L.DRAW_FRAMEBUFFER,at.__webglFramebuffer);for(let vt=0;vt<ge;vt++)Hn&&(L.framebufferTextureLayer(L.READ_FRAMEBUFFER,L.COLOR_ATTACHMENT0,Te.get(y).__webglTexture,O,Ge+vt),L.framebufferTextureLayer(L.DRAW_FRAMEBUFFER,L.COLOR_ATTACHMENT0,Te.get(P).__webglTexture,he,ut+vt)),L.blitFramebuffer(be,Ue,be+ye,Ue+ce,Me,He,Me+ye,He+ce,L.DEPTH_BUFFER_BIT,L.NEAREST);ue.bindFramebuffer(L.READ_FRAMEBUFFER,null),ue.bindFramebuffer(L.DRAW_FRAMEBUFFER,null)}else if(O!==0||y.isRenderTargetTexture||Te.has(y)){let Ye=Te.get(y),St=Te.get(P);ue.bindFramebuffer(L.READ_FRAMEBUFFER,C),ue.bindFramebuffer(L.DRAW_FRAMEBUFFER,G);for(let cn=0;cn<ge;cn++)Hn?L.framebufferTextureLayer(L.READ_FRAMEBUFFER,L.COLOR_ATTACHMENT0,Ye.__webglTexture,O,Ge+cn):L.framebufferTexture2D(L.READ_FRAMEBUFFER,L.COLOR_ATTACHMENT0,L.TEXTURE_2D,Ye.__webglTexture,O),hi?L.framebufferTextureLayer(L.DRAW_FRAMEBUFFER,L.COLOR_ATTACHMENT0,St.__webglTexture,he,ut+cn):L.framebufferTexture2D(L.DRAW_FRAMEBUFFER,L.COLOR_ATTACHMENT0,L.TEXTURE_2D,St.__webglTexture,he),O!==0?L.blitFramebuffer(be,Ue,be+ye,Ue+ce,Me,He,Me+ye,He+ce,L.COLOR_BUFFER_BIT,L.NEAREST):hi?L.copyTexSubImage3D(Se,he,Me,He,ut+cn,be,Ue,ye,ce):L.copyTexSubImage2D(Se,he,Me,He,be,Ue,ye,ce);ue.bindFramebuffer(L.READ_FRAMEBUFFER,null),ue.bindFramebuffer(L.DRAW_FRAMEBUFFER,null)}else hi?y.isDataTexture||y.isData3DTexture?L.texSubImage3D(Se,he,Me,He,ut,ye,ce,ge,et,wt,tt.data):P.isCompressedArrayTexture?L.compressedTexSubImage3D(Se,he,Me,He,ut,ye,ce,ge,et,tt.data):L.texSubImage3D(Se,he,Me,He,ut,ye,ce,ge,et,wt,tt):y.isDataTexture?L.texSubImage2D(L.TEXTURE_2D,he,Me,He,ye,ce,et,wt,tt.data):y.isCompressedTexture?L.compressedTexSubImage2D(L.TEXTURE_2D,he,Me,He,tt.width,tt.height,et,tt.data):L.texSubImage2D(L.TEXTURE_2D,he,Me,He,ye,ce,et,wt,tt);ue.pixelStorei(L.UNPACK_ROW_LENGTH,It),ue.pixelStorei(L.UNPACK_IMAGE_HEIGHT,Je),ue.pixelStorei(L.UNPACK_SKIP_PIXELS,li),ue.pixelStorei(L.UNPACK_SKIP_ROWS,At),ue.pixelStorei(L.UNPACK_SKIP_IMAGES,ys),he===0&&P.generateMipmaps===!0&&P.mipmapsAutoUpdate===!0&&L.generateMipmap(Se),ue.unbindTexture()},this.initRenderTarget=function(y){Te.get(y).__webglFramebuffer===void 0&&Fe.setupRenderTarget(y)},this.initTexture=function(y){y.isCubeTexture?Fe.setTextureCube(y,0):y.isData3DTexture?Fe.setTexture3D(y,0):y.isDataArrayTexture||y.isCompressedArrayTexture?Fe.setTexture2DArray(y,0):Fe.setTexture2D(y,0),ue.unbindTexture()},this.resetState=function(){Y=0,V=0,ee=null,ue.reset(),se.reset()},typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}get coordinateSystem(){return jt}get outputColorSpace(){return this._outputColorSpace}set outputColorSpace(e){this._outputColorSpace=e;let t=this.getContext();t.drawingBufferColorSpace=We._getDrawingBufferColorSpace(e),t.unpackColorSpace=We._getUnpackColorSpace()}};var Ne=class extends Error{constructor(t,n){super(n);this.code=t;this.name="PlayerError"}code};var ru=`
uniform float size, depthReach, depthMiddle;
varying vec2 texel;
invariant gl_Position;
void main() {
  texel = uv;
  vec2 place = (position.xy + 0.5) / size * 2.0 - 1.0;
  gl_Position = vec4(place.x, -place.y, (position.z - depthMiddle) / depthReach, 1.0);
}`,su=`
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
}`,ou=`
uniform vec4 box;
uniform float size;
void main() {
  vec2 place = (box.xy + (position.xy + 0.5) * box.zw) / size * 2.0 - 1.0;
  gl_Position = vec4(place.x, -place.y, 0.0, 1.0);
}`,wc=`
uniform float size, pixels;
vec2 place() { return vec2(gl_FragCoord.x, pixels - gl_FragCoord.y) * size / pixels - 0.5; }
`,au=`
uniform sampler2D picture;
uniform vec2 covered;
uniform float pixels;
void main() {
  vec2 place = vec2(gl_FragCoord.x, pixels - gl_FragCoord.y) / pixels - 0.5;
  gl_FragColor = vec4(texture2D(picture, place * covered + 0.5).rgb, 1.0);
}`,cu=`
${wc}
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
}`,lu=`
uniform vec2 corner, extent; // of the picture, in pixels of the portrait
uniform float depthReach, depthMiddle;
varying vec2 texel;
void main() {
  texel = uv;
  vec2 place = (position.xy + 0.5 - corner) / extent * 2.0 - 1.0;
  gl_Position = vec4(place, (position.z - depthMiddle) / depthReach, 1.0);
}`,hu=`
uniform sampler2D picture;
varying vec2 texel;
void main() { gl_FragColor = texture2D(picture, texel); }`,uu=`
uniform sampler2D picture;
uniform float rows, out_, length_, rootFrom, rootTo, rootLight;
varying vec2 texel;
void main() {
  float row = (texel.y * rows - 0.5) / (rows - 1.0) * length_;
  float visible = smoothstep(rootFrom, rootTo, out_ * length_ - row);
  vec4 colour = texture2D(picture, texel) * visible;
  gl_FragColor = vec4(colour.rgb * (rootLight + (1.0 - rootLight) * visible), colour.a);
}`,du=`
uniform sampler2D opening, teeth;
uniform float share;
varying vec2 texel;
void main() {
  vec4 whole = texture2D(opening, texel), row = texture2D(teeth, texel);
  vec3 photo = whole.rgb / max(whole.a, 0.004);
  vec3 upper = row.a > 0.004 ? row.rgb / row.a : photo;
  float alpha = max(row.a, whole.a * share);
  gl_FragColor = vec4((whole.a > 0.004 ? mix(upper, photo, share) : upper) * alpha, alpha);
}`,fu=`
${wc}
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
}`,pu=`
${wc}
uniform sampler2D masks;
uniform vec4 window;
uniform vec3 darkness;
void main() {
  float line = texture2D(masks, (place() - window.xy + 0.5) / window.zw).r;
  gl_FragColor = vec4(1.0 - line * (1.0 - darkness), 1.0);
}`;var $r={transparent:!0,blending:or,blendEquation:Un,blendSrc:So,blendDst:Or};function jr(i,e,t,n,r){let s=new rn({vertexShader:e,fragmentShader:t,uniforms:n,depthTest:!1,depthWrite:!1,side:sn,...r}),o=new nn(i,s);return o.frustumCulled=!1,o}function Ai(i,e,t=$r){return jr(new yi,ou,i,{box:{value:new je},...e},t)}function Ei(i,e){ri(i).box.value.set(e.left-.5,e.top-.5,e.width,e.height)}function ri(i){return i.material.uniforms}function bn(i){for(let e of i)e.geometry.dispose(),e.material.dispose()}function _e(i,e=0,t=1){return Math.min(Math.max(i,e),t)}function it(i,e=0,t=1){let n=_e((i-e)/(t-e));return n*n*(3-2*n)}function Ft(i,e,t){let n=e.length-1;if(i<=e[0])return t[0];if(i>=e[n])return t[n];let r=0;for(;e[r+1]<i;)r++;let s=e[r+1]-e[r],o=s>0?(i-e[r])/s:0;return t[r]+o*(t[r+1]-t[r])}function Ti(i,e){let t=n=>[0,1,2].map(r=>n[0]*e[0][r]+n[1]*e[1][r]+n[2]*e[2][r]);return[t(i[0]),t(i[1]),t(i[2])]}function kn(i){return[0,1,2].map(e=>[i[0][e],i[1][e],i[2][e]])}function Xt(i,e){return i.map(t=>t[0]*e[0]+t[1]*e[1]+t[2]*e[2])}function ma(i,e,t){let[n,r]=i,[s,o]=e,a=n*o-s*r,[c,l]=t;return[[o/a,-s/a,(s*l-o*c)/a],[-r/a,n/a,(r*c-n*l)/a]]}var on=4,zn=class i{constructor(e,t,n,r){this.left=e;this.top=t;this.width=n;this.height=r}left;top;width;height;static around(e,t,n){let[r,s]=[e.map(h=>h[0]),e.map(h=>h[1])],o=Math.max(Math.floor(Math.min(...r))-t,0),a=Math.max(Math.floor(Math.min(...s))-t,0),c=Math.min(Math.ceil(Math.max(...r))+t+1,n),l=Math.min(Math.ceil(Math.max(...s))+t+1,n);return new i(o,a,c-o,l-a)}get area(){return this.width*this.height}};function Ac(i,e){let{width:t,height:n,left:r,top:s}=e,o=new Float32Array(e.area),a=.5/on,c=Float64Array.from(i,u=>u[0]),l=Float64Array.from(i,u=>u[1]),h=new Float64Array(i.length);for(let u=0;u<t*on;u++){let d=r+(u+.5)/on-.5,f=E2(d,c,l,h);for(let m=0;m+1<f;m+=2){let v=h[m]-a-s+.5,p=h[m+1]+a-s+.5;T2(o,u/on|0,t,n,v,p)}}for(let u=0;u<o.length;u++)o[u]=Math.min(o[u],1);return o}function E2(i,e,t,n){let r=0;for(let s=0,o=e.length-1;s<e.length;o=s++){let a=e[o],c=e[s];if(a<=i==c<=i)continue;let l=t[o]+(i-a)/(c-a)*(t[s]-t[o]),h=r++;for(;h>0&&n[h-1]>l;h--)n[h]=n[h-1];n[h]=l}return r}function T2(i,e,t,n,r,s){let o=Math.max(Math.floor(r),0);for(let a=o;a<n&&a<s;a++){let c=Math.min(a+1,s)-Math.max(a,r);c>0&&(i[a*t+e]+=c/on)}}var ur=class{constructor(e){this.window=e;this.columns=e.width*on,this.rows=e.height*on,this.fine=new Float32Array(this.columns*this.rows)}window;fine;columns;rows;line(e,t,n,r){let[s,o]=this.place(e),[a,c]=this.place(t),l=R2(r)/2,h=l+1,u=(a-s)**2+(c-o)**2||1,d=Math.min(Math.ceil(Math.max(o,c)+h),this.rows-1),f=Math.min(Math.ceil(Math.max(s,a)+h),this.columns-1);for(let m=Math.max(Math.floor(Math.min(o,c)-h),0);m<=d;m++)for(let v=Math.max(Math.floor(Math.min(s,a)-h),0);v<=f;v++){let p=_e(((v-s)*(a-s)+(m-o)*(c-o))/u),g=Math.hypot(v-s-p*(a-s),m-o-p*(c-o)),M=n*_e(l+.5-g),A=m*this.columns+v;M>this.fine[A]&&(this.fine[A]=M)}}coverage(){let{width:e}=this.window,t=new Float32Array(this.window.area);for(let n=0;n<this.fine.length;n++){let r=this.fine[n];if(r===0)continue;let s=n/this.columns/on|0;t[s*e+(n%this.columns/on|0)]+=r/on**2}return t}place(e){return[(e[0]-this.window.left+.5)*on-.5,(e[1]-this.window.top+.5)*on-.5]}};function R2(i){return i===1?1.35:1.35+2.1*Math.floor((i+1)/2)}function Ri(i,{width:e,height:t},n){let r=Math.round(n*8+1)>>1,s=Float32Array.from({length:2*r+1},(c,l)=>Math.exp(-.5*((l-r)/n)**2)),o=s.reduce((c,l)=>c+l,0),a=mu(i,e,t,1,e,s,r,o);return mu(a,t,e,e,1,s,r,o)}function mu(i,e,t,n,r,s,o,a){let c=new Float32Array(i.length),l=new Float32Array(e+2*o),h=Int32Array.from(l,(u,d)=>C2(d-o,e)*n);for(let u=0;u<t;u++){let d=u*r,f=!0;for(let m=0;m<l.length;m++)l[m]=i[d+h[m]],f&&=l[m]===0;if(!f)for(let m=0;m<e;m++){let v=0;for(let p=0;p<s.length;p++)v+=s[p]*l[m+p];c[d+m*n]=v/a}}return c}function C2(i,e){if(e===1)return 0;let t=2*(e-1),n=Math.abs(i)%t;return n<e?n:t-n}async function gu(i,e){let t=await Promise.all(e.map(async n=>{let r=i.picture(n);return[n,r&&await Ec(r)]}));return Object.fromEntries(t)}async function Ec(i){let e={premultiplyAlpha:"premultiply",colorSpaceConversion:"none"},t=new Ct(await createImageBitmap(i,e));return Tc(t),t}function ga(i){let{width:e,height:t}=i.image;return[e,t]}function Qr(i,e){let t=new xi(new Uint8Array(4*i*e),i,e,Bt,Nt);return Tc(t),t}function es(i,e){let t=new xi(new Float32Array(4*i*e),i,e,Bt,Wt);return Tc(t),t.minFilter=t.magFilter=ct,t}function _a(i){let e=Qr(1,1);return e.image.data.fill(i),e}function Tc(i){i.flipY=!1,i.colorSpace=mn,i.generateMipmaps=!1,i.minFilter=i.magFilter=bt,i.wrapS=i.wrapT=$t,i.needsUpdate=!0}async function _u(i){let e=i?.trim()??"";if(e===""||e==="transparent")return null;if(e.startsWith("#")){if(!/^#[0-9a-f]{6}$/i.test(e))throw Rc(e);return{colour:e}}try{let t=await fetch(e);if(!t.ok)throw Rc(e);return{picture:await Ec(await t.blob())}}catch{throw Rc(e)}}var xa=class{constructor(e,t){this.picture=t;let[n,r]=ga(t),s=Math.min(n,r),o=new Oe(s/n,s/r),a={...e,picture:{value:t},covered:{value:o}},c=Ai(au,a,{});Ei(c,new zn(0,0,e.size.value,e.size.value)),this.objects=[c]}picture;objects;update(){}dispose(){bn(this.objects),this.picture.dispose()}};function Rc(i){return new Ne("bad-background",`\u201C${i}\u201D is no background; use a colour as #204060, or a picture's address.`)}var xu="Synthetic media: a photograph animated by a program.";function vu(i){let e=i.canvas.width,t=Math.max(11,.034*e);i.font=`700 ${t}px sans-serif`;let n=i.measureText("AI").width+.8*t,r=1.45*t,[s,o]=[e-.026*e-n,.026*e];i.beginPath(),i.roundRect(s,o,n,r,.35*t),i.fillStyle="#10121696",i.fill(),i.strokeStyle="#fffc",i.lineWidth=.003*e,i.stroke(),i.fillStyle="#fff",i.textAlign="center",i.textBaseline="middle",i.fillText("AI",s+n/2,o+r/2)}async function Vn(i){try{let e=await fetch(i);if(e.ok)return await e.arrayBuffer()}catch{}throw new Ne("not-found",`\u201C${i}\u201D cannot be loaded; check the address.`)}var P2=1179937895,I2=1313821514,L2=5130562,D2={SCALAR:1,VEC2:2,VEC3:3,VEC4:4,MAT4:16},va=class i{constructor(e,t,n){this.document=e;this.binary=t;this.start=n}document;binary;start;static read(e){let t=new DataView(e);if(e.byteLength<28||t.getUint32(0,!0)!==P2)throw Ci();let n=t.getUint32(12,!0),r=20+n;if(t.getUint32(16,!0)!==I2||r+8>e.byteLength||t.getUint32(r+4,!0)!==L2||r+8+t.getUint32(r,!0)>e.byteLength)throw Ci();let s;try{s=JSON.parse(new TextDecoder().decode(new Uint8Array(e,20,n)))}catch{throw Ci()}if(!s.scenes?.[0]?.extras?.real3d)throw Ci();return new i(s,e,r+8)}get extras(){return this.document.scenes[0].extras.real3d}hasMesh(e){return this.document.meshes.some(t=>t.name===e)}attribute(e,t){return this.floats(this.mesh(e).primitives[0].attributes[t])}triangles(e,t){let n=s=>this.document.materials[s.material].name===t,r=this.mesh(e).primitives.find(n);return r?this.numbers(r.indices):new Uint16Array}targets(e){return this.mesh(e).extras.targetNames}morphs(e){let t=this.mesh(e),n=t.extras.targetNames;return new Map(n.map((r,s)=>[r,this.morph(t.primitives[0].targets[s].POSITION)]))}picture(e){let t=this.document.images.find(s=>s.name===e);if(!t)return null;let n=this.document.bufferViews[t.bufferView],r=new Uint8Array(this.binary,this.start+(n.byteOffset??0),n.byteLength);return new Blob([r],{type:t.mimeType})}mesh(e){let t=this.document.meshes.find(n=>n.name===e);if(!t)throw Ci();return t}morph(e){let t=this.document.accessors[e],n=t.sparse,r=this.view(n.values.bufferView,t.componentType);return{vertices:this.view(n.indices.bufferView,5123),ways:Float32Array.from(r,s=>s/yu(r))}}floats(e){let t=this.numbers(e);return this.document.accessors[e].normalized?Float32Array.from(t,n=>n/yu(t)):Float32Array.from(t)}numbers(e){let t=this.document.accessors[e],n=t.count*D2[t.type];return this.view(t.bufferView,t.componentType).subarray(0,n)}view(e,t){let n=this.document.bufferViews[e],r=this.start+(n.byteOffset??0),s=this.binary.slice(r,r+n.byteLength);switch(t){case 5126:return new Float32Array(s);case 5123:return new Uint16Array(s);case 5122:return new Int16Array(s);default:return new Uint8Array(s)}}};function yu(i){return i instanceof Int16Array?32767:i instanceof Uint16Array?65535:255}function Ci(){return new Ne("not-an-avatar","The file is no avatar made by \u201Cpython -m real3d avatar\u201D.")}var ya=class{constructor(e){this.size=e;let t=n=>2*Math.PI*n/e;this.cosine=Float64Array.from({length:e/2},(n,r)=>Math.cos(t(r))),this.sine=Float64Array.from({length:e/2},(n,r)=>-Math.sin(t(r))),this.place=new Uint16Array(e);for(let n=1;n<e;n++)this.place[n]=this.place[n>>1]>>1|(n&1?e>>1:0);this.real=new Float64Array(e),this.imaginary=new Float64Array(e)}size;cosine;sine;place;real;imaginary;power(e,t){let{size:n,real:r,imaginary:s,place:o}=this;s.fill(0);for(let a=0;a<n;a++)r[o[a]]=e[a]??0;for(let a=1;a<n;a*=2)this.butterflies(a);for(let a=0;a<=n/2;a++)t[a]=r[a]**2+s[a]**2}butterflies(e){let{size:t,real:n,imaginary:r,cosine:s,sine:o}=this,a=t/(2*e);for(let c=0;c<t;c+=2*e)for(let l=0;l<e;l++){let[h,u]=[s[l*a],o[l*a]],[d,f]=[c+l,c+l+e],m=n[f]*h-r[f]*u,v=n[f]*u+r[f]*h;n[f]=n[d]-m,r[f]=r[d]-v,n[d]+=m,r[d]+=v}}};var fr=16e3,ba=41,Pi=40,Mu=160,dr=400,Ma=512,wu=Ma/2+1,N2=[60,7600],Su=1e-14,bu=14,F2=9.2,U2=2,O2=3,B2=5,k2=-3,z2=.25,V2=.0069,G2=1,H2=400,W2=150,Sa=class{held=new Float32Array(dr/2-Mu/2);spectrum=new ya(Ma);taper=Float64Array.from({length:dr},(e,t)=>.5-.5*Math.cos(2*Math.PI*t/dr));filters=X2();tapered=new Float64Array(dr);power=new Float64Array(wu);normaliser;constructor(e){this.normaliser=new Cc(e)}push(e){let t=new Float32Array(this.held.length+e.length);t.set(this.held),t.set(e,this.held.length);let n=[],r=0;for(;r+dr<=t.length;r+=Mu)n.push(this.normaliser.next(this.bands(t,r)));return this.held=t.slice(r),n}bands(e,t){for(let n=0;n<dr;n++)this.tapered[n]=e[t+n]*this.taper[n];return this.spectrum.power(this.tapered,this.power),Float64Array.from(this.filters,({start:n,weights:r})=>{let s=0;for(let o=0;o<r.length;o++)s+=r[o]*this.power[n+o];return s})}},Cc=class{peaks=k2;weight=W2;mean;constructor(e){this.mean=Float64Array.from(e)}next(e){let t=Math.log(e.reduce((a,c)=>a+c)/Pi+Su),n=t-this.peaks;this.peaks+=n>0?z2*n:-V2;let r=this.peaks-G2,s=e.map(a=>Math.max(Math.log(a+Su)-r,-bu));if(t>r-F2){this.weight=Math.min(this.weight+1,H2);for(let a=0;a<Pi;a++)this.mean[a]+=(s[a]-this.mean[a])/this.weight}let o=new Float32Array(ba);for(let a=0;a<Pi;a++)o[a]=(s[a]-this.mean[a])/O2;return o[Pi]=_e(t-r,-bu,U2)/B2,o}};function X2(){let[i,e]=N2.map(n=>2595*Math.log10(1+n/700)),t=Array.from({length:Pi+2},(n,r)=>700*(10**((i+(e-i)*r/(Pi+1))/2595)-1));return Array.from({length:Pi},(n,r)=>{let[s,o,a]=t.slice(r,r+3),c=Array.from({length:wu},(u,d)=>{let f=d*fr/Ma;return Math.max(0,Math.min((f-s)/(o-s),(a-f)/(a-o)))}),l=c.reduce((u,d)=>u+d);return l<1e-6?{start:Math.round(o*Ma/fr),weights:Float64Array.of(1)}:{start:c.findIndex(u=>u>0),weights:Float64Array.from(c.filter(u=>u>0),u=>u/l)}})}var wa=5,q2=6,Y2=2,Aa=class{constructor(e){this.weights=e;this.blocks=e.blocks.map(t=>new Pc(t,e.channels))}weights;window=Array.from({length:Y2},()=>new Float32Array(ba));blocks;push(e){let t=this.stem(e);for(let n of this.blocks)t=t&&n.push(t);return t&&this.read(t)}stem(e){let{window:t,weights:n}=this;if(t.push(e),t.length<q2)return null;let r=n.stemBias.slice();return t.forEach((s,o)=>Ea(r,s,n.stem,o*ba)),t.splice(0,2),r}read(e){let{scale:t,shift:n,head:r,headBias:s}=this.weights,o=s.slice(),a=e.map((c,l)=>{let h=c*t[l]+n[l];return h*ts(h)});return Ea(o,a,r),o}},Pc=class{constructor(e,t){this.weights=e;this.channels=t;let{dilation:n,future:r}=e;this.span=(wa-1)*n+1,this.held=Array.from({length:(wa-1-r)*n},()=>new Float32Array(t))}weights;channels;span;held;push(e){let{held:t,span:n,channels:r,weights:s}=this;if(t.push(e),t.length<n)return null;let o=s.depthwiseBias.slice();for(let u=0;u<wa;u++){let d=t[u*s.dilation];for(let f=0;f<r;f++)o[f]+=d[f]*s.depthwise[u*r+f]}let a=s.gatedBias.slice();Ea(a,o,s.gated);let c=new Float32Array(r);for(let u=0;u<r;u++)c[u]=a[u]*ts(a[u])*ts(a[r+u]);let l=t[(wa-1-s.future)*s.dilation],h=s.backBias.map((u,d)=>u+l[d]);return Ea(h,c,s.back),t.shift(),h}};function Ea(i,e,t,n=0){let r=i.length;for(let s=0;s<e.length;s++){let o=e[s],a=(n+s)*r;for(let c=0;c<r;c++)i[c]+=o*t[a+c]}}function ts(i){return .5*Math.tanh(.5*i)+.5}var Ic=["sil","PP","FF","TH","DD","kk","CH","SS","nn","RR","aa","E","I","O","U"],[J2,Z2,K2,$2,j2]=["CH","SS","TH","DD","nn"].map(i=>Ic.indexOf(i)),Q2=.5,Ta=class{features;network;constructor(e){this.features=new Sa(e.profile),this.network=new Aa(e)}push(e){return this.features.push(e).map(n=>this.network.push(n)).filter(n=>n!==null).map(e3)}};function Au({visemes:i}){return i[Z2]+i[J2]}function Eu({visemes:i}){return Math.min(i[K2]+Q2*(i[$2]+i[j2]),1)}function e3(i){let e=Array.from(i.subarray(0,Ic.length)),t=Math.max(...e),n=e.map(d=>Math.exp(d-t)),r=n.reduce((d,f)=>d+f),s=Array.from(i.subarray(Ic.length),ts),[o,a,c,l,h,u]=s;return{jaw:o,seal:a,rounding:c,spreading:l,tuck:h,opening:u,visemes:n.map(d=>d/r)}}var ns=.02,Iu=.085,t3=.17,kc=.29,n3=.7,i3=.6,r3=.3,s3=[.4,.6],o3=[.4,.8],a3=[.28,.38],c3=[.07,.09],l3=.3,h3=1.5,u3=2,d3=.5,Tu=.35,f3=.12,p3=1,m3=.5,g3=.6,_3=.3,x3=1.2,v3=[.15,.5],y3=.66,M3=.009,S3=.1,b3=[.42,.84],Ru=.25,w3=4,A3=.12,Lc=[.38,.24,.38],Dc=[.4,.3,.3],Nc=.7,E3=.15,T3=.4,R3=.3,Cu=.7,C3=10,P3=.5,I3=.6,Ra=class{activity=new Fc;pause=new Uc;contact=new Oc;effort=new Bc;jaws=[0,0];touched=[{lips:0,teeth:0},{lips:0,teeth:0}];rounding=0;spreading=0;tongue=0;get speaking(){return this.pause.since<I3}step(e,t){let n=this.activity.step(e),r=this.pause.step(n),s=this.effort.step(n,t),o=Iu*(1-e.rounding)+t3*e.opening,a=s*(n*o+(1-n)*r),l=(n*e.jaw+(1-n)*n3*r/kc)*s*(1-i3*n*Au(e)),h=Dc[0]*l+Dc[1]*this.jaws[0]+Dc[2]*this.jaws[1];this.jaws=[l,this.jaws[0]];let u={lips:this.contact.step(n,e),teeth:it(n*e.tuck,...s3)},[d,f]=this.touched,m=Pu(u.lips,d.lips,f.lips),v=Pu(u.teeth,d.teeth,f.teeth);this.touched=[u,d];let p=Math.max(e.spreading-r3,0);this.rounding+=Nc*(n*e.rounding-this.rounding),this.spreading+=Nc*(n*p-this.spreading),this.tongue+=Nc*(n*Eu(e)-this.tongue);let{rounding:g,spreading:M,tongue:A}=this;return{gap:a,jaw:Math.min(h,1),contact:m,tuck:v*(1-m),rounding:g,spreading:M,tongue:A}}};function Pu(i,e,t){return Math.max(e,Lc[0]*i+Lc[1]*e+Lc[2]*t)}function is(i){return Math.exp(-ns/i)}var Fc=class{heard=p3/ns;certain=this.heard*d3;presence=this.heard;sum=this.presence*Tu;squares=this.presence*(Tu**2+f3**2);level=0;step({visemes:e,opening:t}){let[n,...r]=e,s=1-n,o=is(h3);this.heard=o*this.heard+s,this.certain=o*this.certain+s*Math.max(...r);let a=is(u3);this.presence=a*this.presence+s,this.sum=a*this.sum+s*t,this.squares=a*this.squares+s*t**2;let c=this.sum/this.presence,l=Math.sqrt(Math.max(this.squares/this.presence-c**2,0)),h=l3*(1-it(l,...c3)),u=s*it(this.certain/this.heard-h,...a3);return this.level+=m3*(u-this.level),it(this.level,...o3)}},Uc=class{since=1/0;fluency=0;step(e){this.since=e>.5?0:this.since+ns;let t=is(x3);this.fluency=t*this.fluency+(1-t)*e;let n=Math.exp(-Math.max(this.since-g3,0)/_3);return Iu*n*it(this.fluency,...v3)}},Oc=class{threshold=y3;slowRounding=0;step(e,{seal:t,rounding:n}){let r=is(A3);this.slowRounding=r*this.slowRounding+(1-r)*n;let s=Math.max(n-this.slowRounding,0),o=t*(1+w3*s),a=this.threshold;if(e>.5){let c=o>a?1:0;this.threshold=_e(a+M3*(c-S3),...b3)}return it(e*o,a-Ru,a+Ru)}},Bc=class{local=Cu;usual=Cu;steps=P3/ns;step(e,t){if(e>.5){this.steps=Math.min(this.steps+1,C3/ns),this.usual+=(t-this.usual)/this.steps;let n=is(T3);this.local=n*this.local+(1-n)*t}return 1+E3*_e((this.local-this.usual)/R3,-1,1)}};var L3=.089,D3=.075,N3=.6,F3=.75,U3=1.1,O3=3,B3=.3,k3=1.5,z3=.9,V3=.045,G3=.6,H3=.4,W3=.2,X3=.35,q3=.001,Y3=.05;function Lu({gap:i,jaw:e,contact:t,tuck:n,rounding:r,spreading:s,tongue:o}){let a=i*(1-n)+Math.min(i,V3)*n,c=_e(r*(B3+k3*a)),l=_e(r*U3*(1-O3*a)),h=_e(z3*s),u=kc*e+D3*c,d=_e((a-u)/L3,0,F3),f=_e(N3*d+W3*n),m=Math.max(u-a,0)/Math.max(u,q3);return{jawOpen:e,mouthClose:Math.max(t,m)*Math.max(e,Y3),mouthFunnel:c,mouthPucker:l,mouthStretchLeft:h,mouthStretchRight:h,mouthLowerDownLeft:d,mouthLowerDownRight:d,mouthUpperUpLeft:f,mouthUpperUpRight:f,mouthRollLower:_e(G3*n),mouthShrugLower:_e(H3*n),tongueOut:_e(X3*o)}}var J3={width:{ideal:640},height:{ideal:480},facingMode:"user"};async function Nu(i){if(i instanceof HTMLVideoElement)return{video:i,ended:Uu(i,"ended"),stop:()=>{}};if(i){if(!(i instanceof MediaStream))throw new Ne("not-a-picture","There is no picture in this; give a MediaStream, or a video.");return Du(i)}let e=await Z3(),t=()=>e.getTracks().forEach(n=>n.stop());try{let n=await Du(e);return{video:n.video,ended:n.ended.then(()=>{throw new Ne("no-camera","The camera sends no more pictures; connect it again, and begin anew.")}),stop:()=>{n.stop(),t()}}}catch(n){throw t(),n}}async function Z3(){let i=navigator.mediaDevices;if(!i)throw new Ne("no-permission","Browsers lend the camera to pages of https and of localhost alone.");try{return await i.getUserMedia({video:J3})}catch(e){throw e instanceof DOMException&&/NotAllowed|Security/.test(e.name)?new Ne("no-permission","The camera may not be used; allow it beside the page's address, and try again."):new Ne("no-camera","No camera can be opened; connect one, or close the program that uses it.")}}async function Du(i){let e=i.getVideoTracks()[0];if(!e)throw new Ne("not-a-picture","The stream has no picture.");let t=document.createElement("video");t.muted=t.playsInline=!0,t.srcObject=i;let n=e.readyState==="ended"?Promise.resolve():Uu(e,"ended");return await Promise.race([t.play(),n]),{video:t,ended:n,stop:()=>{t.srcObject=null}}}async function Fu(i){return await new Promise(e=>"requestVideoFrameCallback"in i&&!i.paused?i.requestVideoFrameCallback(e):requestAnimationFrame(e)),i.videoWidth?createImageBitmap(i).catch(()=>null):null}function Uu(i,e){return new Promise(t=>i.addEventListener(e,t,{once:!0}))}function Ou({expression:i,rotation:e,translation:t,blink:n,gaze:r}){let[s,o,a]=e,[c,l,h]=t;return{expression:Object.fromEntries(Object.entries(i).map(([u,d])=>[K3(u),d])),rotation:[s,-o,-a],translation:[-c,l,h],blink:[n[1],n[0]],gaze:[-r[0],r[1]]}}function K3(i){return i.endsWith("Left")?`${i.slice(0,-4)}Right`:i.endsWith("Right")?`${i.slice(0,-5)}Left`:i}var Bu={rotation:[0,0,0],shift:[0,0,0]},Ca=class{constructor(e){this.description=e}description;turn(e,t){let{rotation:n,scale:r}=this.description.pose,s=Ti(Ti(n,pr(e)),kn(n));return{rotation:$3(s),shift:t.map(o=>o*r)}}project(e,t){let{pivot:n,camera:r}=this.description,s=j3(e,n,t),o=r.distance/(r.distance+s[2]-r.referenceDepth),[a,c]=r.centre;return[a+(s[0]-a)*o,c+(s[1]-c)*o,s[2]]}toSpace(e){let{pose:t,camera:n}=this.description,[r,s,o]=Xt(t.rotation,e).map((h,u)=>t.scale*h+t.translation[u]),a=(n.distance+o-n.referenceDepth)/n.distance,[c,l]=n.centre;return[c+(r-c)*a,l+(s-l)*a,o]}toHead(e){let{pose:t,camera:n}=this.description,r=n.distance/(n.distance+e[2]-n.referenceDepth),[s,o]=n.centre,c=[s+(e[0]-s)*r,o+(e[1]-o)*r,e[2]].map((l,h)=>(l-t.translation[h])/t.scale);return Xt(kn(t.rotation),c)}points(e){let{metre:t,camera:n}=this.description;return Array.from({length:e.length/3},(r,s)=>[e[3*s]/t+n.centre[0],n.centre[1]-e[3*s+1]/t,n.referenceDepth-e[3*s+2]/t])}};function rs(i,e,t){let n=i[1]-t[1],r=i[2]-t[2],s=Math.cos(e),o=Math.sin(e);return[i[0],i[1]+s*n-o*r-n,i[2]+.5*(o*n+s*r-r)]}function pr([i,e,t]){let[n,r,s]=[Math.cos(i),Math.cos(e),Math.cos(t)],[o,a,c]=[Math.sin(i),Math.sin(e),Math.sin(t)];return Ti(Ti([[s,-c,0],[c,s,0],[0,0,1]],[[r,0,-a],[0,1,0],[a,0,r]]),[[1,0,0],[0,n,o],[0,-o,n]])}function $3(i){let e=[i[2][1]-i[1][2],i[0][2]-i[2][0],i[1][0]-i[0][1]],t=Math.hypot(...e);if(t<1e-9)return[0,0,0];let n=Math.atan2(t,i[0][0]+i[1][1]+i[2][2]-1);return e.map(r=>r*n/t)}function j3(i,e,{rotation:t,shift:n}){let[r,s,o]=t,a=Math.hypot(r,s,o),[c,l,h]=a>1e-6?[Math.cos(a),Math.sin(a)/a,(1-Math.cos(a))/(a*a)]:[1,1,.5],[u,d,f]=i.map((v,p)=>v-e[p]),m=h*(u*r+d*s+f*o);return[u*c+(s*f-o*d)*l+r*m+e[0]+n[0],d*c+(o*u-r*f)*l+s*m+e[1]+n[1],f*c+(r*d-s*u)*l+o*m+e[2]+n[2]]}var ss={names:["browDownLeft","browDownRight","browInnerUp","browOuterUpLeft","browOuterUpRight","cheekPuff","cheekSquintLeft","cheekSquintRight","eyeSquintLeft","eyeSquintRight","eyeWideLeft","eyeWideRight","jawForward","jawLeft","jawOpen","jawRight","mouthClose","mouthDimpleLeft","mouthDimpleRight","mouthFrownLeft","mouthFrownRight","mouthFunnel","mouthLeft","mouthLowerDownLeft","mouthLowerDownRight","mouthPressLeft","mouthPressRight","mouthPucker","mouthRight","mouthRollLower","mouthRollUpper","mouthShrugLower","mouthShrugUpper","mouthSmileLeft","mouthSmileRight","mouthStretchLeft","mouthStretchRight","mouthUpperUpLeft","mouthUpperUpRight","noseSneerLeft","noseSneerRight","tongueOut"],meanFace:[0,.674263597,-.236090422,0,.482387781,-.424501151,0,.534408808,-.24769941,-.05600686,.238419473,-.356783748,0,.412343979,-.452250868,0,.312246382,-.43291229,0,.0693527162,-.282146156,-.475396127,.0231931657,-.0211223308,0,-.116603218,-.255571634,0,-.21041286,-.280710191,0,-.573308885,-.247792765,0,.702430546,-.225008607,0,.732765853,-.199933678,0,.752518296,-.164386541,0,.763946116,-.160760567,0,.791443646,-.164028123,0,.830633342,-.171653047,0,.870039046,-.156378612,0,.944712698,-.0865466148,0,.514063299,-.386181355,-.0609792136,.504879117,-.295877904,-.724998891,-.280131489,.264897346,-.282792926,.0888786763,-.0874501541,-.350368172,.0950488299,-.0815228149,-.415111691,.091125831,-.0627880916,-.501024246,.0451374426,-.00731626013,-.227214918,.0723508149,-.0816933438,-.38773191,-.115812972,-.122517593,-.308758944,-.105678745,-.125299752,-.459146827,-.104046449,-.0987228751,-.503774941,-.075162299,-.0703957826,-.55350554,.0884210616,.0292896926,-.235420942,1.03401864,.00418391451,-.5,0,0,-.746697128,.0274119116,.323829263,-.628273368,.0326568447,.0913958997,-.325380772,.38875246,-.117650494,-.0781029537,.659862399,-.227397591,-.0687249675,.73075825,-.190783799,-.151037291,.687084913,-.187906444,-.196114168,.715411782,-.137902185,-.126114756,.732769012,-.165121824,-.168026119,.739610195,-.12009789,-.282138675,.810735106,-.0227651931,-.0538676195,.479697049,-.418378383,-.0619857013,.41155836,-.4443326,-.593279839,-.136176333,-.0584316179,-.196024209,.213023067,-.146926239,-.197564885,.443025887,-.255842149,-.202845186,.402480602,-.238837942,-.525005341,.371427953,-.0342892818,-.0591214858,.317370802,-.412171334,-.441042453,-.196656927,-.182160929,-.532391191,-.180332616,-.127245083,-.661218524,-.39578402,.120096982,-.146283537,-.123817511,-.236453578,-.239636213,-.0721466392,-.105550319,-.328264058,.745523632,-.0154181859,-.650115371,.669540346,.575544775,-.147796765,.484747112,-.228621423,-.0990677327,.504286885,-.230442658,-.255587071,.753375828,-.0262495521,-.237880588,.753007889,-.0461947098,-.566541135,-.228720054,-.100732692,-.197494298,.470652014,-.216084421,-.317037672,-.181683391,-.2203338,-.327812821,-.238441512,-.241533518,-.392425567,-.543569267,-.154617116,-.614700377,-.315300584,-.00812474545,-.349460334,-.399175078,-.20516023,-.631636143,-.173079655,-.00509549351,-.680568814,-.223610416,.119328275,-.0752762631,.697698832,-.217523172,-.138501689,.713187516,-.180853307,-.181809321,.728139281,-.134464279,-.132446468,.496665865,-.212599635,-.246542096,.753306687,-.0375228748,-.218185455,.76737684,-.0717660561,-.229887977,.752255559,-.0481937118,-.121978648,.468589902,-.322072178,-.158020943,.74897939,-.105172448,-.118085206,.747056723,-.134948581,-.0638132542,.750247359,-.156733721,-.0838000178,.939392805,-.0834143013,-.081105575,.862423182,-.15454942,-.0766293555,.821716785,-.166810662,-.0721223056,.786682963,-.156660274,-.0643991604,.760835707,-.152322158,-.156609938,.750484467,-.102933794,-.16885516,.763650119,-.107933909,-.182782635,.781571746,-.115076646,-.194896534,.803299308,-.10304568,-.26159507,.638925135,-.123426303,-.735625923,.314131826,.633636534,0,.524294794,-.297547847,-.191509917,.75133276,-.0721021891,-.204388395,.758321345,-.0730382055,-.0800624043,.530177772,-.23016946,-.174798846,.509444535,-.163238123,-.0891714916,.517703772,-.231816143,-.263549268,.250667155,-.118316464,-.37222141,.296287447,-.0937298015,-.212380573,.431186348,-.198354751,-.556305707,-.485061467,-.0285873581,-.506824493,-.377768129,-.113660187,-.464005381,-.254788369,-.177764133,-.232461661,.858686984,-.0522911288,-.168164611,-.215012953,-.27330038,-.187588245,-.398869216,-.256441772,-.212574199,-.56916517,-.226447642,-.470243633,.0747404546,-.0332268961,-.623915732,.13580671,.0709012821,-.189061493,.0588237643,-.0746747926,-.565370381,-.0474220067,-.0129385646,-.150123,.170251757,-.174660012,-.161436066,.423349112,-.323277533,-.690018654,.177598298,.152770877,-.578806818,.192854106,.0153529812,-.493272454,.224860579,-.0437873192,-.366091877,.214803874,-.0752199367,-.272747874,.186487198,-.0931935608,-.203877777,.156892002,-.115284227,-.0631202087,.08532428,-.255188227,-.673941314,.327521175,.148624033,-.614831984,-.0613225512,.0165340379,-.0325478315,.511529386,-.382650167,-.187269166,.28715831,-.166941747,-.765517056,.00297858217,.548323095,-.15209195,.12416856,-.129037097,-.217187583,.431340814,-.131456256,-.52753979,.0017020274,.0130483992,-.164337754,.373256683,-.30155167,-.703285396,.487355709,.623239994,-.189540237,.0323290713,-.060564667,-.113980047,.337519169,-.368930161,-.509090543,.855998635,.232825071,-.502423048,.927150428,.365463495,-.729599178,.323587984,.390623868,-.588920414,.757859349,.309659332,-.717327714,-.109248154,.237916112,-.247746512,1.10508955,.0522139184,-.0260020122,.5211007,-.292973191,-.245249927,.335358173,-.136014402,-.68282783,.0385128222,.160005867,-.410387754,.0516590066,-.060090147,-.352466524,.0559310764,-.0772595331,-.230381131,.779311717,-.0597882606,-.654359102,.465043813,.184784114,-.133835807,1.19734323,.0810949057,-.322547019,1.09600222,.201373905,-.404848039,1.02446663,.270721853,0,-.394631356,-.271334589,0,1.20961201,.0623041317,-.294734001,.0514639989,-.0813237205,-.241785452,.0400813818,-.0732545629,-.206869707,.0366693027,-.0605208427,-.66154182,-.0831376612,.0833774731,-.253028065,-.0246236958,-.0886965245,-.312584281,-.0496890917,-.100371107,-.372641027,-.0534677394,-.0960083753,-.430598021,-.0418555774,-.0777203664,-.465770245,-.024143327,-.0547362603,-.755715489,-.154534489,.420127839,-.449294478,.0376642384,-.0393187515,0,.584560454,-.227888897,-.201800421,.605599523,-.161081865,-.148852319,.474821687,-.254882306,-.0863202512,.587094665,-.221172586,0,-.0271206181,-.243534058,-.419272453,.951354861,.17645359,-.335839838,1.03144538,.11973983,-.137195036,1.15194714,-.00641430076,-.582364202,.81877023,.478436142,-.209746882,.00980875175,-.0725846514,-.105137341,.199318558,-.263023138,0,1.16469967,-.0220941659,-.236117363,1.1590085,.129036918,-.697962701,.477496594,.398035586,-.118411608,.75620383,-.129639775,-.129883468,.774617136,-.135235101,-.137310162,.801156461,-.144757807,-.144794166,.837623954,-.133418381,-.166822329,.90490824,-.0761725381,-.204487339,.744662702,-.0813224539,-.218959451,.739397943,-.0836345479,-.230243951,.731826305,-.0853817314,-.305096984,.687514305,-.0741185248,-.565321803,.514227152,.0525306985,-.106122494,.122435309,-.209926248,-.142203256,-.015298211,-.113877699,-.182804778,-.0118818991,-.0879252553,-.191369101,.748627663,-.0723777786,-.565764248,.671648562,.170400441,-.0845721513,-.0117316879,-.198057443,-.20374912,.96604687,-.0316870399,0,.229616061,-.380279958,-.0600205921,.166134119,-.314309955,0,.152968258,-.330464303,-.148223072,.307781994,-.251100361,0,1.09825432,-.0650494844,0,1.01711679,-.0755100176,-.106066257,1.00905395,-.0612617359,-.344558537,.837973475,.0209197085,-.273603231,.48423484,-.11017856,-.281177193,.911499381,-.00190694956,-.426170647,.468110502,-.0837027207,-.332126737,.550739467,-.0937986672,-.474991679,.574004412,-.0203353874,-.127830282,1.08916402,-.0487531647,-.184626922,.34399119,-.199116185,-.399735004,.883499026,.0924407393,-.318131417,.961401761,.0578940362,-.3968696,.751335502,.0199048277,-.629515111,.578894734,.221627429,-.480065137,.755015075,.0885121375,-.659667253,.625096202,.386008382,-.377381533,.63406086,-.0532590188,-.144848853,.24178268,-.212307408,-.140548393,.457120776,-.336434126,-.176287368,.468025327,-.261451066,-.116661213,.414541781,-.386839896,-.196936265,-.08205688,-.140997112,-.309652954,-.131830588,-.153297633,-.41013512,-.143239751,-.147432342,-.489205569,-.130342871,-.117026955,-.542871714,-.100090973,-.0735786483,-.570032418,.0176587105,.0407673083,-.748995781,.175200149,.36154753,-.5169155,.122823544,-.00215129228,-.448690295,.147592723,-.0413364023,-.360861659,.148793474,-.0689355284,-.276542276,.132377014,-.0836072415,-.211399034,.111313164,-.0893559307,-.167311683,.0926973671,-.0961905792,-.752594888,.15646033,.612374485,-.1737459,.483998746,-.226895824,-.104793623,.26629743,-.306944221,-.0989855453,.467498779,-.387484133,-.0653099865,.498299301,-.356985062,-.0974992439,.475926995,-.354314864,-.15576382,.503095746,-.202117205,-.0533175468,.506416619,-.37410599,-.0469868071,.515701056,-.29422462,-.166560113,.0374142751,-.0702922642,-.132260248,.0572174937,-.109008186,-.112037353,.0726985484,-.152875081,-.485394746,-.0102271494,-.0310640894,-.530825078,-.042233523,-.0305090845,.05600686,.238419473,-.356783748,.475396127,.0231931657,-.0211223308,.0609792136,.504879117,-.295877904,.724998891,-.280131489,.264897346,.282792926,.0888786763,-.0874501541,.350368172,.0950488299,-.0815228149,.415111691,.091125831,-.0627880916,.501024246,.0451374426,-.00731626013,.227214918,.0723508149,-.0816933438,.38773191,-.115812972,-.122517593,.308758944,-.105678745,-.125299752,.459146827,-.104046449,-.0987228751,.503774941,-.075162299,-.0703957826,.55350554,.0884210616,.0292896926,.235420942,1.03401864,.00418391451,.5,0,0,.746697128,.0274119116,.323829263,.628273368,.0326568447,.0913958997,.325380772,.38875246,-.117650494,.0781029537,.659862399,-.227397591,.0687249675,.73075825,-.190783799,.151037291,.687084913,-.187906444,.196114168,.715411782,-.137902185,.126114756,.732769012,-.165121824,.168026119,.739610195,-.12009789,.282138675,.810735106,-.0227651931,.0538676195,.479697049,-.418378383,.0619857013,.41155836,-.4443326,.593279839,-.136176333,-.0584316179,.196024209,.213023067,-.146926239,.197564885,.443025887,-.255842149,.202845186,.402480602,-.238837942,.525005341,.371427953,-.0342892818,.0591214858,.317370802,-.412171334,.441042453,-.196656927,-.182160929,.532391191,-.180332616,-.127245083,.661218524,-.39578402,.120096982,.146283537,-.123817511,-.236453578,.239636213,-.0721466392,-.105550319,.328264058,.745523632,-.0154181859,.650115371,.669540346,.575544775,.147796765,.484747112,-.228621423,.0990677327,.504286885,-.230442658,.255587071,.753375828,-.0262495521,.237880588,.753007889,-.0461947098,.566541135,-.228720054,-.100732692,.197494298,.470652014,-.216084421,.317037672,-.181683391,-.2203338,.327812821,-.238441512,-.241533518,.392425567,-.543569267,-.154617116,.614700377,-.315300584,-.00812474545,.349460334,-.399175078,-.20516023,.631636143,-.173079655,-.00509549351,.680568814,-.223610416,.119328275,.0752762631,.697698832,-.217523172,.138501689,.713187516,-.180853307,.181809321,.728139281,-.134464279,.132446468,.496665865,-.212599635,.246542096,.753306687,-.0375228748,.218185455,.76737684,-.0717660561,.229887977,.752255559,-.0481937118,.121978648,.468589902,-.322072178,.158020943,.74897939,-.105172448,.118085206,.747056723,-.134948581,.0638132542,.750247359,-.156733721,.0838000178,.939392805,-.0834143013,.081105575,.862423182,-.15454942,.0766293555,.821716785,-.166810662,.0721223056,.786682963,-.156660274,.0643991604,.760835707,-.152322158,.156609938,.750484467,-.102933794,.16885516,.763650119,-.107933909,.182782635,.781571746,-.115076646,.194896534,.803299308,-.10304568,.26159507,.638925135,-.123426303,.735625923,.314131826,.633636534,.191509917,.75133276,-.0721021891,.204388395,.758321345,-.0730382055,.0800624043,.530177772,-.23016946,.174798846,.509444535,-.163238123,.0891714916,.517703772,-.231816143,.263549268,.250667155,-.118316464,.37222141,.296287447,-.0937298015,.212380573,.431186348,-.198354751,.556305707,-.485061467,-.0285873581,.506824493,-.377768129,-.113660187,.464005381,-.254788369,-.177764133,.232461661,.858686984,-.0522911288,.168164611,-.215012953,-.27330038,.187588245,-.398869216,-.256441772,.212574199,-.56916517,-.226447642,.470243633,.0747404546,-.0332268961,.623915732,.13580671,.0709012821,.189061493,.0588237643,-.0746747926,.565370381,-.0474220067,-.0129385646,.150123,.170251757,-.174660012,.161436066,.423349112,-.323277533,.690018654,.177598298,.152770877,.578806818,.192854106,.0153529812,.493272454,.224860579,-.0437873192,.366091877,.214803874,-.0752199367,.272747874,.186487198,-.0931935608,.203877777,.156892002,-.115284227,.0631202087,.08532428,-.255188227,.673941314,.327521175,.148624033,.614831984,-.0613225512,.0165340379,.0325478315,.511529386,-.382650167,.187269166,.28715831,-.166941747,.765517056,.00297858217,.548323095,.15209195,.12416856,-.129037097,.217187583,.431340814,-.131456256,.52753979,.0017020274,.0130483992,.164337754,.373256683,-.30155167,.703285396,.487355709,.623239994,.189540237,.0323290713,-.060564667,.113980047,.337519169,-.368930161,.509090543,.855998635,.232825071,.502423048,.927150428,.365463495,.729599178,.323587984,.390623868,.588920414,.757859349,.309659332,.717327714,-.109248154,.237916112,.247746512,1.10508955,.0522139184,.0260020122,.5211007,-.292973191,.245249927,.335358173,-.136014402,.68282783,.0385128222,.160005867,.410387754,.0516590066,-.060090147,.352466524,.0559310764,-.0772595331,.230381131,.779311717,-.0597882606,.654359102,.465043813,.184784114,.133835807,1.19734323,.0810949057,.322547019,1.09600222,.201373905,.404848039,1.02446663,.270721853,.294734001,.0514639989,-.0813237205,.241785452,.0400813818,-.0732545629,.206869707,.0366693027,-.0605208427,.66154182,-.0831376612,.0833774731,.253028065,-.0246236958,-.0886965245,.312584281,-.0496890917,-.100371107,.372641027,-.0534677394,-.0960083753,.430598021,-.0418555774,-.0777203664,.465770245,-.024143327,-.0547362603,.755715489,-.154534489,.420127839,.449294478,.0376642384,-.0393187515,.201800421,.605599523,-.161081865,.148852319,.474821687,-.254882306,.0863202512,.587094665,-.221172586,.419272453,.951354861,.17645359,.335839838,1.03144538,.11973983,.137195036,1.15194714,-.00641430076,.582364202,.81877023,.478436142,.209746882,.00980875175,-.0725846514,.105137341,.199318558,-.263023138,.236117363,1.1590085,.129036918,.697962701,.477496594,.398035586,.118411608,.75620383,-.129639775,.129883468,.774617136,-.135235101,.137310162,.801156461,-.144757807,.144794166,.837623954,-.133418381,.166822329,.90490824,-.0761725381,.204487339,.744662702,-.0813224539,.218959451,.739397943,-.0836345479,.230243951,.731826305,-.0853817314,.305096984,.687514305,-.0741185248,.565321803,.514227152,.0525306985,.106122494,.122435309,-.209926248,.142203256,-.015298211,-.113877699,.182804778,-.0118818991,-.0879252553,.191369101,.748627663,-.0723777786,.565764248,.671648562,.170400441,.0845721513,-.0117316879,-.198057443,.20374912,.96604687,-.0316870399,.0600205921,.166134119,-.314309955,.148223072,.307781994,-.251100361,.106066257,1.00905395,-.0612617359,.344558537,.837973475,.0209197085,.273603231,.48423484,-.11017856,.281177193,.911499381,-.00190694956,.426170647,.468110502,-.0837027207,.332126737,.550739467,-.0937986672,.474991679,.574004412,-.0203353874,.127830282,1.08916402,-.0487531647,.184626922,.34399119,-.199116185,.399735004,.883499026,.0924407393,.318131417,.961401761,.0578940362,.3968696,.751335502,.0199048277,.629515111,.578894734,.221627429,.480065137,.755015075,.0885121375,.659667253,.625096202,.386008382,.377381533,.63406086,-.0532590188,.144848853,.24178268,-.212307408,.140548393,.457120776,-.336434126,.176287368,.468025327,-.261451066,.116661213,.414541781,-.386839896,.196936265,-.08205688,-.140997112,.309652954,-.131830588,-.153297633,.41013512,-.143239751,-.147432342,.489205569,-.130342871,-.117026955,.542871714,-.100090973,-.0735786483,.570032418,.0176587105,.0407673083,.748995781,.175200149,.36154753,.5169155,.122823544,-.00215129228,.448690295,.147592723,-.0413364023,.360861659,.148793474,-.0689355284,.276542276,.132377014,-.0836072415,.211399034,.111313164,-.0893559307,.167311683,.0926973671,-.0961905792,.752594888,.15646033,.612374485,.1737459,.483998746,-.226895824,.104793623,.26629743,-.306944221,.0989855453,.467498779,-.387484133,.0653099865,.498299301,-.356985062,.0974992439,.475926995,-.354314864,.15576382,.503095746,-.202117205,.0533175468,.506416619,-.37410599,.0469868071,.515701056,-.29422462,.166560113,.0374142751,-.0702922642,.132260248,.0572174937,-.109008186,.112037353,.0726985484,-.152875081,.485394746,-.0102271494,-.0310640894,.530825078,-.042233523,-.0305090845,-.355500102,-.0046077841,-.0612453669,-.284911543,-.0057014022,-.0618476272,-.356752187,-.0689772218,-.0613467135,-.426758081,-.00461378926,-.0623168945,-.355248213,.0582686402,-.0592893139,.355500102,-.0046077841,-.0612453669,.426758081,-.00461378926,-.0623168945,.356752187,-.0689772218,-.0613467135,.284911543,-.0057014022,-.0618476272,.355248213,.0582686402,-.0592893139],faceFromNeck:[0,-.476,-.856],rigid:[10,338,297,332,284,251,389,356,454,21,54,103,67,109,162,127,234,168,6,197,195,5,4,33,133,362,263,8,9,151,116,345,117,346,50,280,101,330,143,372,35,265,193,417,122,351,196,419],eyes:[{upper:[263,466,388,387,386,385,384,398,362],lower:[263,249,390,373,374,380,381,382,362],iris:473},{upper:[33,246,161,160,159,158,157,173,133],lower:[33,7,163,144,145,153,154,155,133],iris:468}],mouth:{names:["jawOpen","mouthUpperUpLeft","mouthUpperUpRight","mouthLowerDownLeft","mouthLowerDownRight","mouthStretchLeft","mouthStretchRight","mouthSmileLeft","mouthSmileRight","mouthFrownLeft","mouthFrownRight","mouthPucker","mouthFunnel","mouthPressLeft","mouthPressRight","mouthRollLower","noseSneerLeft","noseSneerRight","mouthLeft","mouthRight"],points:[0,13,14,17,18,37,39,40,50,61,78,80,81,82,83,84,87,88,91,95,146,148,152,164,175,176,178,181,185,191,199,200,205,207,267,269,270,280,291,308,310,311,312,313,314,317,318,321,324,375,377,400,402,405,409,415,425,427],right:[[0,0,0,0,0,0,0,.768101305,.0214996198,0,.294721882,.00970659312,0,.272580844,.0105110885,0,.00876491641,.00019635565,0,.0322936554,.000779235134,0,.0532835121,.00139804986,0,0,0,0,.269693734,.00822548042,0,.27593197,.00825042313,0,.0981512774,.00279207314,0,.0554994691,.00153953982,0,.0163259261,.00044821042,0,.271923545,.0104396419,0,.281301263,.00917789535,0,.737647909,.0206681174,0,.584465891,.0166958581,0,.205740198,.00639614289,0,.49317508,.0144461537,0,.164417318,.00509262152,0,.2165861,.0133524004,0,.221290268,.0135373349,0,.00336587787,65047019e-12,0,.246293419,.0131273817,0,.204856513,.012793335,0,.663708822,.0187628429,0,.247423393,.00791390734,0,.072283551,.00202762379,0,.142279971,.00414792564,0,.26070749,.0123780955,0,.266733934,.0113899264,0,.0266285861,.000421502807,0,.0605439549,.00130635035,0,.00876491641,.00019635565,0,.0322936554,.000779235134,0,.0532835121,.00139804986,0,0,0,0,.269693734,.00822548042,0,.27593197,.00825042313,0,.0981512774,.00279207314,0,.0554994691,.00153953982,0,.0163259261,.00044821042,0,.271923545,.0104396419,0,.281301263,.00917789535,0,.737647909,.0206681174,0,.584465891,.0166958581,0,.205740198,.00639614289,0,.49317508,.0144461537,0,.164417318,.00509262152,0,.2165861,.0133524004,0,.204856513,.012793335,0,.663708822,.0187628429,0,.247423393,.00791390734,0,.072283551,.00202762379,0,.142279971,.00414792564,0,.0266285861,.000421502807,0,.0605439549,.00130635035],[0,-.021,-36e-5,0,-.0704,-9216e-7,0,0,0,0,0,0,0,.000250876932,286468642e-14,0,-.00131875038,-217607638e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.0117249911,-.000149263989,0,193624133e-13,221037784e-15,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00641356559,-.000119412293,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.000139605731,159722335e-14,0,0,0,0,0,0,0,-.0382403053,-.000631005128,0,-.0301161264,-.00046856652,0,-.0197578123,-.000296090967,0,0,0,0,0,0,0,-.0316186748,-.000352029797,0,-.096395754,-.00113863024,0,-.11873121,-.00144975351,0,-.124036576,-.00157903695,0,.00102051211,116500302e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00931054158,-.000135706315,0,-.0704924925,-.000809871675,0,0,0,0,0,0],[0,-.021,-36e-5,0,-.0704,-9216e-7,0,0,0,0,0,0,0,.000250876932,286468642e-14,0,-.0382403053,-.000631005128,0,-.0301161264,-.00046856652,0,-.0197578123,-.000296090967,0,0,0,0,0,0,0,-.0316186748,-.000352029797,0,-.096395754,-.00113863024,0,-.11873121,-.00144975351,0,-.124036576,-.00157903695,0,.00102050504,116498997e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00641356559,-.000119412293,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00931054158,-.000135706315,0,-.0704924925,-.000809871675,0,0,0,0,.000139605731,159722335e-14,0,0,0,0,0,0,0,-.00131875038,-217607638e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.0117249911,-.000149263989,0,193625474e-13,22104026e-14,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],[0,0,0,0,0,0,0,.0832,-.001152,0,.026,-45e-5,0,.0143386624,-.00028712413,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.000513089261,-101259303e-13,0,.00122160258,-203060094e-13,0,.0134304471,-.000180766101,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,108849623e-13,-122943373e-15,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.0028251745,-648419428e-13,0,.00788477077,-.000171036932,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.0270426105,-.000533691903,0,.0474698929,-.000789065205,0,.146882985,-.00197696058,0,.11503984,-.00143894575,0,.0248706176,-.000376673197,0,.0831624954,-.001010438,0,.0114694401,-.000168762325,0,0,0,0,0,0,0,.140145347,-.00180946929,0,.0387042579,-.000611153656,0,0,0,0,0,0,0,0,0,0,0,0],[0,0,0,0,0,0,0,.0832,-.001152,0,.026,-45e-5,0,.0143386624,-.00028712413,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.0270426093,-.00053369189,0,.0474698929,-.000789065205,0,.146882985,-.00197696058,0,.11503984,-.00143894575,0,.0248706176,-.000376673197,0,.0831624954,-.001010438,0,.0114694401,-.000168762325,0,0,0,0,0,0,0,108849623e-13,-122943373e-15,0,0,0,0,0,0,0,.140145347,-.00180946929,0,.0387042579,-.000611153656,0,0,0,0,0,0,0,.0028251745,-648419428e-13,0,.00788477077,-.000171036932,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.000513089284,-101259306e-13,0,.00122160258,-203060094e-13,0,.0134304471,-.000180766101,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],[0,.003,0,0,0,0,0,0,0,0,-.005,0,805416466e-17,-.0052279241,9833771e-11,-.000509348772,.000181339699,700416478e-14,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00276005451,0,310100298e-13,-.000245602404,-.000189382004,693004815e-14,-.000398069276,-.000225622327,568437864e-14,-.00270191607,0,306355507e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,733977409e-16,.00129491654,135035304e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,381907782e-17,-.00151535151,287439214e-13,823680972e-17,-.00366547254,794648047e-13,0,0,0,0,0,0,.0147697797,.00525837606,.000203102424,.0295471305,.003904721,.000785729626,.0383654319,.00246742472,.00132471573,0,0,0,.128,0,.00576,.115129693,0,.00465990689,.0791381217,0,.0022017805,.0591379925,0,.00122952029,.0291981212,0,.00032804954,.0129446305,-.00998146358,.000365252369,.0154684561,-.00876739116,.000220887586,.0295496861,0,.000335047753,.078431479,0,.00216263563,.0381272287,-.00418525774,.00130831701,.0959096613,0,.00323390501,.0450690111,-.00187513694,.00182809419,0,0,0,0,0,0,.0593014575,0,.00123632679,.0283258002,-.00679059618,.00072211586,.0450421749,.00113088596,.00182591777,.0958391395,0,.00322915102,0,0,0,0,0,0],[0,.003,0,0,0,0,0,0,0,0,-.005,0,805416466e-17,-.0052279241,9833771e-11,-.0147697797,.00525837606,.000203102424,-.0295471305,.003904721,.000785729626,-.0383654319,.00246742472,.00132471573,0,0,0,-.128,0,.00576,-.115129693,0,.00465990689,-.0791381217,0,.0022017805,-.0591379925,0,.00122952029,-.0291981212,0,.00032804954,-.0129445895,-.009981467,.000365251426,-.0154684561,-.00876739116,.000220887586,-.0295496861,0,.000335047753,-.078431479,0,.00216263563,-.0381272287,-.00418525774,.00130831701,-.0959096613,0,.00323390501,-.0450690111,-.00187513694,.00182809419,0,0,0,0,0,0,733977409e-16,.00129491654,135035304e-13,0,0,0,0,0,0,-.0593014575,0,.00123632679,-.0283258002,-.00679059618,.00072211586,-.0450421749,.00113088596,.00182591777,-.0958391395,0,.00322915102,381907782e-17,-.00151535151,287439214e-13,823680972e-17,-.00366547254,794648047e-13,0,0,0,0,0,0,.000509348772,.000181339699,700416478e-14,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.00276005451,0,310100298e-13,.000245603183,-.000189381939,693006604e-14,.000398069276,-.000225622327,568437864e-14,.00270191607,0,306355507e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],[0,.003,0,0,.00768,0,0,0,0,0,-.003,0,83198128e-15,-.0134997605,.000431273252,-.000488974821,536361706e-13,840499774e-14,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00264965233,.000700869598,372120358e-13,-.000322274269,-.000550494239,194865143e-13,-.000382146505,-.000239798806,682125437e-14,-.00259383943,-.000537421185,367626609e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,263217148e-15,-.0285581108,.00107069203,523796105e-15,.000718022879,166314986e-13,246064856e-15,-.0271886748,.00100698934,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,208338413e-15,-.0243246028,.00088380323,149736375e-15,-.0196514477,.00068750899,0,0,0,0,0,0,.0141789885,.00155530839,.000243722909,.0283652452,-.0124409599,.000942875552,.0368308146,-.0265686253,.00158965888,.01,-.025,-.00108,.12288,-.13312,.006912,.110524505,-.10250354,.00559188826,.0759725969,-.036731421,.0026421366,.0567724728,-.0122680974,.00147542435,.0280301964,.00741437368,.000393659448,.0169859373,-.029014163,.00102704975,.0148497178,-.00931827078,.000265065103,.0283676986,-.0058775428,.000402057304,.0752942198,-.0453169076,.00259516275,.0366021395,-.0311520678,.00156998041,.0920732748,-.0705470019,.00388068601,.0432662507,-.0425060838,.00219371303,.0239509582,-.062048419,.00241152779,.0435582806,-.0730779511,.00303892069,.0569293992,-.0244976928,.00148359214,.0271927682,-.0189703742,.000866539032,.0432404879,-.0401959265,.00219110132,.092005574,-.0636840015,.00387498122,.018,-.03,-9e-4,.03,-.03,0],[0,.003,0,0,.00768,0,0,0,0,0,-.003,0,83198128e-15,-.0134997605,.000431273252,-.0141789885,.00155530839,.000243722909,-.0283652452,-.0124409599,.000942875552,-.0368308146,-.0265686253,.00158965888,-.01,-.025,-.00108,-.12288,-.13312,.006912,-.110524505,-.10250354,.00559188826,-.0759725969,-.036731421,.0026421366,-.0567724728,-.0122680974,.00147542435,-.0280301964,.00741437368,.000393659448,-.016985616,-.0290140561,.00102704584,-.0148497178,-.00931827078,.000265065103,-.0283676986,-.0058775428,.000402057304,-.0752942198,-.0453169076,.00259516275,-.0366021395,-.0311520678,.00156998041,-.0920732748,-.0705470019,.00388068601,-.0432662507,-.0425060838,.00219371303,-.0239498118,-.0620480019,.00241151236,263217148e-15,-.0285581108,.00107069203,523796105e-15,.000718022879,166314986e-13,246064856e-15,-.0271886748,.00100698934,-.0435569313,-.0730771601,.00303889125,-.0569293992,-.0244976928,.00148359214,-.0271927682,-.0189703742,.000866539032,-.0432404879,-.0401959265,.00219110132,-.092005574,-.0636840015,.00387498122,208338413e-15,-.0243246028,.00088380323,149736375e-15,-.0196514477,.00068750899,-.018,-.03,-9e-4,-.03,-.03,0,.000488974821,536361706e-13,840499774e-14,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.00264965233,.000700869598,372120358e-13,.000322280366,-.000550496267,194865884e-13,.000382146505,-.000239798806,682125437e-14,.00259383943,-.000537421185,367626609e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],[0,0,0,0,0,0,0,-.01536,0,0,-.006,0,161083293e-17,-.00208009578,0,-.000101869754,.000124518485,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.000552010902,.000551289419,0,-491204808e-13,-118115484e-13,0,-796138552e-13,-.000169691172,0,-.000540383214,-.00186558267,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,146795482e-16,.000238423518,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,763815565e-18,-.00035355619,0,164736194e-17,-.000867784792,0,0,0,0,0,0,0,.00295395593,.00361070977,0,.00590942609,.0139685267,0,.00767308638,.0235505019,0,0,0,0,.0256,.1024,0,.0230259386,.0828427891,0,.0158276243,.0391427645,0,.0118275985,.0218581385,0,.00583962425,.00583199182,0,.00258892611,-.000622516589,0,.00309369122,-.00659397898,0,.00590993722,-.0204030699,0,.0156862958,.0192609123,0,.00762544573,.0182366598,0,.0191819323,.0440191379,0,.00901380223,.0302492879,0,0,0,0,0,0,0,.0118602915,-.00214711429,0,.00566516003,.00468889987,0,.00900843497,.0324607603,0,.0191678279,.0574071292,0,0,0,0,0,0,0],[0,0,0,0,0,0,0,-.01536,0,0,-.006,0,161083293e-17,-.00208009578,0,-.00295395593,.00361070977,0,-.00590942609,.0139685267,0,-.00767308638,.0235505019,0,0,0,0,-.0256,.1024,0,-.0230259386,.0828427891,0,-.0158276243,.0391427645,0,-.0118275985,.0218581385,0,-.00583962425,.00583199182,0,-.0025889179,-.000622533176,0,-.00309369122,-.00659397898,0,-.00590993722,-.0204030699,0,-.0156862958,.0192609123,0,-.00762544573,.0182366598,0,-.0191819323,.0440191379,0,-.00901380223,.0302492879,0,0,0,0,0,0,0,146795482e-16,.000238423518,0,0,0,0,0,0,0,-.0118602915,-.00214711429,0,-.00566516003,.00468889987,0,-.00900843497,.0324607603,0,-.0191678279,.0574071292,0,763815565e-18,-.00035355619,0,164736194e-17,-.000867784792,0,0,0,0,0,0,0,.000101869754,.000124518485,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.000552010902,.000551289419,0,491206366e-13,-118112336e-13,0,796138552e-13,-.000169691172,0,.000540383214,-.00186558267,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],[0,-.006,-.00765,0,0,-.019584,0,0,-.018432,0,.01,-.0072,-337230018e-16,.0105271258,-.00474370556,.0234308861,-.00543971576,-.0072928188,.0453111872,-.003904721,-.00631425964,.0588342503,-.00246742472,-.00539798326,0,0,0,.196290871,0,-.009792,.176553967,0,-.0116621583,.121360085,0,-.0158409731,.0906894379,0,-.0174938155,.0490085793,0,-.0189735987,.020778485,.0102753614,-.0046931039,.0243316725,.00899301349,-.00683748486,.0494585552,0,-.0178469067,.120276432,0,-.014971783,.0584689602,.00418525774,-.00510669279,.147079617,0,-.013257752,.0691143394,.00187513694,-.0042750493,0,0,0,0,0,0,-608191611e-15,-.00259379131,-.00261521836,0,0,0,0,0,0,.090940115,0,-.0164538771,.0434382498,.00679059618,-.00604461462,.0690731853,-.00113088596,-.0045459398,.14697147,0,-.0140944433,-16205618e-15,.00306745916,-.00106306057,-347781078e-16,.0074150748,-.00283116119,0,0,0,.0213602798,-.000439081232,-.000172423763,-.0234308861,-.00543971576,-.0072928188,-.0453111872,-.003904721,-.00631425964,-.0588342503,-.00246742472,-.00539798326,0,0,0,-.196290871,0,-.009792,-.176553967,0,-.0116621583,-.121360085,0,-.0158409731,-.0906894379,0,-.0174938155,-.0490085793,0,-.0189735987,-.0207785715,.0102753572,-.00469310819,-.0243316725,.00899301349,-.00683748486,-.0494585552,0,-.0178469067,-.120276432,0,-.014971783,-.0584689602,.00418525774,-.00510669279,-.147079617,0,-.013257752,-.0691143394,.00187513694,-.0042750493,0,0,0,0,0,0,-.090940115,0,-.0164538771,-.0434382498,.00679059618,-.00604461462,-.0690731853,-.00113088596,-.0045459398,-.14697147,0,-.0140944433,0,0,0,-.0213583976,-.000438954936,-.000172294847],[0,-.04,-.0054,0,-.1024,-.013824,0,.10752,-.012672,0,.042,-.00495,-131746583e-16,.0297840642,-.00324229881,.0124964726,-.0388585794,-.00514787209,.0241659665,-.0317454024,-.00445712445,.0313782668,-.0219294965,-.00381034112,0,0,0,.104688464,0,-.006912,.0941621155,-.0278869931,-.00823211174,.0647253784,-.078199337,-.0111818634,.0483677002,-.0923011997,-.0123485757,.0261379089,-.100806265,-.0133931285,.010787976,.0302791436,-.00319978487,.012976892,.0406579003,-.00470077084,.0263778961,.10580006,-.0122697484,.0641474304,.082783938,-.0102931008,.0311834455,.0233771994,-.00351085129,.0784424622,.0622879347,-.00911470449,.036860981,.0112409183,-.00293909639,0,0,0,0,0,0,-120060887e-15,-.0136691954,-.00184307659,0,0,0,0,0,0,.0485013947,.0968280862,-.0113120405,.0231670666,.0343636498,-.00415567255,.0368390322,-.0107579352,-.00320889868,.0783847839,-.0594167979,-.00994901878,-624708426e-17,.00711303073,-.000721370633,-134734213e-16,.0185759092,-.00192522415,0,0,0,0,0,0,-.0124964726,-.0388585794,-.00514787209,-.0241659665,-.0317454024,-.00445712445,-.0313782668,-.0219294965,-.00381034112,0,0,0,-.104688464,0,-.006912,-.0941621155,-.0278869931,-.00823211174,-.0647253784,-.078199337,-.0111818634,-.0483677002,-.0923011997,-.0123485757,-.0261379089,-.100806265,-.0133931285,-.0107880103,.0302791316,-.00319978742,-.012976892,.0406579003,-.00470077084,-.0263778961,.10580006,-.0122697484,-.0641474304,.082783938,-.0102931008,-.0311834455,.0233771994,-.00351085129,-.0784424622,.0622879347,-.00911470449,-.036860981,.0112409183,-.00293909639,0,0,0,0,0,0,-.0485013947,.0968280862,-.0113120405,-.0231670666,.0343636498,-.00415567255,-.0368390322,-.0107579352,-.00320889868,-.0783847839,-.0594167979,-.00994901878,0,0,0,0,0,0],[0,.011,54e-5,0,.00512,.0013824,0,-.00512,.0013824,0,-.014,54e-5,161083293e-17,-.0155764567,.000379582603,-.000101869754,.000727002202,360031448e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.000552010902,.000884373325,.000238780798,-491204808e-13,-.000597354257,147803224e-13,-796138552e-13,-.000695358134,27095713e-12,-.000540383214,-.000857868096,.000231624386,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,146795482e-16,.00469856121,.000187563612,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,763815565e-18,-.00456339865,865910949e-13,164736194e-17,-.0110777327,.000231350774,0,0,0,0,0,0,.00295395593,.0210811588,.00104399686,.00590942609,.0193171036,.00108,.00767308638,.0143738906,.00108,0,0,0,.0256,0,.0027648,.0230259386,.01024,.0027648,.0158276243,.01024,.0027648,.0118275985,.01024,.0027648,.00583962425,.00935562667,.0025260192,.00258892611,-.0314838204,.000779004527,.00309369122,-.0270207158,.00105290429,.00590993722,-.0093821319,.00253317561,.0156862958,-.01024,.0027648,.00762544573,-.0185328563,.00108,.0191819323,-.01024,.0027648,.00901380223,-.00951624807,.00108,0,0,0,0,0,0,.0118602915,-.01024,.0027648,.00566516003,-.0251159236,.00108,.00900843497,.00751161184,.00108,.0191678279,.01024,.0027648,0,0,0,0,0,0],[0,.011,54e-5,0,.00512,.0013824,0,-.00512,.0013824,0,-.014,54e-5,161083293e-17,-.0155764567,.000379582603,-.00295395593,.0210811588,.00104399686,-.00590942609,.0193171036,.00108,-.00767308638,.0143738906,.00108,0,0,0,-.0256,0,.0027648,-.0230259386,.01024,.0027648,-.0158276243,.01024,.0027648,-.0118275985,.01024,.0027648,-.00583962425,.00935562667,.0025260192,-.0025889179,-.0314838352,.000779003798,-.00309369122,-.0270207158,.00105290429,-.00590993722,-.0093821319,.00253317561,-.0156862958,-.01024,.0027648,-.00762544573,-.0185328563,.00108,-.0191819323,-.01024,.0027648,-.00901380223,-.00951624807,.00108,0,0,0,0,0,0,146795482e-16,.00469856121,.000187563612,0,0,0,0,0,0,-.0118602915,-.01024,.0027648,-.00566516003,-.0251159236,.00108,-.00900843497,.00751161184,.00108,-.0191678279,.01024,.0027648,763815565e-18,-.00456339865,865910949e-13,164736194e-17,-.0110777327,.000231350774,0,0,0,0,0,0,.000101869754,.000727002202,360031448e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.000552010902,.000884373325,.000238780798,491206366e-13,-.000597353974,147803362e-13,796138552e-13,-.000695358134,27095713e-12,.000540383214,-.000857868096,.000231624386,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],[0,0,0,0,0,0,0,-.02048,.0064512,0,-.034,.00252,0,-.0356043001,.00160789513,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.0362832256,.0015226899,0,-.0336552326,.0022662394,0,-.0203974541,.0060416347,0,-.0175929674,.0040290481,0,-.0225041826,.00105468495,0,-.014024357,.00282922639,0,-.0115554441,.000472534509,0,0,0,0,0,0,0,16611785e-13,688482888e-15,0,0,0,0,0,0,0,-.0195364791,.005066514,0,-.0304979072,.00171123024,0,0,0,0,0,0,0,-.0101894118,.00036311488,0,-.0248709056,.000957806821,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.0362832254,.00152268993,0,-.0336552326,.0022662394,0,-.0203974541,.0060416347,0,-.0175929674,.0040290481,0,-.0225041826,.00105468495,0,-.014024357,.00282922639,0,-.0115554441,.000472534509,0,0,0,0,0,0,0,-.0195364791,.005066514,0,-.0304979072,.00171123024,0,0,0,0,0,0,0,0,0,0,0,0],[0,-.00226466128,0,0,-.00579753287,0,0,0,0,0,0,0,-369583323e-17,.000603971056,0,0,-.000688467682,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00377462501,0,333297666e-15,325180546e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-146643746e-14,-.000981974731,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-177708393e-17,.000259843828,0,-378226952e-17,.000599606508,0,0,0,0,0,0,0,0,-.0199637587,0,0,-.029687335,0,0,-.0223327309,0,0,0,0,0,-.0216624347,0,0,-.0358011788,0,0,-.0745953077,0,0,-.0731726533,0,0,-.0399310805,0,-175850181e-13,.00171389743,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.0138998442,0,0,-.0599995208,0,0,0,0,0,0,0],[0,-.00226466128,0,0,-.00579753287,0,0,0,0,0,0,0,-369583323e-17,.000603971056,0,0,-.0199637587,0,0,-.029687335,0,0,-.0223327309,0,0,0,0,0,-.0216624347,0,0,-.0358011788,0,0,-.0745953077,0,0,-.0731726533,0,0,-.0399310805,0,175666092e-13,.00171387926,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-146643746e-14,-.000981974731,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.0138998442,0,0,-.0599995208,0,-177708393e-17,.000259843828,0,-378226952e-17,.000599606508,0,0,0,0,0,0,0,0,-.000688467682,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00377462501,0,-333646944e-15,325183993e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],[.05,0,0,.128,0,0,.128,0,0,.05,0,0,.03365042,0,0,.05,0,0,.05,0,0,.05,0,0,0,0,0,.128,0,0,.128,0,0,.128,0,0,.128,0,0,.128,0,0,.0357429556,0,0,.05,0,0,.128,0,0,.128,0,0,.05,0,0,.128,0,0,.05,0,0,0,0,0,.02,0,0,.0173670302,0,0,0,0,0,0,0,0,.128,0,0,.05,0,0,.05,0,0,.128,0,0,.00489516475,0,0,.0187457366,0,0,0,0,0,0,0,0,.05,0,0,.05,0,0,.05,0,0,0,0,0,.128,0,0,.128,0,0,.128,0,0,.128,0,0,.128,0,0,.03574299,0,0,.05,0,0,.128,0,0,.128,0,0,.05,0,0,.128,0,0,.05,0,0,0,0,0,0,0,0,.128,0,0,.05,0,0,.05,0,0,.128,0,0,0,0,0,0,0,0],[-.05,0,0,-.128,0,0,-.128,0,0,-.05,0,0,-.03365042,0,0,-.05,0,0,-.05,0,0,-.05,0,0,0,0,0,-.128,0,0,-.128,0,0,-.128,0,0,-.128,0,0,-.128,0,0,-.0357429556,0,0,-.05,0,0,-.128,0,0,-.128,0,0,-.05,0,0,-.128,0,0,-.05,0,0,0,0,0,-.02,0,0,-.0173670302,0,0,0,0,0,0,0,0,-.128,0,0,-.05,0,0,-.05,0,0,-.128,0,0,-.00489516475,0,0,-.0187457366,0,0,0,0,0,0,0,0,-.05,0,0,-.05,0,0,-.05,0,0,0,0,0,-.128,0,0,-.128,0,0,-.128,0,0,-.128,0,0,-.128,0,0,-.03574299,0,0,-.05,0,0,-.128,0,0,-.128,0,0,-.05,0,0,-.128,0,0,-.05,0,0,0,0,0,0,0,0,-.128,0,0,-.05,0,0,-.05,0,0,-.128,0,0,0,0,0,0,0,0],[0,1,0,0,2.56,0,0,2.56,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,2.56,0,0,2.56,0,0,2.56,0,0,2.56,0,0,2.56,0,0,1,0,0,1,0,0,2.56,0,0,2.56,0,0,1,0,0,2.56,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,2.56,0,0,1,0,0,1,0,0,2.56,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,2.56,0,0,2.56,0,0,2.56,0,0,2.56,0,0,2.56,0,0,1,0,0,1,0,0,2.56,0,0,2.56,0,0,1,0,0,2.56,0,0,1,0,0,1,0,0,1,0,0,2.56,0,0,1,0,0,1,0,0,2.56,0,0,1,0,0,1,0],[0,0,.09,0,0,.2304,0,0,.2304,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.2304,0,0,.2304,0,0,.2304,0,0,.2304,0,0,.2304,0,0,.09,0,0,.09,0,0,.2304,0,0,.2304,0,0,.09,0,0,.2304,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.2304,0,0,.09,0,0,.09,0,0,.2304,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.2304,0,0,.2304,0,0,.2304,0,0,.2304,0,0,.2304,0,0,.09,0,0,.09,0,0,.2304,0,0,.2304,0,0,.09,0,0,.2304,0,0,.09,0,0,.09,0,0,.09,0,0,.2304,0,0,.09,0,0,.09,0,0,.2304,0,0,.09,0,0,.09]],normal:[[2.81978461,-.0172051591,-.017205161,.200991828,.200991828,-.0106451516,-.0106451526,-.153037652,-.153037378,.0354560824,.035456078,.00282598954,.256962972,-.0456758502,-.0456758543,-.131900703,-.0166712497,-.0166712545,0,0,12.6996481,.42675846],[-.0172051591,.028466275,629442568e-13,321543137e-13,566077855e-14,-.000513464912,-879186702e-13,.00544679176,-.0003586968,-.00670599032,-651414133e-13,.00116908025,.0218015168,-.00399705288,-.000561604781,-498769666e-13,.0126932445,.000632018687,0,0,-.648126443,-.00841639516],[-.017205161,629442568e-13,.0284662749,566077855e-14,321541222e-13,-879186702e-13,-.000513464846,-.0003586968,.00544679207,-651414133e-13,-.00670599033,.00116908019,.0218015166,-.000561604781,-.00399705267,-498767175e-13,.000632018687,.0126932444,0,0,-.64812645,-.00841639529],[.200991828,321543137e-13,566077855e-14,.0464028327,.001753529,-.00137173123,-.000270986258,-.00980527843,-.000613740342,.000956585782,-.000923693565,.00234523401,.028224744,-.00653961501,-.00106665035,-.0106216944,604762577e-13,158700678e-13,0,0,.784212118,-.0110514839],[.200991828,566077855e-14,321541222e-13,.001753529,.0464028327,-.000270986258,-.0013717313,-.000613740342,-.00980527549,-.000923693565,.000956585334,.00234523408,.0282247443,-.00106665035,-.00653961537,-.0106216944,158700678e-13,604757645e-13,0,0,.784212117,-.0110514839],[-.0106451516,-.000513464912,-879186702e-13,-.00137173123,-.000270986258,.0428245956,-.00335207934,.036302658,.000376893482,.00737533249,812316889e-13,-.0582972935,-.033164729,.00894290321,.000304055498,.00162507506,-.000323001775,-217129064e-13,.0513529518,-.0513529518,-.0301859341,.0332617701],[-.0106451526,-879186702e-13,-.000513464846,-.000270986258,-.0013717313,-.00335207934,.0428245946,.000376893482,.0363026522,812316889e-13,.00737533245,-.0582972916,-.0331647283,.000304055498,.00894290324,.00162507517,-217129064e-13,-.000323001361,-.0513529464,.0513529464,-.0301859375,.0332617692],[-.153037652,.00544679176,-.0003586968,-.00980527843,-.000613740342,.036302658,.000376893482,.0811272061,-.000607973684,-.00911137648,.000118886666,-.0577662653,-.0341603452,.00958119197,.000729428113,.00564708727,.00674593574,-770531622e-13,.049458717,-.049458717,-1.02126715,.0478173283],[-.153037378,-.0003586968,.00544679207,-.000613740342,-.00980527549,.000376893482,.0363026522,-.000607973684,.0811268462,.000118886666,-.00911137704,-.0577663088,-.0341603382,.000729428113,.00958118802,.0056470834,-770531622e-13,.00674593677,-.0494586627,.0494586627,-1.02126583,.0478172796],[.0354560824,-.00670599032,-651414133e-13,.000956585782,-.000923693565,.00737533249,812316889e-13,-.00911137648,.000118886666,.0234302725,-.00342481532,-.0113502021,-.0115457263,.00265209938,.000198697292,-.000405870066,-.00669485468,-243146808e-13,.0102705904,-.0102705904,.443967239,0],[.035456078,-651414133e-13,-.00670599033,-.000923693565,.000956585334,812316889e-13,.00737533245,.000118886666,-.00911137704,-.00342481532,.0234302724,-.0113502019,-.0115457266,.000198697292,.00265209987,-.000405869475,-243146808e-13,-.00669485465,-.0102705893,.0102705893,.443967223,0],[.00282598954,.00116908025,.00116908019,.00234523401,.00234523408,-.0582972935,-.0582972916,-.0577662653,-.0577663088,-.0113502021,-.0113502019,.207039214,.117556438,-.0154959818,-.0154959816,-.00717068473,.000345140105,.000345139552,-162326149e-16,162326149e-16,.0598910648,-.466254378],[.256962972,.0218015168,.0218015166,.028224744,.0282247443,-.033164729,-.0331647283,-.0341603452,-.0341603382,-.0115457263,-.0115457266,.117556438,.142787383,-.0182795951,-.0182795956,-.0201249594,.0112246607,.0112246599,-440555996e-17,440555996e-17,.100357445,-.324851382],[-.0456758502,-.00399705288,-.000561604781,-.00653961501,-.00106665035,.00894290321,.000304055498,.00958119197,.000729428113,.00265209938,.000198697292,-.0154959818,-.0182795951,.0150347324,-.00269152555,.00542809178,-.00265414088,-.000117021754,.0102705904,-.0102705904,-.0692305363,.0418116729],[-.0456758543,-.000561604781,-.00399705267,-.00106665035,-.00653961537,.000304055498,.00894290324,.000729428113,.00958118802,.000198697292,.00265209987,-.0154959816,-.0182795956,-.00269152555,.0150347333,.00542809231,-.000117021754,-.00265414029,-.0102705893,.0102705893,-.0692305509,.0418116722],[-.131900703,-498769666e-13,-498767175e-13,-.0106216944,-.0106216944,.00162507506,.00162507517,.00564708727,.0056470834,-.000405870066,-.000405869475,-.00717068473,-.0201249594,.00542809178,.00542809231,.0182253673,-.000102431597,-.000102430951,0,0,-.537237456,.0618883097],[-.0166712497,.0126932445,.000632018687,604762577e-13,158700678e-13,-.000323001775,-217129064e-13,.00674593574,-770531622e-13,-.00669485468,-243146808e-13,.000345140105,.0112246607,-.00265414088,-.000117021754,-.000102431597,.0171352591,-.00343463168,-642299713e-15,642299713e-15,-.401343269,0],[-.0166712545,.000632018687,.0126932444,158700678e-13,604757645e-13,-217129064e-13,-.000323001361,-770531622e-13,.00674593677,-243146808e-13,-.00669485465,.000345139552,.0112246599,-.000117021754,-.00265414029,-.000102430951,-.00343463168,.017135259,590285365e-15,-590285365e-15,-.401343287,0],[0,0,0,0,0,.0513529518,-.0513529464,.049458717,-.0494586627,.0102705904,-.0102705893,-162326149e-16,-440555996e-17,.0102705904,-.0102705893,0,-642299713e-15,590285365e-15,.19258945,-.19056445,0,0],[0,0,0,0,0,-.0513529518,.0513529464,-.049458717,.0494586627,-.0102705904,.0102705893,162326149e-16,440555996e-17,-.0102705904,.0102705893,0,642299713e-15,-590285365e-15,-.19056445,.19258945,0,0],[12.6996481,-.648126443,-.64812645,.784212118,.784212117,-.0301859341,-.0301859375,-1.02126715,-1.02126583,.443967239,.443967223,.0598910648,.100357445,-.0692305363,-.0692305509,-.537237456,-.401343269,-.401343287,0,0,92.36,0],[.42675846,-.00841639516,-.00841639529,-.0110514839,-.0110514839,.0332617701,.0332617692,.0478173283,.0478172796,0,0,-.466254378,-.324851382,.0418116729,.0418116722,.0618883097,0,0,0,0,0,8.3097]],low:[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.2,-.2],high:[1.6,1.2,1.2,.9,.9,1.3,1.3,1.5,1.5,1.2,1.2,1.3,1.3,.8,.8,.8,.7,.7,1,1,.2,.2]},looseMouth:[[2.81978461,-.0172051591,-.017205161,.200991828,.200991828,-.0106451516,-.0106451526,-.153037652,-.153037378,.0354560824,.035456078,.00282598954,.256962972,-.0456758502,-.0456758543,-.131900703,-.0166712497,-.0166712545,0,0,12.6996481,.42675846],[-.0172051591,.028466275,629442568e-13,321543137e-13,566077855e-14,-.000513464912,-879186702e-13,.00544679176,-.0003586968,-.00670599032,-651414133e-13,.00116908025,.0218015168,-.00399705288,-.000561604781,-498769666e-13,.0126932445,.000632018687,0,0,-.648126443,-.00841639516],[-.017205161,629442568e-13,.0284662749,566077855e-14,321541222e-13,-879186702e-13,-.000513464846,-.0003586968,.00544679207,-651414133e-13,-.00670599033,.00116908019,.0218015166,-.000561604781,-.00399705267,-498767175e-13,.000632018687,.0126932444,0,0,-.64812645,-.00841639529],[.200991828,321543137e-13,566077855e-14,.0464028327,.001753529,-.00137173123,-.000270986258,-.00980527843,-.000613740342,.000956585782,-.000923693565,.00234523401,.028224744,-.00653961501,-.00106665035,-.0106216944,604762577e-13,158700678e-13,0,0,.784212118,-.0110514839],[.200991828,566077855e-14,321541222e-13,.001753529,.0464028327,-.000270986258,-.0013717313,-.000613740342,-.00980527549,-.000923693565,.000956585334,.00234523408,.0282247443,-.00106665035,-.00653961537,-.0106216944,158700678e-13,604757645e-13,0,0,.784212117,-.0110514839],[-.0106451516,-.000513464912,-879186702e-13,-.00137173123,-.000270986258,.0428245956,-.00335207934,.036302658,.000376893482,.00737533249,812316889e-13,-.0582972935,-.033164729,.00894290321,.000304055498,.00162507506,-.000323001775,-217129064e-13,.0513529518,-.0513529518,-.0301859341,.0332617701],[-.0106451526,-879186702e-13,-.000513464846,-.000270986258,-.0013717313,-.00335207934,.0428245946,.000376893482,.0363026522,812316889e-13,.00737533245,-.0582972916,-.0331647283,.000304055498,.00894290324,.00162507517,-217129064e-13,-.000323001361,-.0513529464,.0513529464,-.0301859375,.0332617692],[-.153037652,.00544679176,-.0003586968,-.00980527843,-.000613740342,.036302658,.000376893482,.0811272061,-.000607973684,-.00911137648,.000118886666,-.0577662653,-.0341603452,.00958119197,.000729428113,.00564708727,.00674593574,-770531622e-13,.049458717,-.049458717,-1.02126715,.0478173283],[-.153037378,-.0003586968,.00544679207,-.000613740342,-.00980527549,.000376893482,.0363026522,-.000607973684,.0811268462,.000118886666,-.00911137704,-.0577663088,-.0341603382,.000729428113,.00958118802,.0056470834,-770531622e-13,.00674593677,-.0494586627,.0494586627,-1.02126583,.0478172796],[.0354560824,-.00670599032,-651414133e-13,.000956585782,-.000923693565,.00737533249,812316889e-13,-.00911137648,.000118886666,.0234302725,-.00342481532,-.0113502021,-.0115457263,.00265209938,.000198697292,-.000405870066,-.00669485468,-243146808e-13,.0102705904,-.0102705904,.443967239,0],[.035456078,-651414133e-13,-.00670599033,-.000923693565,.000956585334,812316889e-13,.00737533245,.000118886666,-.00911137704,-.00342481532,.0234302724,-.0113502019,-.0115457266,.000198697292,.00265209987,-.000405869475,-243146808e-13,-.00669485465,-.0102705893,.0102705893,.443967223,0],[.00282598954,.00116908025,.00116908019,.00234523401,.00234523408,-.0582972935,-.0582972916,-.0577662653,-.0577663088,-.0113502021,-.0113502019,.207039214,.117556438,-.0154959818,-.0154959816,-.00717068473,.000345140105,.000345139552,-162326149e-16,162326149e-16,.0598910648,-.466254378],[.256962972,.0218015168,.0218015166,.028224744,.0282247443,-.033164729,-.0331647283,-.0341603452,-.0341603382,-.0115457263,-.0115457266,.117556438,.142787383,-.0182795951,-.0182795956,-.0201249594,.0112246607,.0112246599,-440555996e-17,440555996e-17,.100357445,-.324851382],[-.0456758502,-.00399705288,-.000561604781,-.00653961501,-.00106665035,.00894290321,.000304055498,.00958119197,.000729428113,.00265209938,.000198697292,-.0154959818,-.0182795951,.0150347324,-.00269152555,.00542809178,-.00265414088,-.000117021754,.0102705904,-.0102705904,-.0692305363,.0418116729],[-.0456758543,-.000561604781,-.00399705267,-.00106665035,-.00653961537,.000304055498,.00894290324,.000729428113,.00958118802,.000198697292,.00265209987,-.0154959816,-.0182795956,-.00269152555,.0150347333,.00542809231,-.000117021754,-.00265414029,-.0102705893,.0102705893,-.0692305509,.0418116722],[-.131900703,-498769666e-13,-498767175e-13,-.0106216944,-.0106216944,.00162507506,.00162507517,.00564708727,.0056470834,-.000405870066,-.000405869475,-.00717068473,-.0201249594,.00542809178,.00542809231,.0182253673,-.000102431597,-.000102430951,0,0,-.537237456,.0618883097],[-.0166712497,.0126932445,.000632018687,604762577e-13,158700678e-13,-.000323001775,-217129064e-13,.00674593574,-770531622e-13,-.00669485468,-243146808e-13,.000345140105,.0112246607,-.00265414088,-.000117021754,-.000102431597,.0171352591,-.00343463168,-642299713e-15,642299713e-15,-.401343269,0],[-.0166712545,.000632018687,.0126932444,158700678e-13,604757645e-13,-217129064e-13,-.000323001361,-770531622e-13,.00674593677,-243146808e-13,-.00669485465,.000345139552,.0112246599,-.000117021754,-.00265414029,-.000102430951,-.00343463168,.017135259,590285365e-15,-590285365e-15,-.401343287,0],[0,0,0,0,0,.0513529518,-.0513529464,.049458717,-.0494586627,.0102705904,-.0102705893,-162326149e-16,-440555996e-17,.0102705904,-.0102705893,0,-642299713e-15,590285365e-15,.19258945,-.19056445,0,0],[0,0,0,0,0,-.0513529518,.0513529464,-.049458717,.0494586627,-.0102705904,.0102705893,162326149e-16,440555996e-17,-.0102705904,.0102705893,0,642299713e-15,-590285365e-15,-.19056445,.19258945,0,0],[12.6996481,-.648126443,-.64812645,.784212118,.784212117,-.0301859341,-.0301859375,-1.02126715,-1.02126583,.443967239,.443967223,.0598910648,.100357445,-.0692305363,-.0692305509,-.537237456,-.401343269,-.401343287,0,0,92.3201,0],[.42675846,-.00841639516,-.00841639529,-.0110514839,-.0110514839,.0332617701,.0332617692,.0478173283,.0478172796,0,0,-.466254378,-.324851382,.0418116729,.0418116722,.0618883097,0,0,0,0,0,8.30880225]],brows:{names:["browInnerUp","browOuterUpLeft","browOuterUpRight","browDownLeft","browDownRight"],points:[46,52,53,55,63,65,66,70,105,107,276,282,283,285,293,295,296,300,334,336],right:[[0,0,0,0,-.0181595912,0,0,-.00293480158,0,0,-.0672860771,0,0,0,0,0,-.0388270547,0,0,-.0370311966,0,0,0,0,0,-.0143324365,0,0,-.0636392315,0,0,0,0,0,-.0181595912,0,0,-.00293480158,0,0,-.0672860771,0,0,0,0,0,-.0388270547,0,0,-.0370311966,0,0,0,0,0,-.0143324365,0,0,-.0636392315,0],[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.065,0,0,-.0535341002,0,0,-.0632089219,0,0,-.0132270555,0,0,-.065,0,0,-.0390156802,0,0,-.040361687,0,0,-.065,0,0,-.0560325077,0,0,-.0173442637,0],[0,-.065,0,0,-.0535341002,0,0,-.0632089219,0,0,-.0132270555,0,0,-.065,0,0,-.0390156802,0,0,-.040361687,0,0,-.065,0,0,-.0560325077,0,0,-.0173442637,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.02,0,-.00726383646,.0272638365,0,-.00117392063,.0211739206,0,-.0269144309,.0469144309,0,0,.02,0,-.0155308219,.0355308219,0,-.0148124786,.0348124786,0,0,.02,0,-.00573297461,.0257329746,0,-.0254556926,.0454556926,0],[0,.02,0,.00726383646,.0272638365,0,.00117392063,.0211739206,0,.0269144309,.0469144309,0,0,.02,0,.0155308219,.0355308219,0,.0148124786,.0348124786,0,0,.02,0,.00573297461,.0257329746,0,.0254556926,.0454556926,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],[0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0,0,1,0],[0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09,0,0,.09]],normal:[[.0245062904,.00696402318,.00696402318,-.00964421587,-.00964421587,-.484420778,0],[.00696402318,.0304092272,-.0036,-.0123400936,0,-.477724216,0],[.00696402318,-.0036,.0304092272,0,-.0123400936,-.477724216,0],[-.00964421587,-.0123400936,0,.0158216227,-.0036,.296884156,0],[-.00964421587,0,-.0123400936,-.0036,.0158216227,.296884156,0],[-.484420778,-.477724216,-.477724216,.296884156,.296884156,120,0],[0,0,0,0,0,0,4.05]],low:[0,0,0,0,0,-.2,-.2],high:[1.5,1.5,1.5,1.2,1.2,.2,.2]},smile:[0,.006,0,0,0,0,0,0,0,0,0,0,0,0,0,-128581711e-14,.000207624253,-779418503e-13,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-816616706e-16,.00637327509,361560263e-13,-549943991e-16,.00642903379,-387107898e-13,0,.006,0,0,0,0,-311496516e-17,-.00030149655,-.000211095878,-71876683e-16,-.00246067256,-.000282689487,0,-.006,0,166396256e-15,-.0269995209,.00958385004,0,0,0,.00258402622,.000626420026,-.0004214663,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.0422295363,-.0660505185,.0306838497,0,0,0,0,0,0,0,0,0,-.00540300358,-.00910061486,-.00260295137,-.0146679633,.00160894456,.00280142119,-.0129355542,.00303562086,.00210919215,-.0283652452,-.0124409599,.010476395,-.0368308146,-.0265686253,.0176628764,-.0232914605,-.00573433141,.00704922071,-.0310234946,-.0163713326,.0126302065,-.051958445,-.0643058003,.0341563366,.00173447116,.0002872516,-.000147847962,.00151561367,.000320362876,-.000149639448,0,0,0,0,0,0,.00500173591,.00265216807,-.00169121783,.00386457724,.00180705099,-.00157933585,-.01,-.025,-.012,.000966234554,.000358206885,-.000147517113,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.0552332898,-.0715467906,.0364785311,0,0,0,.00415919542,.00219576708,-.00126566818,.00252589757,.00119336795,-.000721555921,-.048,-.052,.03,-.0440239968,-.0419342846,.0252274468,0,0,0,.00400148622,.00208481675,-.0015383049,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.0147882071,.0021491105,.00275981713,-.0261655997,-.00918979051,.0089215959,-.0340214755,-.0213586853,.0152128837,.00325556466,.00170834862,-.000983017284,-.0456538953,-.0459330689,.0271453747,-.041690373,-.0380240066,.0225049166,-.0431736349,-.0400404452,.0242703484,.00409798342,.00155344114,-.00085196575,-.0296767957,-.0143482113,.0114676068,-.0221767472,-.00479222556,.00640375152,-.0119843159,.00317001691,.00187010192,-.0173078902,-.0295645504,.0116281373,-.0152318644,-.00955806959,.00302095953,-.0137909099,-.00474931935,.00189730484,-.0129453246,-.0030109507,.001951404,-.0120943508,-.00250584531,.00190460054,-.0294118046,-.017701917,.0112637272,-.0299474507,-.0186222705,.0116165253,-.0321059529,-.0225256559,.0133332509,-.0366021395,-.0311520678,.0174442268,-.0346915706,-.0338040642,.0163199791,0,0,0,0,0,0,-.035966123,-.0275574226,.0168432552,-.0382538597,-.0314475885,.0190376969,0,0,0,0,0,0,.00136542058,.000601216982,-.00038417425,0,0,0,0,0,0,.00289042975,.000852784314,-.00152969441,0,0,0,0,0,0,0,0,0,-.0450550133,-.0531433789,.0273441404,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.00462549697,.00213795843,-.0011533404,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.00148200607,.000258291779,-.00014764675,.000835821973,563220658e-13,-.000726213589,0,0,0,0,0,0,.000179041857,-.00184882318,-.0012712936,0,0,0,.00402708243,.00200410813,-.00110167127,0,0,0,0,0,0,.00234906814,.000976029221,-.000458153418,-.0399452605,-.0574774805,.0282424256,-.0358140693,-.0519979635,.0259040606,0,0,0,-.0170645328,-.0247388798,.0126385853,0,0,0,-.0432177074,-.0711127544,.0328858713,.00113590343,.000107020708,-958208354e-13,-.000665272045,-.00231133989,-.00131097767,0,0,0,0,0,0,0,0,0,-.0432662507,-.0425060838,.0243745892,0,0,0,-.0239498118,-.0620480019,.0267945817,-.0537089657,-.0806886006,.0388794557,-.0533311227,-.0778330503,.0382495571,0,0,0,526434297e-15,-.0571162217,.0237931561,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,104759221e-14,.00143604576,.000369588857,-.0209274873,-.0155185516,.00881113049,.00483549863,.00248012976,-.0013943684,-.00808154387,-.00133640683,.00208860214,0,0,0,-.05365258,-.0776360154,.0380596139,-.0544776894,-.0807544701,.0390290415,-.0226276782,-.0584790848,.0250386842,-.0129561182,-.0189535533,.00978161858,0,0,0,0,0,0,492129712e-15,-.0543773497,.0223775409,-.0435569313,-.0730771601,.0337654584,0,0,0,-.0222380465,-.00956941123,.00643920201,-.0230400022,-.0104989294,.00674510135,-.0241721874,-.0127204723,.00730639244,-.0271927682,-.0189703742,.00962821146,-.0335048984,-.0396008641,.0186788876,-.040162277,-.0333075339,.0211606068,-.042367032,-.0380251391,.0234847747,-.0432404879,-.0401959265,.0243455702,-.0471959306,-.0541435875,.0264619125,0,0,0,0,0,0,0,0,0,0,0,0,-.0359396773,-.0248765631,.0168184949,-.0169739878,-.023918985,.0120831156,0,0,0,-.040451582,-.0576281581,.0270894021,0,0,0,0,0,0,0,0,0,.00187934971,.00100700821,-.000591918996,416676826e-15,-.0486492055,.0196400718,299472751e-15,-.0393028954,.0152779776,-.0206656835,-.0432722935,.0180186559,-.0576482932,-.0793492186,.039464796,-.00913410847,-.0123171894,.000211603526,-.0525668061,-.071827055,.035595621,-.018,-.03,-.01,-.0247555147,-.030311222,.00430022308,-.03,-.03,0,-.0214233148,-.0527115873,.0223352812,.00224311903,.000960605496,-.0010921489,-.0558231473,-.0792321973,.0386826104,-.0543872075,-.0782281527,.0380889742,-.0545692935,-.0735093706,.0342557221,0,0,0,-.0461085018,-.0634942923,.0291425099,0,0,0,-.0415437001,-.0481528644,.014955281,0,0,0,.00442748742,.00180456653,-.000969537143,.00516704636,.00273369681,-.00158421119,.00324310311,.00112300168,-.000562710962,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.00425011917,.00230084725,-.00140159558,.000797495067,.000409929772,-.000181894533,.0029863857,.000855826461,-.000454932577,.00265929302,.000667261779,-.000386813241,.00327691464,.00101837123,-.000560535679,.00256992259,.00140206062,-.00080409089,.00216940237,.000473338891,-.000271982834,.00189827339,.000353704416,-.000254270755,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00261736642,.000607806435,-.000417489036,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.0422305886,-.066051142,.0306841069,0,0,0,0,0,0,0,0,0,.00539413564,-.00909656285,-.00260540853,.0146679633,.00160894456,.00280142119,.0129355414,.00303543403,.00210922517,.0283652452,-.0124409599,.010476395,.0368308146,-.0265686253,.0176628764,.0232917765,-.00573470032,.00704933846,.031023655,-.016371472,.0126302584,.0519586042,-.0643059054,.0341563823,-.00174134414,.000262500947,-.000139642332,-.00152616202,.000308057383,-.000147201599,0,0,0,0,0,0,-.00504829412,.00264141947,-.00169795806,-.00389184571,.00179709279,-.00158312195,.01,-.025,-.012,-.000972025275,.000352550168,-.000146925919,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.0552320507,-.0715457376,.0364781339,0,0,0,-.00417274947,.00217900012,-.00126640582,-.00255689816,.00120280437,-.000731040312,.048,-.052,.03,.0440240027,-.0419342895,.0252274487,0,0,0,-.00401617646,.00207030132,-.00153928924,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.0147880948,.00214878154,.00275985864,.0261660097,-.00919025905,.00892174672,.0340217699,-.0213589443,.0152129795,-.00305590963,.00159074569,-.000925702593,.0456539055,-.0459330777,.027145378,.0416903611,-.0380239973,.022504913,.0431736349,-.0400404452,.0242703484,-.00427326016,.00162465618,-.00090021378,.0296767957,-.0143482113,.0114676068,.0221767472,-.00479222556,.00640375152,.0119843159,.00317001691,.00187010192,.0173082177,-.0295646593,.0116281815,.0152318644,-.00955806959,.00302095953,.0137908908,-.00474931308,.00189730229,.0129453185,-.00301094874,.0019514032,.0120943508,-.00250584531,.00190460054,.0294118046,-.017701917,.0112637272,.0299474438,-.0186222658,.0116165234,.0321059378,-.0225256456,.0133332468,.0366021395,-.0311520678,.0174442268,.0346813083,-.0337953488,.0163166922,0,0,0,.035966123,-.0275574226,.0168432552,.0382538518,-.0314475821,.0190376944,0,0,0,0,0,0,-.00137288644,.000601726425,-.000386192754,0,0,0,0,0,0,-.00291183446,.000844586079,-.00153284479,0,0,0,0,0,0,0,0,0,.0450553462,-.0531436082,.0273442341,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00469915882,.00214515888,-.00116837745,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.00145256622,.000217885828,-.000130009284,-.000842375279,548483554e-13,-.000727404921,0,0,0,0,0,0,-.000198033258,-.00184886103,-.00127527982,0,0,0,-.00406467465,.00199786825,-.00110757121,0,0,0,0,0,0,-.0023674332,.000966358419,-.000458684257,.0399464603,-.0574783399,.0282427923,.0358152987,-.0519988536,.0259044381,0,0,0,.0170651582,-.0247393318,.012638778,0,0,0,.043218969,-.0711134961,.0328861778,-.00113583627,924550588e-13,-90137192e-12,.000655539608,-.00231000158,-.00131326218,0,0,0,0,0,0,0,0,0,.0432662507,-.0425060838,.0243745892,0,0,0,.0239509582,-.062048419,.0267947533,.0537104896,-.0806896358,.0388798875,.0533327072,-.0778341828,.038250034,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,.0209135567,-.0155058254,.00880656042,-.00500425481,.00251784955,-.00142858675,.00808464153,-.00133425661,.00208883417,.0536539974,-.0776370224,.0380600399,.0544791376,-.080755459,.0390294539,.0226287232,-.0584794536,.0250388357,.0129566586,-.018953948,.009781786,0,0,0,0,0,0,.0435582806,-.0730779511,.0337657855,0,0,0,.0222380465,-.00956941123,.00643920201,.0230399951,-.0104989256,.00674509981,.0241721706,-.0127204633,.0073063888,.0271927682,-.0189703742,.00962821146,.0335052413,-.0396010624,.0186789683,.0401623099,-.0333075615,.0211606173,.0423670962,-.0380251929,.0234847952,.0432404879,-.0401959265,.0243455702,.0471917845,-.0541401521,.0264605937,0,0,0,0,0,0,0,0,0,0,0,0,.0359396773,-.0248765631,.0168184949,.0169744171,-.0239192825,.0120832463,0,0,0,.0404523303,-.0576286081,.0270895872,0,0,0,-.00189123694,.00100262045,-.000593489041,.0206663082,-.0432725183,.0180187478,.0576486572,-.0793494379,.0394648992,.00911534104,-.0123084689,.00020645573,.052567581,-.0718275819,.0355958409,.018,-.03,-.01,.0247425045,-.0303028573,.00429636049,.03,-.03,0,.021424195,-.0527118936,.0223354068,-.00225703894,.000955509965,-.00109423965,.0558241867,-.0792329187,.0386829199,.054388384,-.0782289565,.0380893096,.0545684386,-.0735086477,.034255448,0,0,0,.0461091376,-.063494706,.0291426996,0,0,0,.0415381492,-.0481487951,.0149535728,0,0,0,-.00455062672,.00184116056,-.000999904341,-.0052515481,.00273470244,-.00159883343,-.00328112922,.00110966483,-.000564075512,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-.0042589839,.00228032497,-.00140041011,-.000801863592,.000407008167,-.000182051789,-.00301610399,.000827363144,-.000448273084,-.00251779179,.000564044159,-.000337965092,-.00333160214,.0009868892,-.000553660197,-.00249988439,.00135649727,-.000783679341,-.00210627378,.000408678576,-.000243035554,-.00190315709,.000331455231,-.000246303901,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],mouthWidth:.511174142,gapOf:[0,0,0,0,0,0,0,0,0,0,0,0,.004,0,.300039572,0,0,0,0,-.006,-.006,.082,0,.0325,.0325,-.004,-.004,0,0,-.008,-.004,-.03,.022,-.003,-.003,0,0,.0275,.0275,.00226466128,.00226466128,0],chinOfJaw:.242763726,cornerOf:{Right:[[0,0],[0,0],[0,0],[0,0],[0,0],[-.0059788439,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,.0016],[.028,0],[0,.105349115],[-.028,0],[0,0],[0,0],[-.026,-.006],[0,0],[-.01,.04],[.0408939314,0],[.05,0],[0,0],[0,0],[0,0],[-.01,0],[.0766761214,0],[-.05,0],[0,0],[0,0],[0,0],[0,0],[0,0],[-.048,-.052],[0,0],[-.05,0],[0,0],[0,0],[0,0],[0,-.00846188855],[0,0]],Left:[[0,0],[0,0],[0,0],[0,0],[0,0],[.0059788439,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,.0016],[.028,0],[0,.105349115],[-.028,0],[0,0],[.026,-.006],[0,0],[.01,.04],[0,0],[-.0408939314,0],[.05,0],[0,0],[0,0],[.01,0],[0,0],[-.0766761214,0],[-.05,0],[0,0],[0,0],[0,0],[0,0],[.048,-.052],[0,0],[.05,0],[0,0],[0,0],[0,0],[0,-.00846188855],[0,0],[0,0]]},browOf:{Right:[0,-.0296884156,.0242210389,0,.0477724216,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],Left:[-.0296884156,0,.0242210389,.0477724216,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]},points:{upperLip:13,lowerLip:14,noseBase:2,droppingChin:[152,175,199],corners:{Right:61,Left:291},brows:{Right:[70,63,105,66,107,46,53,52,65,55],Left:[300,293,334,296,336,276,283,282,295,285]}}};var Ut=ss,si=Float64Array.from(ss.meanFace),as=ss.faceFromNeck;function an(i){return ss.names.indexOf(i)}function mr(i,e){return[i[3*e],i[3*e+1],i[3*e+2]]}function cs(i,e,t){return Math.hypot(...mr(i,e).map((n,r)=>n-i[3*t+r]))}var e_=1e-9,t_=3e3,Ii=class{constructor(e,t=e.normal){this.equations=e;this.normal=t;this.found=new Float64Array(e.low.length),this.indices=e.names.map(an)}equations;normal;found;indices;fit(e){this.solve(this.wanted(e));let t=new Float64Array(Ut.names.length);return this.indices.forEach((n,r)=>t[n]=this.found[r]),t}wanted(e){let{right:t,points:n}=this.equations;return t.map(r=>n.reduce((s,o,a)=>s+n_(r,3*a,e,3*o),0))}solve(e){let{low:t,high:n}=this.equations,{normal:r,found:s}=this;for(let o=0;o<t_;o++){let a=0;for(let c=0;c<s.length;c++){let l=r[c],h=e[c];for(let d=0;d<s.length;d++)h-=l[d]*s[d];let u=Math.min(Math.max(s[c]+h/l[c],t[c]),n[c]);a=Math.max(a,Math.abs(u-s[c])),s[c]=u}if(a<e_)return}}};function n_(i,e,t,n){return i[e]*t[n]+i[e+1]*t[n+1]+i[e+2]*t[n+2]}function ku(i){let[[e,t,n],[r,s,o],[a,c,l]]=i;return zu([[e+s+l,o-c,a-n,t-r],[o-c,e-s-l,t+r,a+n],[a-n,t+r,s-e-l,o+c],[t-r,a+n,o+c,l-e-s]])}function zc(i,e){let t=[0,1,2,3].map(n=>[0,1,2,3].map(r=>i.reduce((s,o,a)=>s+e[a]*o[n]*o[r],0)));return zu(t)}function Pa([i,e,t,n],[r,s,o,a]){let c=i*r+e*s+t*o+n*a,l=Math.hypot(i*s-e*r-t*a+n*o,i*o+e*a-t*r-n*s,i*a-e*o+t*s-n*r);return 2*Math.atan2(l,Math.abs(c))}function ls([i,e,t,n]){return[[1-2*(t*t+n*n),2*(e*t-i*n),2*(e*n+i*t)],[2*(e*t+i*n),1-2*(e*e+n*n),2*(t*n-i*e)],[2*(e*n-i*t),2*(t*n+i*e),1-2*(e*e+t*t)]]}function Li(i){return[Math.atan2(-i[2][1],i[2][2]),Math.atan2(i[2][0],Math.hypot(i[0][0],i[1][0])),Math.atan2(i[1][0],i[0][0])]}function zu(i){let e=i.length,t=i.map((s,o)=>i.map((a,c)=>+(o===c)));for(let s=0;s<30;s++){let o=0;for(let a=0;a<e;a++)for(let c=a+1;c<e;c++)o=Math.max(o,Math.abs(i[a][c])),i_(i,t,a,c);if(o<1e-14*Math.max(...i.map((a,c)=>Math.abs(a[c]))))break}let n=i.map((s,o)=>s[o]),r=n.indexOf(Math.max(...n));return t.map(s=>s[r])}function i_(i,e,t,n){let r=i[t][n];if(r===0)return;let s=(i[n][n]-i[t][t])/(2*r),o=(s<0?-1:1)/(Math.abs(s)+Math.hypot(s,1)),a=1/Math.hypot(o,1),c=o*a,l=(d,f)=>{let[m,v]=[d[f][t],d[f][n]];d[f][t]=a*m-c*v,d[f][n]=c*m+a*v};for(let d=0;d<i.length;d++)l(i,d);let[h,u]=[i[t].slice(),i[n].slice()];i[t]=h.map((d,f)=>a*d-c*u[f]),i[n]=h.map((d,f)=>c*d+a*u[f]);for(let d=0;d<e.length;d++)l(e,d)}var{rigid:Gu,eyes:Hu,points:r_}=Ut,s_=[3,4,5],o_=152;function Wu(i){let{turn:e,scale:t,translation:n}=c_(i),r=ls(e),s=kn(r),o=new Float64Array(3*478);for(let c=0;c<478;c++){let l=mr(i,c).map((h,u)=>(h-n[u])/t);o.set(Xt(s,l),3*c)}let a=[0,1].map(c=>wn(Gu.map(l=>i[3*l+c])));return{face:o,turn:e,rotation:r,pitch:Li(r)[0],size:t,middle:a,measures:Di(o)}}function Di(i){let{upperLip:e,lowerLip:t,noseBase:n,corners:r}=r_;return{gap:cs(i,e,t),chin:i[3*o_+1],lip:i[3*e+1],openness:Hu.map(s=>a_(i,s)),corners:i[3*n+1]-.5*(i[3*r.Left+1]+i[3*r.Right+1]),width:cs(i,r.Left,r.Right)}}function hs(i,e){let t=Xt(i.rotation,as);return[i.middle[0]-e*t[0],i.middle[1]-e*t[1]]}function Gc(i){let e=Hu.map(({upper:t,iris:n})=>{let[r,s]=[mr(i,t[0]),mr(i,t.at(-1))],o=Math.hypot(r[0]-s[0],r[1]-s[1]);return[0,1].map(a=>(i[3*n+a]-.5*(r[a]+s[a]))/o)});return[0,1].map(t=>wn(e.map(n=>n[t])))}function wn(i){return i.reduce((e,t)=>e+t,0)/i.length}function a_(i,{upper:e,lower:t}){return wn(s_.map(n=>cs(i,e[n],t[n])))/cs(i,e[0],e.at(-1))}function c_(i){let[e,t]=[Vu(si),Vu(i)],n=[0,1,2].map(l=>[0,1,2].map(h=>Vc(e.points,(u,d)=>u[l]*t.points[d][h]))),r=ku(n),s=ls(r),a=Vc(e.points,(l,h)=>Xt(s,l).reduce((u,d,f)=>u+d*t.points[h][f],0))/Vc(e.points,l=>l[0]**2+l[1]**2+l[2]**2),c=Xt(s,e.middle);return{turn:r,scale:a,translation:t.middle.map((l,h)=>l-a*c[h])}}function Vu(i){let e=Gu.map(n=>mr(i,n)),t=[0,1,2].map(n=>wn(e.map(r=>r[n])));return{middle:t,points:e.map(n=>n.map((r,s)=>r-t[s]))}}function Vc(i,e){return i.reduce((t,n,r)=>t+e(n,r),0)}var{points:us,gapOf:Hc,cornerOf:l_,browOf:h_}=Ut,u_=.015,Wc=.03,d_=.85,f_=.8,p_=.58,m_=.115,g_=[.8,1.2],Xu=1.3,oi={jaw:1.5,smile:2,frown:1.6,stretch:1.5,pucker:1.3,lowerDown:1,browUp:1.8,browDown:1.4},__=.05,x_=[.22,.43,.97],v_=[1,.6,0],y_=[4,6],Ia=an("jawOpen"),M_=an("mouthClose"),La=an("mouthPucker"),Xc=["mouthLowerDownLeft","mouthLowerDownRight"].map(an),qc=["Right","Left"],Da=class{mouth=new Ii(Ut.mouth);brows=new Ii(Ut.brows);explain(e,t,n){let r=Di(t),s=e.face.map((f,m)=>f-t[m]);for(let f of qc)s[3*us.corners[f]+1]-=m_*n;let o=_e(Ut.mouthWidth/r.width,...g_),a=s.map(f=>o*f),c=this.mouth.fit(a),l=o*(e.measures.gap-r.gap),h=wn(us.droppingChin.map(f=>s[3*f+1]))/Ut.chinOfJaw;for(let f=0;f<2;f++){qu(c,l,h);for(let m of qc)b_(c,a,m);c[La]=Math.min(c[La],oi.pucker)}qu(c,l,h);let u=this.brows.fit(s);for(let f of qc)w_(u,s,f);let d=c.map((f,m)=>f+u[m]);return d[M_]=S_(e.measures.gap,r.gap)*Math.max(d[Ia],__),Object.fromEntries(Ut.names.map((f,m)=>[f,d[m]]))}};function Yu(i){return Ft(i,x_,v_)}function Ju(i,e){let[t,n]=[Gc(i),Gc(e)];return[0,1].map(r=>_e(y_[r]*(t[r]-n[r]),-1,1))}function S_(i,e){let t=_e((Wc-i)/(Wc-u_));return e>Wc?Math.max(t,1-i/e):t}function qu(i,e,t){let n=Hc[Ia],r=Xc.reduce((h,u)=>h+Hc[u],0),s=d_*e-Zu(i,Hc),o=_e(i[Ia]+s/n,0,oi.jaw),a=n*(o-Math.max(t,0)),c=Math.max(oi.lowerDown-Math.max(...Xc.map(h=>i[h])),0),l=_e(a/r,0,c);for(let h of Xc)i[h]+=l;i[Ia]=o-l*r/n}function b_(i,e,t){let[n,r,s]=["Smile","Frown","Stretch"].map(f=>an(`mouth${f}${t}`)),[o,a]=[us.corners[t],l_[t]],c=Math.sign(a[n][0]),l=f=>{let m=(e[3*o+f]-e[3*us.noseBase+f])/f_;return i.reduce((v,p,g)=>v-p*a[g][f],m)},h=i[n]-i[r]/Xu+l(1)/a[n][1];i[n]=_e(h,0,oi.smile),i[r]=_e(-Xu*h,0,oi.frown);let u=c*l(0)/Math.abs(a[s][0]);i[s]=_e(i[s]+u,0,oi.stretch);let d=Math.max(-c*l(0),0);i[La]+=.5*d/Math.abs(a[La][0])}function w_(i,e,t){let n=h_[t],[r,s]=[an(`browOuterUp${t}`),an(`browDown${t}`)],o=-wn(us.brows[t].map(c=>e[3*c+1]))/p_,a=i[r]*n[r]+i[s]*n[s]+o-Zu(i,n);i[r]=_e(a/n[r],0,oi.browUp),i[s]=_e(a/n[s],0,oi.browDown)}function Zu(i,e){return e.reduce((t,n,r)=>t+i[r]*n,0)}var A_=.05,E_=3,Ni={gap:.02,chin:.05,lip:.1,eyes:.05,corners:.05,width:.08,turn:.1},T_=30,R_=.02,C_=.85,Ku=70,P_=3,I_=.45,L_=.7,D_=["mouthSmileLeft","mouthSmileRight"],N_=Di(si),Na=class{fitter=new Ii(Ut.mouth,Ut.looseMouth);judge(e,t){let n=F_(e,t),s=n.map((a,c)=>c).sort((a,c)=>n[a]-n[c]).slice(0,Math.max(E_,Math.floor(A_*e.length))),o=new Float64Array(3*478);for(let a of s)e[a].face.forEach((c,l)=>o[l]+=c/s.length);return this.withoutSmile(o)}withoutSmile(e){let t=this.fitter.fit(e.map((s,o)=>s-si[o])),n=wn(D_.map(s=>t[an(s)])),r=L_*Math.max(n-I_,0);return e.map((s,o)=>s-r*(Ut.smile[o]??0))}};function $u(i){return Fi(i,Ku)}function Fi(i,e){let t=Float64Array.from(i).sort(),n=e/100*(t.length-1),r=Math.floor(n),s=Math.min(r+1,t.length-1);return t[r]+(n-r)*(t[s]-t[r])}function ds(i){return Fi(i,50)}function F_(i,e){let t=i.map(h=>h.measures),n=t.map(({gap:h})=>h),r=t.map(({openness:h})=>wn(h)),s=Math.min(...n),o=Math.max(Fi(n,T_),s+R_),a=t.filter(({gap:h})=>h<=o),c=h=>{let u=a.map(f=>f[h]),d=_e(N_[h],Fi(u,25),Fi(u,75));return .5*(ds(u)+d)},l={gap:s,chin:Fi(t.map(({chin:h})=>h),P_),lip:ds(t.map(({lip:h})=>h)),eyes:C_*Fi(r,Ku),corners:c("corners"),width:c("width")};return t.map(({gap:h,chin:u,lip:d,corners:f,width:m},v)=>(h-l.gap)/Ni.gap+Math.max(u-l.chin,0)/Ni.chin+Math.abs(d-l.lip)/Ni.lip+Math.max(l.eyes-r[v],0)/Ni.eyes+Math.abs(f-l.corners)/Ni.corners+Math.abs(m-l.width)/Ni.width+Pa(i[v].turn,e)/Ni.turn)}var Qu=20,U_=.05,O_=.2;function ed(i){let{pitch:e,size:t}=i,n=Li(i.rotation);return{neutral:si,openness:Di(si).openness,angles:n,pitch:e,size:t,neck:hs(i,t)}}function td(i,e){let t=ds(i.map(o=>o.size)),n=i.map(o=>hs(o,t).map(a=>a/t)),[r,s]=[k_(n),B_(i.map(o=>o.turn))];return{neutral:e.judge(i,s),openness:[0,1].map(o=>$u(i.map(a=>a.measures.openness[o]))),angles:Li(ls(s)),pitch:ds(i.map(o=>o.pitch)),size:t,neck:[t*r[0],t*r[1]]}}function nd(i,e,t){let n=(r,s)=>r+t*(s-r);return{neutral:i.neutral.map((r,s)=>n(r,e.neutral[s])),openness:i.openness.map((r,s)=>n(r,e.openness[s])),angles:i.angles.map((r,s)=>n(r,e.angles[s])),pitch:n(i.pitch,e.pitch),size:n(i.size,e.size),neck:i.neck.map((r,s)=>n(r,e.neck[s]))}}function B_(i){let e=zc(i,i.map(()=>1));for(let t=0;t<Qu;t++)e=zc(i,i.map(n=>1/(Pa(n,e)+U_)));return e}function k_(i){let e=ju(i,i.map(()=>1));for(let t=0;t<Qu;t++){let[n,r]=e;e=ju(i,i.map(s=>1/(Math.hypot(s[0]-n,s[1]-r)+O_)))}return e}function ju(i,e){let t=e.reduce((n,r)=>n+r,0);return[0,1].map(n=>i.reduce((r,s,o)=>r+e[o]*s[n],0)/t)}var z_=20,id=.1,V_=.4,fs=class{explainer=new Da;judge=new Na;looks=[];rest=null;goal=null;last=0;remembered=0;push(e,t){let n=Wu(e),r=this.follow(n,t);return{expression:this.explainer.explain(n,r.neutral,n.pitch-r.pitch),rotation:Li(Ti(kn(pr(r.angles)),n.rotation)),translation:G_(n,r),blink:n.measures.openness.map((s,o)=>Yu(s/r.openness[o])),gaze:Ju(n.face,r.neutral)}}follow(e,t){(!this.goal||t-this.remembered>=id)&&(this.looks.push(e),this.looks.length>z_/id&&this.looks.shift(),this.goal=td(this.looks,this.judge),this.remembered=t);let n=1-Math.exp((this.last-t)/V_);return this.rest=this.rest?nd(this.rest,this.goal,n):ed(e),this.last=t,this.rest}};function G_(i,e){let t=hs(i,e.size);return[(t[0]-e.neck[0])/e.size,(t[1]-e.neck[1])/e.size,0]}var Fa=class i{constructor(e){this.worker=e}worker;static async open(){let e=await Vn(new URL("real3d-tracker.bin",import.meta.url).href),t=new i(H_());try{return await t.ask(e),t}catch(n){throw t.close(),n}}async find(e){let t=await this.ask(e);return typeof t=="object"&&"landmarks"in t?t.landmarks:null}close(){this.worker.terminate()}ask(e){return new Promise((t,n)=>{this.worker.onmessage=({data:r})=>{typeof r=="object"&&"error"in r?n(rd(r.error)):t(r)},this.worker.onerror=({message:r})=>n(rd(r));try{this.worker.postMessage(e,[e])}catch{n(new Ne("not-a-picture","The video's host lets nobody look at its pictures; it has to allow it (CORS)."))}})}};function H_(){let i=URL.createObjectURL(new Blob(['"use strict";(()=>{async function d(n){let e=new Blob([n]).stream().pipeThrough(new DecompressionStream("gzip")),s=await new Response(e).arrayBuffer(),r=new DataView(s).getUint32(0,!0),a=4+r,t=JSON.parse(new TextDecoder().decode(new Uint8Array(s,4,r)));if(t.version!==1)throw new Error(`The tracker\'s file is of version ${t.version}.`);let o=Object.entries(t.files);return new Map(o.map(([f,[m,u]])=>[f,new Uint8Array(s,a+m,u)]))}var g={js:"text/javascript",wasm:"application/wasm"},i=null,c=null;self.onmessage=async({data:n})=>{try{if(n instanceof ArrayBuffer)await w(n),self.postMessage("ready");else{let e=await v(n);self.postMessage({landmarks:e},e?[e.buffer]:[])}}catch(e){self.postMessage({error:String(e)})}};async function w(n){let e=new Map;for(let[r,a]of await d(n)){let t=g[r.split(".").at(-1)]??"application/octet-stream";e.set(r,URL.createObjectURL(new Blob([a],{type:t})))}let s=r=>e.get(r);h(),importScripts(s("face_mesh.js")),i=new self.FaceMesh({locateFile:s}),i.setOptions({maxNumFaces:1,refineLandmarks:!0,useCpuInference:!0}),i.onResults(({multiFaceLandmarks:r})=>c=r?.[0]??null),await i.initialize()}async function v(n){let{width:e,height:s}=n;c=null,await i.send({image:n}),n.close();let r=c;return r?.length!==478?null:Float64Array.from(r.flatMap(({x:a,y:t,z:o})=>[a*e,t*s,o*e]))}function h(){self.window=self,self.document={createElement:n=>n==="canvas"?new OffscreenCanvas(1,1):new l,body:{appendChild:n=>n.load()},addEventListener:()=>{}},console.log=console.warn=()=>{}}var l=class{address="";listeners={};setAttribute(e,s){e==="src"&&(this.address=s)}addEventListener(e,s){this.listeners[e]=s}load(){importScripts(this.address),this.listeners.load?.()}};})();\n'],{type:"text/javascript"}));try{return new Worker(i)}finally{URL.revokeObjectURL(i)}}function rd(i){let e=i?` (${i})`:"";return new Ne("no-tracker",`Faces cannot be followed here${e}: copy \u201Creal3d-tracker.bin\u201D and the player from one place, and let the page's Content-Security-Policy allow \`blob:\` and \`wasm-unsafe-eval\`.`)}var W_=600,X_=3e3,Ua=class{constructor(e,t){this.tell=e;this.fail=t}tell;fail;turn=0;tracker=null;finish=()=>{};frame=null;watchTab=()=>{document.hidden&&this.fail(q_())};shown(){return this.frame}async run(e,{flip:t=!0}={}){this.stop();let n=this.turn,r=new Promise(o=>this.finish=o),s=null;document.addEventListener("visibilitychange",this.watchTab);try{s=await Nu(e);let o=await this.opened(),a=this.follow(s.video,o,t,()=>n===this.turn);n===this.turn&&await Promise.race([s.ended,r,a])}catch(o){throw n===this.turn&&(this.fail(o),o instanceof Ne&&o.code==="no-tracker"&&this.close()),o}finally{s?.stop(),n===this.turn&&this.stop()}}stop(){this.turn++,this.frame=null,this.finish(),document.removeEventListener("visibilitychange",this.watchTab)}close(){this.stop(),this.tracker?.then(e=>e.close()).catch(()=>{}),this.tracker=null}opened(){return this.tracker??=Fa.open().catch(e=>{throw this.tracker=null,e}),this.tracker}async follow(e,t,n,r){let s=new fs,[o,a]=[performance.now(),!0];for(;r();){let c=await Fu(e);if(!r())return c?.close();let l=c&&await t.find(c);if(!r())return;let h=performance.now();if(l){let u=s.push(l,h/1e3);this.frame||this.tell("face-found"),this.frame=n?Ou(u):u,[o,a]=[h,!0]}else a&&h-o>W_?(this.frame=null,a=!1,this.tell("face-lost")):h-o>X_&&(s=new fs)}}};function q_(){return new Ne("tab-hidden","The browser shows no picture of a page that is hidden; the face follows you again when the page is shown.")}var Oa=Math.PI/180,Y_=.6,J_=.6,Yc=6*Oa,sd=3*Oa;function ad({rotation:i,translation:e},t){let n=[t.pitch,t.yaw,t.roll],r=i.map((l,h)=>Z_(l,n[h][0]*Oa,n[h][1]*Oa)),[s,o]=[Xt(pr(i),as),Xt(pr(r),as)],a=e.map((l,h)=>gr(l+(h<2?s[h]-o[h]:0),Y_)),c=Math.max(a[1],0);return a[1]+=gr(c,t.down)-c,{rotation:r,translation:a}}function gr(i,e){if(e<=0)return 0;let t=J_*e,n=e-t,r=Math.max(Math.abs(i)-t,0);return _e(i,-t,t)+Math.sign(i)*n*Math.tanh(r/n)}function Z_(i,e,t){let n=Math.min(1,-e/Yc,t/Yc);return od(Math.max(i,0),t,n)-od(Math.max(-i,0),-e,n)}function od(i,e,t){return e<Yc?t>0?t*gr(i,e/t):0:gr(i-(1-t)*sd*(1-Math.exp(-i/sd)),e)}var ai=class{state;constructor(e){this.state=Math.imul(Math.floor(e)||1,2654435761)}next(){return this.state^=this.state<<13,this.state^=this.state>>>17,this.state^=this.state<<5,(this.state>>>0)/2**32}normal(){return Math.sqrt(-2*Math.log(1-this.next()))*Math.cos(2*Math.PI*this.next())}};var K_=Math.PI/180,$_=[.03,.45],cd=.05,j_=.1,Q_=.5,ld={hz:.5,spread:[2.2,3.2,2.3]},hd={hz:2,spread:[1,1.8,1.4]},ex=[7,10,4.5],tx=.8,Jc=[.1,.5],nx=.35,ix=.45,Zc=[1,2.8],ud=.5,rx=[.2,.38],sx=.54,Kc=[.46,.78],ox=.26,ax=[.16,.4],Ba=class{random;slow;fast;time=0;clock=0;pace=0;presence=0;usual=0;efforts=[0,0];lastStress=-1/0;browsDue;nods=[];raises=[];constructor(e){this.random=new ai(e+2);let t=(n,r)=>[0,1,2].map(s=>new $c(new ai(e+r+s),n));this.slow=t(ld.hz,3),this.fast=t(hd.hz,6),this.browsDue=this.random.next()}step(e,t){let n=it(e??0,...$_);return this.time+=t,this.pace+=(1-Math.exp(-t/j_))*(n-this.pace),this.clock+=t*(cd+(1-cd)*this.pace),this.presence+=(1-Math.exp(-t/Q_))*(+(e!==null)-this.presence),e!==null&&this.listen(n,t),{rotation:this.rotation(),brows:_e(this.presence*fd(this.raises,this.time,0))}}rotation(){return ex.map((t,n)=>{let r=ld.spread[n]*this.slow[n].at(this.clock)+hd.spread[n]*this.fast[n].at(this.clock);return this.presence*gr(r+fd(this.nods,this.time,n),t)*K_})}listen(e,t){let[n,r]=this.efforts,s=_e((n-this.usual-Jc[0])/(Jc[1]-Jc[0]));n>r&&n>=e&&s>0&&this.time-this.lastStress>nx&&this.stress(s),e!==n&&(this.efforts=[e,n]),this.usual+=(1-Math.exp(-t/tx))*(e-this.usual)}stress(e){let{random:t,time:n}=this;this.lastStress=n,this.nods=this.nods.filter(u=>dd(u,n)),this.raises=this.raises.filter(u=>dd(u,n));let[r,s,o]=[t.next(),t.next(),t.next()],[a,c]=[2*t.next()-1,2*t.next()-1];if(r<ix*e){let u=Zc[0]+(Zc[1]-Zc[0])*.5*(e+s);this.nods.push({begun:n,times:rx,ways:[-u,u*ud*a,u*ud*c]})}this.browsDue+=2*o*sx*e;let l=this.browsDue>=1;l&&(this.browsDue-=1);let h=l?Kc[0]+(Kc[1]-Kc[0])*.5*(e+s):ox*e*s;this.raises.push({begun:n,times:ax,ways:[h]})}},$c=class{constructor(e,t){this.random=e;this.hz=t;this.values=[e.normal(),e.normal()]}random;hz;knot=0;values;at(e){let t=2*this.hz*e;for(;this.knot+1<=t;this.knot++)this.values=[this.values[1],this.random.normal()];let n=it(t-this.knot),[r,s]=this.values;return((1-n)*r+n*s)/Math.hypot(1-n,n)}};function dd({begun:i,times:e},t){return t<i+e[0]+e[1]}function fd(i,e,t){return i.reduce((n,{begun:r,times:[s,o],ways:a})=>{let c=e-r;return n+a[t]*it(c,0,s)*it(c,s+o,s)},0)}function ka(){return{expression:{},rotation:[0,0,0],translation:[0,0,0],blink:[0,0],gaze:[0,0],neutral:1,smileKept:0,breath:0}}var cx=["rotation","translation","blink","gaze","neutral","smile_kept","breath"];function pd(i){let t=[...cx.map(n=>i?.[n]),...Object.values(i?.shapes??{})].every(n=>n===void 0||n?.length===i.frames);if(!(i?.frames>=1)||!(i.fps>0)||!t)throw new Ne("bad-motion","A motion needs its frame rate and tracks that are all as long as it has frames.");return i.frames}function md(i,e,t){let n={};for(let[r,s]of Object.entries(i.shapes??{})){let o=s[e];o&&(n[r]=o)}return{expression:n,rotation:i.rotation?.[e]??t.rotation,translation:i.translation?.[e]??t.translation,blink:i.blink?.[e]??t.blink,gaze:i.gaze?.[e]??t.gaze,neutral:i.neutral?.[e]??t.neutral,smileKept:i.smile_kept?.[e]??t.smileKept,breath:i.breath?.[e]??t.breath}}var lx=["Left","Right"],hx=.2,ux=.12,jc=Math.PI/180;function ps(i,e){let t={};for(let[n,r]of Object.entries(i)){let s=e.has(n)?[n]:lx.map(o=>n+o).filter(o=>e.has(o));for(let o of s)t[o]=r}return t}function gd(i,e,t){let n={...i};for(let[r,s]of Object.entries(ps(e.shapes,t))){let o=i[r]??0;n[r]=o+s*(1-_e(o))}return n}function _d(i,e,t,n){let r=l=>i[l]??0,s=l=>.5*(r(`eyeLook${l}Left`)+r(`eyeLook${l}Right`)),o=.5*(r("eyeLookOutLeft")-r("eyeLookInLeft")+r("eyeLookInRight")-r("eyeLookOutRight")),a=l=>_e(r(`eyeBlink${l}`)+(1-r(`eyeBlink${l}`))*t.droop),c=[t.pitch*jc-ux*e[1],hx*e[0],0];return{...ka(),expression:Object.fromEntries(Object.entries(i).filter(([l])=>!/^eye(Blink|Look)/.test(l))),rotation:Qc(c,n.limits),blink:[a("Left"),a("Right")],gaze:[_e(e[0]+o,-1,1),_e(e[1]+s("Down")-s("Up")+t.gazeDown,-1,1)],smileKept:t.smileKept??n.smileKept}}function Qc(i,e){let t=[e.pitch,e.yaw,e.roll];return i.map((n,r)=>_e(n,t[r][0]*jc,t[r][1]*jc))}var dx=4.2,fx=[6.1,7.9,9.7],px=[.008,.014,.006],xd=.22,vd=[1.5,2.5],yd=.04,mx=[.4,1.6],gx=[.35,1],_x=.2,xx=[.03,.02],vx=[.23,.11],Md=[.39,.19],za=class{blinks;glances;nextBlink;gaze=[0,0];nextGaze=[0,0];nextJump=0;constructor(e=1){this.blinks=new ai(e),this.glances=new ai(e+1),this.nextBlink=this.pause()}over(e,t){t>this.nextBlink+xd&&(this.nextBlink=t+this.pause());let n=(t-this.nextBlink)/xd,r=n<0||n>1?0:it(n,0,.35)*it(n,1,.45),s=e.rotation.map((a,c)=>a+px[c]*Math.sin(2*Math.PI*t/fx[c])),o=this.glance(t);return{...e,rotation:s,blink:e.blink.map(a=>a+(1-a)*r),gaze:e.gaze.map((a,c)=>_e(a+o[c],-1,1)),breath:.5-.5*Math.cos(2*Math.PI*t/dx)}}pause(){return vd[0]-vd[1]*Math.log(1-this.blinks.next())}glance(e){e>this.nextJump+yd&&this.fixate(e);let t=_e((e-this.nextJump)/yd);return[0,1].map(n=>this.gaze[n]+t*(this.nextGaze[n]-this.gaze[n]))}fixate(e){let{glances:t}=this,n=t.next()<_x,[r,s]=n?gx:mx;this.gaze=this.nextGaze,this.nextGaze=[0,1].map(o=>_e((n?vx:xx)[o]*t.normal(),-Md[o],Md[o])),this.nextJump=e+r+(s-r)*t.next()}};var Sd={expression:.03,rotation:.05,translation:.08,blink:.015,gaze:.04},yx=.3,bd=.995,Va=class{constructor(e){this.limits=e}limits;frame=null;presence=0;step(e,t){let n=el(this.presence,e?1:0,t,yx);this.presence=n>bd?1:n<1-bd?0:n,this.presence===0&&(this.frame=null),e&&(this.frame=this.frame?Mx(this.frame,e,t):e)}get values(){let e=Object.entries(this.frame?.expression??{});return Object.fromEntries(e.map(([t,n])=>[t,this.presence*n]))}over(e){if(!this.frame)return e;let{rotation:t,translation:n}=ad(this.frame,this.limits),r=(s,o)=>s+this.presence*(o-s);return{...e,rotation:e.rotation.map((s,o)=>r(s,t[o])),translation:e.translation.map((s,o)=>r(s,n[o])),blink:e.blink.map((s,o)=>r(s,this.frame.blink[o])),gaze:e.gaze.map((s,o)=>r(s,this.frame.gaze[o]))}}};function Mx(i,e,t){let n=s=>i[s].map((o,a)=>el(o,e[s][a],t,Sd[s])),r=Object.entries(e.expression);return{expression:Object.fromEntries(r.map(([s,o])=>[s,el(i.expression[s],o,t,Sd.expression)])),rotation:n("rotation"),translation:n("translation"),blink:n("blink"),gaze:n("gaze")}}function el(i,e,t,n){return e+(i-e)*Math.exp(-t/n)}var Sx=.6;function wd(i,e,t){let n=i.map(h=>Ad(h,t)),{delay:r,memory:s,arrival:o}=t.shoulders,a=1/(1+.5*r*e),c=Array.from({length:1+Math.round(s*e)},(h,u)=>(u+1)*(1-a)**u),l=c.reduce((h,u)=>h+u,0);return n.map((h,u)=>{let d=(n.length-1-u)/e,f=it(d,o,0),m=h.map((v,p)=>{let g=c.reduce((M,A,w)=>M+A*n[Math.max(u-w,0)][p],0)/l;return g+f*(v-g)});return nl(m)})}var Ga=class{constructor(e){this.description=e}description;first=null;second=[];step(e,t){let n=Ad(e,this.description);if(!this.first)return this.first=n.slice(),this.second=n.slice(),nl(n);let r=1-Math.exp(-t/(.5*this.description.shoulders.delay));return this.first=this.first.map((s,o)=>s+r*(n[o]-s)),this.second=this.second.map((s,o)=>s+r*(this.first[o]-s)),nl(this.second)}};function Ad(i,e){let{shoulders:t,size:n}=e,r=i.translation.map(o=>o*e.pose.scale);r[0]+=bx(i.rotation,e);let s=t.reach*n;return[-t.turnShare*i.rotation[1],...r.map(o=>wx(t.share*o,s))]}function bx([i,e,t],n){let{rotation:r}=n.pose,s=n.faceMiddle.map((u,d)=>u-n.pivot[d]),o=[0,1,2].map(u=>s[0]*r[0][u]+s[1]*r[1][u]+s[2]*r[2][u]),[a,c,l]=o;[c,l]=tl(c,l,-i),[l,a]=tl(l,a,-e),[a,c]=tl(a,c,t);let h=[a-o[0],c-o[1],l-o[2]];return h[0]*r[0][0]+h[1]*r[0][1]+h[2]*r[0][2]}function tl(i,e,t){return[i*Math.cos(t)-e*Math.sin(t),i*Math.sin(t)+e*Math.cos(t)]}function wx(i,e){let t=Sx*e,n=Math.max(Math.abs(i)-t,0);return _e(i,-t,t)+Math.sign(i)*(e-t)*Math.tanh(n/(e-t))}function nl([i,e,t,n]){return!i&&!e&&!t&&!n?Bu:{rotation:[0,i,0],shift:[e,t,n]}}var Ax=.09,Ex=.25,Tx=.001,Rx=.7,Cx=.85,Px=[.47,.3],Ha=class{constructor(e,t,n=1){this.description=e;this.idle=new za(n),this.accompaniment=new Ba(n),this.names=new Set([...t].filter(s=>!s.startsWith("real3d_"))),this.follower=new Ga(e),this.followed=new Va(e.limits);let{smileKept:r}=e;this.mood=this.wantedMood={shapes:{},smileKept:r,droop:0,pitch:0,gazeDown:0}}description;idles=!0;names;follower;idle;accompaniment;wanted={};values={};spoken={};mouth=null;mirrored=null;followed;look=[0,0];wantedLook=[0,0];mood;wantedMood;playing=null;last=null;get shapes(){return[...this.names]}get moods(){return Object.keys(this.description.moods)}set(e){Object.assign(this.wanted,ps(e,this.names))}say(e){this.mouth=e}mirror(e){this.mirrored=e}lookAt(e,t){this.wantedLook=[e,t]}setMood(e){let t=this.description.moods[e];return t?(this.wantedMood={...t,shapes:ps(t.shapes,this.names),smileKept:t.smileKept??this.description.smileKept},!0):!1}play(e){let t=il(e,this.description);return this.playing?.finish(),new Promise(n=>{this.playing={fps:e.fps,moments:t,started:null,finish:n}})}at(e){let t=Math.max(e-(this.last??e),0);this.last=e;let n=this.played(e);if(n)return n;this.ease(t),this.followed.step(this.mirrored,t);let r=gd(this.shown(),this.mood,this.names),s=_d(r,this.look,this.mood,this.description),o=this.followed.over(this.idles?this.alive(s,e,t):s);return{pose:o,shoulders:this.follower.step(o,t)}}alive(e,t,n){let{rotation:r,brows:s}=this.accompaniment.step(this.mouth?this.mouth.jawOpen??0:null,n),o=this.idle.over(e,t),a=o.rotation.map((u,d)=>u+r[d]),c=ps({browInnerUp:s,browOuterUp:Rx*s},this.names),[l,h]=[-r[1],r[0]].map((u,d)=>Cx*u/Px[d]);return{...o,expression:Ed(o.expression,c),rotation:Qc(a,this.description.limits),gaze:[_e(o.gaze[0]+l,-1,1),_e(o.gaze[1]+h,-1,1)]}}shown(){let{presence:e,values:t}=this.followed,n=Object.entries(this.spoken).map(([s,o])=>[s,(1-e)*o]),r=Ed(this.values,Object.fromEntries(n));for(let[s,o]of Object.entries(t))r[s]=(r[s]??0)+o;return r}played(e){let t=this.playing;if(!t)return null;t.started??=e;let n=t.moments[Math.floor((e-t.started)*t.fps)];return n||(this.playing=null,t.finish(),null)}ease(e){let t=Td(e,Ax);for(let[n,r]of Object.entries(this.wanted))this.values[n]=t(this.values[n]??0,r);this.mouth?this.spoken=this.mouth:this.spoken=Object.fromEntries(Object.entries(this.spoken).map(([n,r])=>[n,t(r,0)])),this.look=[t(this.look[0],this.wantedLook[0]),t(this.look[1],this.wantedLook[1])],this.mood=Ix(this.mood,this.wantedMood,Td(e,Ex))}};function Ed(i,e){let t={...i};for(let[n,r]of Object.entries(e))t[n]=_e((t[n]??0)+r);return t}function Td(i,e){let t=1-Math.exp(-i/e);return(n,r)=>Math.abs(r-n)<Tx?r:n+t*(r-n)}function Ix(i,e,t){let n=new Set([...Object.keys(i.shapes),...Object.keys(e.shapes)]);return{shapes:Object.fromEntries([...n].map(r=>[r,t(i.shapes[r]??0,e.shapes[r]??0)])),smileKept:t(i.smileKept,e.smileKept),droop:t(i.droop,e.droop),pitch:t(i.pitch,e.pitch),gazeDown:t(i.gazeDown,e.gazeDown)}}function il(i,e){let t={...ka(),smileKept:e.smileKept},n=Array.from({length:pd(i)},(s,o)=>md(i,o,t)),r=wd(n,i.fps,e);return n.map((s,o)=>({pose:s,shoulders:r[o]}))}var Lx=["video/mp4;codecs=avc1.42E01F,mp4a.40.2","video/webm;codecs=vp9,opus","video/webm"],Dx=30,Nx=4e6,Fx=1024,Wa=class{constructor(e,t,n){this.paper=n;let r=document.createElement("canvas");r.width=r.height=2*Math.floor(Math.min(e,Fx)/2),this.view=r.getContext("2d");let s=new MediaStream([...r.captureStream(Dx).getVideoTracks(),...t.getAudioTracks()]);this.recorder=Ux(s),this.video=this.collected(s),this.recorder.start()}paper;view;recorder;video;draw(e){if(this.recorder.state==="inactive")return;let{view:t}=this,{width:n,height:r}=t.canvas;t.fillStyle="#fff",t.fillRect(0,0,n,r),t.fillStyle=this.paper,t.fillRect(0,0,n,r),t.drawImage(e,0,0,n,r),vu(t)}finish(){return this.recorder.state!=="inactive"&&this.recorder.stop(),this.video}collected(e){let t=[];return this.recorder.ondataavailable=({data:n})=>t.push(n),new Promise(n=>{this.recorder.onstop=()=>{e.getVideoTracks().forEach(r=>r.stop()),n(new Blob(t,{type:this.recorder.mimeType.split(";")[0]}))}})}};function Ux(i){let e=globalThis.MediaRecorder&&Lx.find(t=>MediaRecorder.isTypeSupported(t));if(!e)throw new Ne("no-recording","This browser records no video; use a newer one.");return new MediaRecorder(i,{mimeType:e,videoBitsPerSecond:Nx})}var Ox=1;function Rd(i){try{return Bx(i)}catch{throw new Ne("no-hearing","The file of the player's hearing is not of this player; copy both from one place.")}}function Bx(i){let e=new DataView(i).getUint32(0,!0),t=JSON.parse(new TextDecoder().decode(new Uint8Array(i,4,e)));if(t.version!==Ox)throw new Error("another version");let n=kx(new Uint16Array(i.slice(4+e))),r=s=>{let[o,a]=t.arrays[s];if(o+a>n.length)throw new Error("cut off");return n.subarray(o,o+a)};return{channels:t.channels,stem:r("stem"),stemBias:r("stem_bias"),blocks:t.dilations.map((s,o)=>({depthwise:r(`depthwise_${o}`),depthwiseBias:r(`depthwise_bias_${o}`),gated:r(`gated_${o}`),gatedBias:r(`gated_bias_${o}`),back:r(`back_${o}`),backBias:r(`back_bias_${o}`),dilation:s,future:t.future[o]})),scale:r("scale"),shift:r("shift"),head:r("head"),headBias:r("head_bias"),profile:r("profile")}}function kx(i){return Float32Array.from(i,e=>{let t=e&32768?-1:1,n=e>>10&31,r=(e&1023)/1024;return t*(n?(1+r)*2**(n-15):r*2**-14)})}var Cd=Float64Array.from({length:3074},(i,e)=>{let t=Math.PI*(e/256);return e>=3072?0:(t===0?1:Math.sin(t)/t)*(.5+.5*Math.cos(t/12))}),_r=class{step;width;reach;held;place;constructor(e,t){this.step=e/t,this.width=Math.max(1,this.step),this.reach=Math.ceil(12*this.width),this.held=new Float32Array(this.reach),this.place=this.reach}push(e){if(this.step===1)return e;let t=new Float32Array(this.held.length+e.length);t.set(this.held),t.set(e,this.held.length);let n=Math.max(0,Math.ceil((t.length-this.reach-this.place)/this.step)),r=Float32Array.from({length:n},(o,a)=>this.between(t,this.place+a*this.step));this.place+=n*this.step;let s=Math.min(Math.floor(this.place)-this.reach,t.length);return this.held=t.slice(s),this.place-=s,r}between(e,t){let n=0,r=Math.min(Math.floor(t+this.reach),e.length-1);for(let s=Math.max(Math.ceil(t-this.reach),0);s<=r;s++){let o=Math.abs(s-t)*(256/this.width),a=Math.floor(o);if(a>12*256)continue;let c=Cd[a];n+=e[s]*(c+(o-a)*(Cd[a+1]-c))}return n/this.width}};var Xa=class{half=[];read(e){if(e instanceof Float32Array)return e;if(e instanceof Int16Array)return Float32Array.from(e,o=>o/32768);let t=e instanceof ArrayBuffer?new Uint8Array(e):e,n=new Uint8Array(this.half.length+t.length);n.set(this.half),n.set(t,this.half.length);let r=n.length>>1;this.half=Array.from(n.subarray(2*r));let s=new DataView(n.buffer);return Float32Array.from({length:r},(o,a)=>s.getInt16(2*a,!0)/32768)}};var zx=.05;async function sl(i,e,t){return e instanceof MediaStream?Gx(i,e,t??!1):Vx(i,await Hx(i,e),t??!0)}async function Pd(){let i={echoCancellation:!0,noiseSuppression:!1,autoGainControl:!1},e=navigator.mediaDevices;if(!e)throw new Ne("no-permission","Browsers lend the microphone to pages of https and of localhost alone.");try{return await e.getUserMedia({audio:i})}catch(t){throw t instanceof DOMException&&/NotAllowed|Security/.test(t.name)?new Ne("no-permission","The microphone may not be used; allow it beside the page's address, and try again."):new Ne("no-microphone","No microphone can be opened; connect one, or close the program that uses it.")}}function Vx(i,e,t){let n=new AudioBufferSourceNode(i,{buffer:e});return{node:n,audible:t,start:()=>(n.start(),new Promise(r=>n.onended=()=>r())),stop:()=>{}}}function Gx(i,e,t){if(!e.getAudioTracks().length)throw new Ne("not-a-sound","The stream has no sound.");let n=new Audio;n.muted=!0,n.srcObject=e;let r=new MediaStreamAudioSourceNode(i,{mediaStream:e}),s=e.getAudioTracks();return{node:r,audible:t,start:async()=>{n.play().catch(()=>{});let o=s.map(a=>new Promise(c=>a.addEventListener("ended",c)));s.some(a=>a.readyState==="live")&&await Promise.all(o)},stop:()=>{n.srcObject=null}}}var qa=class{constructor(e){this.rate=e}rate;early=[];output=null;closed=!1;finish=()=>{};finished=new Promise(e=>this.finish=e);open(e){let t=new GainNode(e);return{node:t,audible:!0,start:()=>(this.output=new rl(e,t,this.rate),this.early.forEach(n=>this.output.write(n)),this.closed&&this.close(),this.finished),stop:this.finish}}write(e){this.output?this.output.write(e):this.early.push(e)}close(){this.closed=!0,this.output&&setTimeout(this.finish,1e3*this.output.left)}},rl=class{constructor(e,t,n){this.context=e;this.node=t;this.resampler=new _r(n,e.sampleRate)}context;node;reader=new Xa;resampler;end=0;get left(){return Math.max(this.end/this.context.sampleRate-this.context.currentTime,0)}write(e){let{sampleRate:t,currentTime:n}=this.context,r=this.resampler.push(this.reader.read(e));if(!r.length)return;let s=new AudioBuffer({length:r.length,sampleRate:t});s.copyToChannel(r,0);let o=new AudioBufferSourceNode(this.context,{buffer:s});o.connect(this.node);let a=Math.round(n*t);this.end<a&&(this.end=a+Math.round(zx*t)),o.start(this.end/t),this.end+=r.length}};async function Hx(i,e){if(e instanceof AudioBuffer)return e;let t=await Wx(e);try{return await i.decodeAudioData(t)}catch{throw new Ne("not-a-sound","This holds no sound that the browser can decode; WAV, MP3 and AAC are decoded by all.")}}async function Wx(i){return i instanceof ArrayBuffer?i.slice(0):i instanceof Blob?i.arrayBuffer():Vn(String(i))}var Id=320,Xx=200,qx=1e-10,Yx=-45,Jx=.25,Zx=.06,Kx=30,$x=1-Math.exp(-2*Math.PI*Xx/fr),Ya=class{low=0;power=0;count=0;loud=Yx;push(e){let t=[];for(let n of e)this.low+=$x*(n-this.low),this.power+=(n-this.low)**2,!(++this.count<Id)&&(t.push(this.relative(10*Math.log10(this.power/Id+qx))),this.power=this.count=0);return t}relative(e){let t=e-this.loud;return this.loud+=t>0?Jx*t:-Zx,_e((e-this.loud)/Kx+1)}};var Ja=class{articulation;loudness=new Ya;mouth=new Ra;waiting=[];constructor(e){this.articulation=new Ta(e)}get speaking(){return this.mouth.speaking}push(e){return this.waiting.push(...this.loudness.push(e)),this.articulation.push(e).map(t=>this.mouth.step(t,this.waiting.shift()??0))}};var jx=.02,Za=class{resampler;voice;steps=0;constructor(e,t){this.voice=new Ja(e),this.resampler=new _r(t,fr)}get speaking(){return this.voice.speaking}push(e){return this.voice.push(this.resampler.push(e)).map(t=>({time:(this.steps++-.5)*jx,shape:t}))}};var Ka=class{waiting=[];shown=null;add(e){this.waiting.push(...e),this.waiting.splice(0,this.waiting.length-100)}at(e){let t=this.waiting.findIndex(s=>s.time>e),n=this.waiting.splice(0,t<0?this.waiting.length:t).map(({shape:s})=>s);if(this.shown=n.at(-1)??this.shown,!this.shown)return null;let r=s=>Math.max(this.shown[s],...n.map(o=>o[s]));return{...this.shown,contact:r("contact"),tuck:r("tuck")}}};var ol=.21,Qx=.14,ev=.05,tv=.25,$a=class{constructor(e,t,n,r){this.context=e;this.source=n;this.tell=r;this.ear=new Za(t,e.sampleRate),this.listener=new AudioWorkletNode(e,"real3d-listener"),this.delay=new DelayNode(e,{delayTime:n.audible?ol:Qx,maxDelayTime:1}),this.listener.port.onmessage=({data:s})=>this.hear(s),n.node.connect(this.listener),this.listener.connect(e.destination),n.node.connect(this.delay),n.audible&&this.delay.connect(e.destination)}context;source;tell;listener;delay;ear;timeline=new Ka;begin=null;speaking=!1;finish=()=>{};stopped=new Promise(e=>this.finish=e);recordTo(e){this.delay.connect(e)}async run(){await Promise.race([this.source.start(),this.stopped]);let e=new Promise(t=>setTimeout(t,1e3*(ol+tv)));await Promise.race([e,this.stopped]),this.stop()}stop(){this.finish(),this.source.stop(),this.source.node.disconnect(),this.delay.disconnect(),this.listener.disconnect(),this.listener.port.onmessage=null,this.listener.port.postMessage("stop"),this.turn(!1)}mouth(){return this.timeline.at(this.source.audible?nv(this.context)-ol+ev:1/0)}hear({frame:e,samples:t}){this.begin??=e/this.context.sampleRate;let n=this.ear.push(t);this.timeline.add(n.map(({time:r,shape:s})=>({time:this.begin+r,shape:s}))),n.length&&this.turn(this.ear.speaking)}turn(e){e!==this.speaking&&(this.speaking=e,this.tell(e?"speaking":"silent"))}};function nv(i){let{contextTime:e,performanceTime:t}=i.getOutputTimestamp();return!e||!t?i.currentTime-(i.outputLatency||i.baseLatency||0):e+(performance.now()-t)/1e3}var iv=1500,rv=24e3,ja=class{constructor(e,t){this.tell=e;this.fail=t}tell;fail;context=null;weights=null;listens=!1;recording=null;speech=null;turn=0;shown=()=>{document.hidden||this.context?.resume()};speak(e,{audible:t}={}){return this.run(n=>sl(n,e,t))}async listen(){let e=null;try{await this.run(async t=>sl(t,e=await Pd(),!1))}finally{e?.getTracks().forEach(t=>t.stop())}}speakPCM(e=rv){let t=new qa(e),n=this.run(async r=>t.open(r));return n.catch(()=>{}),{write:r=>t.write(r),close:()=>(t.close(),n),abort:()=>t.close()}}stop(){this.turn++,this.speech?.stop(),this.speech=null}close(){this.stop(),document.removeEventListener("visibilitychange",this.shown),this.context?.close(),this.context=this.recording=null,this.listens=!1}async sound(){let e=this.context??=this.opened();if(await Ld(e),!this.recording){this.recording=new MediaStreamAudioDestinationNode(e);let t=new ConstantSourceNode(e,{offset:0});t.connect(this.recording),t.start(),this.speech?.recordTo(this.recording)}return this.recording.stream}mouth(){return this.speech?.mouth()??null}async run(e){this.stop();let t=this.turn;try{let n=this.context??=this.opened();n.resume().catch(()=>{});let r=await e(n),s=await this.hearing(n).catch(o=>{throw r.stop(),o});if(t!==this.turn)return r.stop();this.speech=new $a(n,s,r,this.tell),this.recording&&this.speech.recordTo(this.recording),await this.speech.run(),t===this.turn&&this.stop()}catch(n){throw this.fail(n),n}}async hearing(e){return this.weights??=await sv(),this.listens||await ov(e),this.listens=!0,await Ld(e),this.weights}opened(){let e=new AudioContext({latencyHint:"interactive"});return e.onstatechange=()=>{this.speech&&document.hidden&&e.state!=="running"&&e.state!=="closed"&&this.fail(Dd())},document.addEventListener("visibilitychange",this.shown),e}};async function sv(){return Rd(await Vn(new URL("real3d-hearing.bin",import.meta.url).href))}async function ov(i){let e=URL.createObjectURL(new Blob([`"use strict";(()=>{var s=class extends AudioWorkletProcessor{batch=new Float32Array(256);filled=0;listening=!0;constructor(){super(),this.port.onmessage=()=>this.listening=!1}process([t]){let e=t??[],a=e[0]?.length??128;for(let r=0;r<a;r++){let o=0;for(let n of e)o+=n[r];this.batch[this.filled++]=o/(e.length||1),this.filled===256&&this.hand(currentFrame+r+1-256)}return this.listening}hand(t){let e={frame:t,samples:this.batch};this.port.postMessage(e,[this.batch.buffer]),this.batch=new Float32Array(256),this.filled=0}};registerProcessor("real3d-listener",s);})();
`],{type:"text/javascript"}));try{await i.audioWorklet.addModule(e)}catch{throw new Ne("no-hearing","The page's Content-Security-Policy lets no audio worklet run; allow `blob:` as a script source.")}finally{URL.revokeObjectURL(e)}}async function Ld(i){let e=new Promise(t=>setTimeout(t,iv));if(await Promise.race([i.resume(),e]),i.state!=="running")throw document.hidden?Dd():new Ne("autoplay-refused","The browser plays no sound before somebody has clicked on the page; speak in answer to a click.")}function Dd(){return new Ne("tab-hidden","The browser has stopped the sound of a page that is hidden; it goes on when the page is shown.")}var av=1;function Nd(i){let e=i.extras;if(e.version!==av)throw new Ne("newer-avatar","The avatar was made for another version of the player; update the player.");return e}var Qa=class{constructor(e,t){this.description=e;let n=t.attribute("head","WEIGHTS_0"),r=t.attribute("head","TEXCOORD_0");this.count=r.length/2,this.head=new Float32Array(this.count).map((c,l)=>n[4*l+1]),this.layer=t.attribute("head","_LAYER");let{mouth:s,eyes:o}=e.slits;this.slits=[s,...o];let a=this.slits.flatMap(({upper:c,lower:l})=>[...c,...l]);this.places=new Float32Array(3*(this.count+a.length)),this.uv=new Float32Array(2*(this.count+a.length)),this.uv.set(r),a.forEach((c,l)=>this.uv.set(r.subarray(2*c,2*c+2),2*(this.count+l))),this.skirts=cv(this.slits,this.count)}description;places;uv;skirts;count;head;layer;slits;move(e,t,n,r){let{pivot:s,camera:o,chestRise:a,faceWidth:c,lipsForward:l}=this.description,[h,u,d]=s,[f,m]=o.centre,[v,p,g]=t.rotation,[M,A,w]=n.rotation,T=r*a*c,E=this.places;for(let _=0;_<this.count;_++){let S=this.head[_],U=1-S,I=S*S*S,D=I*v+U*M,k=I*p+U*A,X=I*g+U*w,C=Math.sqrt(D*D+k*k+X*X),G=1,Y=1,V=.5;C>1e-6&&(G=Math.cos(C),Y=Math.sin(C)/C,V=(1-G)/(C*C));let ee=3*_,H=e[ee]-h,j=e[ee+1]-u,Q=e[ee+2]-d,ve=V*(H*D+j*k+Q*X),Ie=H*G+(k*Q-X*j)*Y+D*ve+h+S*t.shift[0]+U*n.shift[0],J=j*G+(X*H-D*Q)*Y+k*ve+u+S*t.shift[1]+U*n.shift[1],de=Q*G+(D*j-k*H)*Y+X*ve+d+S*t.shift[2]+U*n.shift[2],xe=o.distance/(o.distance+de-o.referenceDepth);E[ee]=f+(Ie-f)*xe;let Ae=m+(J-T*this.layer[4*_]-m)*xe,fe=o.distance+e[ee+2]-o.referenceDepth,Le=m+(e[ee+1]-m)*o.distance/fe-Ae;E[ee+1]=Ae+this.layer[4*_+2]*Math.max(Le,0)+this.layer[4*_+3]*Math.min(Le,0),E[ee+2]=de-l*c*this.layer[4*_+1]}this.partLips(),this.hangSkirts()}rim(e){return e.map(t=>[this.places[3*t],this.places[3*t+1]])}partLips(){let{rotation:e}=this.description.pose,{upper:t,lower:n}=this.slits[0];t.forEach((r,s)=>{let o=n[s];this.difference(o,r,0)*e[0][1]+this.difference(o,r,1)*e[1][1]>=0||this.middle(r,o).forEach((c,l)=>{this.places[3*r+l]=c,this.places[3*o+l]=c})})}hangSkirts(){let{skirtDepth:e,faceWidth:t}=this.description,n=3*this.count;for(let{upper:r,lower:s}of this.slits)for(let o=0;o<2;o++)r.forEach((a,c)=>{let[l,h,u]=this.middle(a,s[c]);this.places.set([l,h,u+e*t],n),n+=3})}difference(e,t,n){return this.places[3*e+n]-this.places[3*t+n]}middle(e,t){return[0,1,2].map(n=>.5*(this.places[3*e+n]+this.places[3*t+n]))}};function cv(i,e){let t=[],n=e;for(let{upper:r,lower:s}of i)for(let o of[r,s]){for(let a=0;a+1<o.length;a++)t.push(o[a],o[a+1],n+a,o[a+1],n+a+1,n+a);n+=o.length}return Uint16Array.from(t)}var al=9,lv=2e-5,e0=class{constructor(e,t){this.description=e;let{metre:n,camera:r,pose:s}=e,o=t.attribute("head","POSITION");this.neutral=Fd(o,n,[...r.centre,r.referenceDepth]),this.vertices=this.neutral.slice(),this.morphs=t.morphs("head");for(let c of this.morphs.values())c.ways=Fd(c.ways,n,[0,0,0]);let a=c=>s.rotation.map(l=>s.scale*l[c]);[this.right,this.down,this.away]=[a(0),a(1),a(2)];for(let c=0;c<al;c++)this.upper.push(this.field(`real3d_upperLip${c}`)),this.lower.push(this.field(`real3d_lowerLip${c}`))}description;vertices;neutral;morphs;upper=[];lower=[];down;right;away;pose(e){let{rig:t}=this.description,n=o=>e.expression[o]??0;this.vertices.set(this.neutral);let r=e.neutral*e.smileKept*t.smile;this.shapes(e,r),this.add("real3d_photo",1-e.neutral),this.add("real3d_smile",e.neutral*e.smileKept);let s=.5*(n("mouthFrownLeft")+n("mouthFrownRight"));if(this.add("real3d_frown",e.neutral*Math.min(s/t.frownEndsSmile,1)),this.openJaw(n("jawOpen")),this.limitExposure(),r>0){let o=Math.min(1,n("mouthPucker")+n("mouthFunnel"));this.bareTeeth(r*(1-t.roundedSmile*o),Math.min(1,n("mouthRollLower")/t.tuck))}this.closeLips(_e(n("mouthClose")/Math.max(n("jawOpen"),t.minJaw))),["Left","Right"].forEach((o,a)=>{let c=1-_e(e.blink[a]);this.add(`eyeLookUp${o}`,c*Math.max(-e.gaze[1],0)),this.add(`eyeWide${o}`,c*n(`eyeWide${o}`)),this.add(`eyeSquint${o}`,c*n(`eyeSquint${o}`))})}shapes(e,t){let{rig:n}=this.description,r=1-n.smileRounding*t,s=["mouthPucker","mouthFunnel"].map(a=>n.narrowing[a]*n.gains[a]*r*(e.expression[a]??0)).reduce((a,c)=>a+c,0),o=r*(s>n.narrowest?n.narrowest/s:1);for(let[a,c]of Object.entries(e.expression))a==="jawOpen"||a==="mouthClose"||a.startsWith("eye")||!n.names.includes(a)&&!a.startsWith("viseme_")||this.add(a,a in n.gains?c*o:c)}openJaw(e){if(e<=0)return;let t=this.description.rig.jawAngle,n=Math.sin(t*e)/Math.sin(t);this.add("jawOpen",n),this.add("real3d_jawArc",1-Math.cos(t*e)-n*(1-Math.cos(t)))}limitExposure(){let{highestUpper:e,exposureHeld:t}=this.description.rig;this.lip("upper").map((r,s)=>Math.max(0,e[s]-r[1])).forEach((r,s)=>this.move(this.upper[s],this.down,t*r))}bareTeeth(e,t){let{smilingGap:n,upperRestShare:r}=this.description.rig,[s,o]=[this.lip("upper"),this.lip("lower")];for(let a=0;a<al;a++){let c=e*n[a],l=Math.max(o[a][1]-s[a][1],0),h=r*c,u=Math.hypot(l,c)-l-h;this.move(this.lower[a],this.down,u>0?(1-t)*u:u),this.move(this.upper[a],this.down,-h)}}closeLips(e){let{smallestGap:t,upperSealShare:n}=this.description.rig,[r,s]=[this.lip("upper"),this.lip("lower")];for(let o=0;o<al;o++){let a=s[o][1]-r[o][1],c=a<t[o]-lv?1-t[o]/Math.min(a,-1e-9):e;c!==0&&[this.right,this.down,this.away].forEach((l,h)=>{let u=c*(s[o][h]-r[o][h]);this.move(this.upper[o],l,n*u),this.move(this.lower[o],l,-(1-n)*u)})}}lip(e){let{rig:t,pose:n}=this.description,[r,s]=e==="upper"?[t.upperInner,t.neutralUpper]:[t.lowerInner,t.neutralLower];return r.map((o,a)=>{let c=[0,1,2].map(h=>this.vertices[3*o+h]-this.neutral[3*o+h]),l=Xt(kn(n.rotation),c);return s[a].map((h,u)=>h+l[u]/n.scale)})}add(e,t){let n=this.morphs.get(e);if(!n||t===0)return;let{vertices:r,ways:s}=n;for(let o=0;o<r.length;o++){let a=3*r[o];this.vertices[a]+=t*s[3*o],this.vertices[a+1]+=t*s[3*o+1],this.vertices[a+2]+=t*s[3*o+2]}}move({vertices:e,share:t},n,r){if(r!==0)for(let s=0;s<e.length;s++){let o=3*e[s],a=r*t[s];this.vertices[o]+=a*n[0],this.vertices[o+1]+=a*n[1],this.vertices[o+2]+=a*n[2]}}field(e){let{vertices:t,ways:n}=this.morphs.get(e),r=this.description.pose.scale**2,s=new Float32Array(t.length);for(let o=0;o<t.length;o++){let a=[0,1,2].map(c=>n[3*o+c]);s[o]=(a[0]*this.down[0]+a[1]*this.down[1]+a[2]*this.down[2])/r}return{vertices:t,share:s}}};function Fd(i,e,t){let n=[1,-1,-1];return i.map((r,s)=>r/e*n[s%3]+t[s%3])}var t0=class{constructor(e){this.file=e;this.description=Nd(e),this.frame=new Ca(this.description),this.rig=new e0(this.description,e),this.mesh=new Qa(this.description,e)}file;description;frame;mesh;rig;pose(e,t){let n=this.frame.turn(e.rotation,e.translation);return this.rig.pose(e),this.mesh.move(this.rig.vertices,n,t,e.breath),n}};var zd=.02,hv=.42,uv=.03,dv=.12,fv=.02,pv=.15,mv=.4,gv=.75,_v=.5,n0=.043,xv=.012,Ud=.009,vv=.075,yv=.13,Mv=.95,Sv=.5,bv=[[0,.15,.4,.75,1],[.55,.95,1,.75,.15]],wv=[[0,.25,.6,.9,1],[.9,1,.75,.35,.1]],cl=[.95,-.25],Av=[.25,.9],Ev=.55,Tv=.6,gs=32;function Vd(i,e){let t=_e(i);return t+(1-t)*hv*Math.max(e,0)}function Gd(i,e,t,n,r,s){let o=r>zd,a=3+(o?Math.floor(Ev*i.width):0),c=zn.around([...t,...n],a,s);if(c.width<4||c.height<3)return null;let l=Bd([...t,...n.slice(1,-1).reverse()],c),h=new Uint8Array(4*c.area);if(!o){for(let M=0;M<c.area;M++)h[4*M]=h[4*M+1]=ms(l[M]),h[4*M+2]=255;return{window:c,pixels:h,skin:0,carried:Od(t,t,0)}}let u=n.map((M,A)=>kd(M,t[A],uv*r)),d=t.map((M,A)=>kd(M,u[A],r)),f=Bd([...d,...u.slice().reverse()],c),m=Cv(f,c,i.width,r),v=Pv(i,e,d,t,r,c),p=it(r,0,dv);for(let M=0;M<c.area;M++)h[4*M]=ms(l[M]),h[4*M+1]=ms(f[M]),h[4*M+2]=ms(m[M]),h[4*M+3]=ms(p*v[M]);let g=Od(t,d,r);return{window:c,pixels:h,skin:it(r,fv,pv),carried:g}}function Od(i,e,t){let n=Rv(i),r=f=>f[0]*n[1]-f[1]*n[0],s=f=>f[0]*n[0]+f[1]*n[1],o=i.map((f,m)=>m).sort((f,m)=>r(i[f])-r(i[m])),a=o.map(f=>r(i[f])),[c,l]=[i,e].map(f=>o.map(m=>s(f[m]))),h=[a[0],a.at(-1)],u=new Float32Array(4*gs);for(let f=0;f<gs;f++){let m=h[0]+(h[1]-h[0])*f/(gs-1);u.set([Ft(m,a,c),Ft(m,a,l)],4*f)}return{shown:t>zd?it(t,gv,mv):0,height:1-_v*t,down:n,reach:h,rims:u}}function Rv(i){let e=[i.at(-1)[0]-i[0][0],i.at(-1)[1]-i[0][1]],t=Math.max(Math.hypot(e[0],e[1]),1e-6),n=e[0]>0?1:-1;return[-n*e[1]/t,n*e[0]/t]}function Bd(i,e){return Ri(Ac(i,e),e,Tv)}function Cv(i,e,t,n){return Ri(i,e,Math.max(1,.08*t)).map(s=>1-Math.min(1,2*n)*.55*(1-_e(1.4*s-.3)))}function Pv(i,e,t,n,r,s){let o=[n.at(-1)[0]-n[0][0],n.at(-1)[1]-n[0][1]],a=Math.max(Math.hypot(o[0],o[1]),1e-6),c=o[0]>0?[-o[1],o[0]]:[o[1],-o[0]],l=i.lashThickness,h=t.map((M,A)=>Ft(A/(t.length-1),...bv)),u=M=>t.map((A,w)=>[A[0]+M*h[w]*c[0],A[1]+M*h[w]*c[1]]),f=[...u(-(.6*n0+Math.max(l-n0,0))),...u(.4*n0).reverse()],m=Math.max(.55,Math.max(xv,i.lashSoftness)*a),v=Ri(Ac(f,s),s,m),p=it(r,...Av)*vv*l/n0,g=Iv(e,t,c,a,Math.min(p,yv),s);return v.map((M,A)=>_e(Mv*M+Sv*g[A]*(1-M)))}function Iv(i,e,t,n,r,s){let o=new ur(s),a=e.map((m,v)=>v/(e.length-1)),c=[0,1].map(m=>e.map(v=>v[m])),[l,h]=[e[0],e.at(-1)],u=[l[0]-h[0],l[1]-h[1]],d=n/Math.max(Math.hypot(u[0],u[1]),1e-6),f=Math.max(1,Math.round(Ud*n*4));for(let[m,v,p]of i){let g=c.map(T=>Ft(m,a,T)),M=cl[0]+_e(m)*(cl[1]-cl[0])+v,A=r*Ft(m,...wv)*p,w=g.map((T,E)=>T+A*(Math.cos(M)*t[E]+Math.sin(M)*d*u[E]));o.line(g,w,1,f)}return Ri(o.coverage(),s,Math.max(.45,Ud*n))}function kd(i,e,t){return i.map((n,r)=>n+t*(e[r]-n))}function ms(i){return Math.round(255*i)}var Lv=.1,Dv=.001,Nv=.3,Fv=.4,_s=class{constructor(e,t,n,r){this.actor=e;this.side=t;let{eyes:s,slits:o}=e.description;this.eye=s.each[t],this.slit=o.eyes[t];let[a,c,l,h]=this.eye.box;this.masks=Qr(2*l,2*h);let u={...n,masks:{value:this.masks},window:{value:new je},person:{value:r.skin},white:{value:r.white},iris:{value:r.iris},catchLight:{value:r.catchLight},skin:{value:r.lid},lidMask:{value:r.lidMask},mapX:{value:new B},mapY:{value:new B},ball:{value:new Oe(l,h)},origin:{value:new Oe(a,c)},look:{value:new Oe},looking:{value:0},skinShown:{value:0},rims:{value:this.rims},reach:{value:new Oe},down:{value:new Oe},carriedShown:{value:0},carriedHeight:{value:1},lash:{value:new B(...this.eye.lash)}};this.objects=[Ai(cu,u)]}actor;side;objects;eye;slit;masks;rims=es(gs,1);update(e,t){let{mesh:n,description:r}=this.actor,[s,o]=[n.rim(this.slit.upper),n.rim(this.slit.lower)],a=Vd(e.blink[this.side],e.gaze[1]),c=Gd(this.eye,r.eyes.lashes,s,o,a,r.size);this.objects[0].visible=c!==null,c&&(this.show(c),this.carry(c.carried),this.look(e,t))}dispose(){bn(this.objects),this.masks.dispose(),this.rims.dispose()}carry({shown:e,height:t,down:n,reach:r,rims:s}){this.rims.image.data.set(s),this.rims.needsUpdate=!0;let o=ri(this.objects[0]);o.reach.value.set(...r),o.down.value.set(n[0],n[1]),o.carriedShown.value=e,o.carriedHeight.value=t}show({window:e,pixels:t,skin:n}){let{width:r,height:s,data:o}=this.masks.image,a=Math.min(e.width,r);o.fill(0);for(let l=0;l<Math.min(e.height,s);l++){let h=4*l*e.width;o.set(t.subarray(h,h+4*a),4*l*r)}this.masks.needsUpdate=!0;let c=ri(this.objects[0]);Ei(this.objects[0],e),c.window.value.set(e.left,e.top,r,s),c.skinShown.value=n}look({gaze:e},t){let{frame:n,description:r}=this.actor,[,,s,o]=this.eye.box,[a,c,l]=this.eye.middle.map(A=>n.project(A,t)),h=(A,w)=>[0,1].map(T=>(A[T]-a[T])/(Fv*(w-1))),[u,d]=[h(c,s),h(l,o)],f=[0,1].map(A=>a[A]-Nv*((s-1)*u[A]+(o-1)*d[A])),[m,v]=ma(u,d,f),p=ri(this.objects[0]);p.mapX.value.set(...m),p.mapY.value.set(...v);let g=r.eyes.gazeReach;p.look.value.set(e[0]*g[0]*this.eye.width,e[1]*g[1]*this.eye.width);let M=Math.hypot(...e);p.looking.value=M<Dv?0:_e(M/Lv)}};var An=96,Hd=[1,2,3,4,5,6,5,4,3,2,1].map(i=>i/36);function Xd(i,e,t){let n=Wd(i[0],e[0]),r=Wd(i.at(-1),e.at(-1)),s=Math.max(Math.hypot(r[0]-n[0],r[1]-n[1]),1),o=[(r[0]-n[0])/s,(r[1]-n[1])/s],a=[-o[1],o[0]],c=s/(An-1),l=[i,e].map(v=>Uv(v,n,o,a,c)),[h,u]=l,d=l.map(v=>v.map((p,g)=>1/Math.hypot(1,Ov(v,g,c)))),f=new Float32Array(4*An);for(let v=0;v<An;v++){let p=Math.min(h[v]+t[v],Math.max(h[v],u[v]));f.set([p,u[v],d[0][v],d[1][v]],4*v)}let m=v=>[v[0],v[1],-(v[0]*n[0]+v[1]*n[1])];return{frame:[m(o.map(v=>v/c)),m(a)],rims:f}}function Uv(i,e,t,n,r){let s=-1/0,o=i.map(h=>{let u=(h[0]-e[0])*t[0]+(h[1]-e[1])*t[1];return s=Math.max(s,u)}),a=i.map(h=>(h[0]-e[0])*n[0]+(h[1]-e[1])*n[1]),c=Array.from({length:An},(h,u)=>Ft(u*r,o,a)),l=Hd.length>>1;return c.map((h,u)=>u<l||u>=An-l?h:Hd.reduce((d,f,m)=>d+f*c[u+m-l],0))}function Ov(i,e,t){return e===0?(i[1]-i[0])/t:e===An-1?(i[e]-i[e-1])/t:(i[e+1]-i[e-1])/(2*t)}function Wd(i,e){return[.5*(i[0]+e[0]),.5*(i[1]+e[1])]}function qd({mouth:i,rig:e},t,n){let{tongue:r}=i,s=1-Math.max(1-n/r.risen,0)**2;return r.body.map(o=>{let[a,c,l]=rs(o,r.bodyJawShare*e.jawAngle*t,e.jawHinge);return[a,c-s*r.rise,l-s*r.rise]})}function Yd({mouth:i,rig:e},t,n){let{tongue:r}=i,{millimetre:s,rows:o,columns:a,path:c}=r,l=Zd(c),h=l.at(-1),u=[];for(let d=0;d<o;d++){let f=(n-d/(o-1))*h,[m,v]=[0,1].map(g=>Ft(f,l,c.map(M=>M[g]))),p=Ft(f,l,r.halfWidth)*r.scale;for(let g=0;g<a;g++){let M=-1+2*g/(a-1),w=[p*M,m+1.5*M**2,v].map((T,E)=>r.centre[E]+s*T);u.push(rs(w,e.jawAngle*t,e.jawHinge))}}return u}function Jd({mouth:i}){return Zd(i.tongue.path).at(-1)}function Zd(i){let e=0;return i.map((t,n)=>{let r=i[Math.max(n-1,0)];return e+=Math.hypot(t[0]-r[0],t[1]-r[1])})}var Bv=4,kv=.4,zv=6,i0=class{constructor(e,t,n){this.actor=e;let{description:r,file:s}=e,{mouth:o}=r,{tongue:a}=o,c=h=>s.hasMesh(h)?e.frame.points(s.attribute(h,"POSITION")):[];this.lowerTeeth=c("teethLower").map(h=>e.frame.toHead(h)),this.upperTeeth=c("teethUpper"),this.photoPoints=c("photoTeeth");let l=(h,u)=>new xs(e,h,t,hu,{picture:{value:u}});this.lower=l("teethLower",n.teethLower),this.upper=n.teethUpper&&l("teethUpper",n.teethUpper),this.blade=new xs(e,"tongue",t,uu,{picture:{value:n.tongue},rows:{value:ga(n.tongue)[1]},out_:{value:0},length_:{value:Jd(r)},rootFrom:{value:a.rootFrom},rootTo:{value:a.rootTo},rootLight:{value:a.rootLight}}),this.photo=n.photoMouth&&n.photoTeeth?this.photoSheet(t,n):null,this.inside=Ai(fu,this.uniforms(t)),this.objects=[this.inside]}actor;objects;inside;rims=es(An,1);lower;upper;blade;photo;lowerTeeth;upperTeeth;photoPoints;update(e,t){let{mesh:n,description:r}=this.actor,{mouth:s,slits:o,size:a}=r,[c,l]=[n.rim(o.mouth.upper),n.rim(o.mouth.lower)],h=Math.max(...c.map((v,p)=>Math.hypot(l[p][0]-v[0],l[p][1]-v[1])));if(this.inside.visible=h>kv,!this.inside.visible)return;let u=e.expression.jawOpen??0,d=e.expression.tongueOut??0,f=d>s.tongue.seen?this.project(Yd(r,u,d),t):null,m=zn.around([...c,...l,...f??[]],Bv,a);this.inside.visible=m.width>0&&m.height>0,this.inside.visible&&(this.placeSheets(e,t,l,f,m),Ei(this.inside,m),this.light(e,t,c,l,m))}drawSheets(e,t){if(this.inside.visible)for(let n of this.sheets())n.shown&&n.draw(e,t)}dispose(){bn(this.objects),this.sheets().forEach(e=>e.dispose()),this.rims.dispose()}sheets(){return[this.lower,this.upper,this.blade,this.photo].filter(e=>e!==null)}placeSheets(e,t,n,r,s){let{frame:o,description:a}=this.actor,{rig:c,mouth:l}=a,h=e.expression.jawOpen??0,u=this.lowerTeeth.map(d=>rs(d,c.jawAngle*h,c.jawHinge));if(this.lower.place(this.project(u,t),s),this.upper?.place(this.upperTeeth.map(d=>o.project(d,t)),s),this.blade.shown=r!==null,r&&(this.blade.uniforms.out_.value=e.expression.tongueOut,this.blade.place(r,s)),this.photo&&l.photo){let[d,f]=l.photo.leaves,[m,v]=l.photo.jawLeaves;this.photo.uniforms.share.value=it(e.neutral,f,d)*it(h,v,m),this.photo.place(this.pressedTogether(l.photo,t,n),s)}}pressedTogether(e,t,n){let{frame:r}=this.actor,s=e.lowerRim.map(c=>r.project(c,t)),o=s.map((c,l)=>l),a=[0,1].map(c=>s.map((l,h)=>n[h][c]-l[c]));return this.photoPoints.map((c,l)=>{let[h,u,d]=r.project(c,t),[f,m]=a.map(v=>e.follows[l]*Ft(e.along[l],o,v));return[h+f,u+m,d]})}light(e,t,n,r,s){let{description:o}=this.actor,{mouth:a}=o,c=ri(this.inside),l=Xd(n,r,a.overhang.map(E=>E*a.millimetre));this.rims.image.data.set(l.rims),this.rims.needsUpdate=!0,c.openingX.value.set(...l.frame[0]),c.openingY.value.set(...l.frame[1]);let h=e.expression.jawOpen??0,u=this.project(qd(o,h,e.expression.tongueOut??0),t),[d,f,m]=u,v=E=>[E[0]-d[0],E[1]-d[1]],[p,g]=ma(v(f),v(m),d);c.tongueX.value.set(...p),c.tongueY.value.set(...g),c.corner.value.set(s.left,s.top);let{mouthPucker:M=0,mouthFunnel:A=0}=e.expression;c.rounding.value=e.neutral*Math.min(1,M+A),c.rolled.value=a.photo?e.neutral:1,c.hasBlade.value=this.blade.shown;let[w,T]=[c.pixels.value,c.size.value];c.samples.value=Math.max(1,Math.round(a.oversampling*T/w))}project(e,t){let{frame:n}=this.actor;return e.map(r=>n.project(n.toSpace(r),t))}photoSheet(e,t){return new xs(this.actor,"photoTeeth",e,du,{opening:{value:t.photoMouth},teeth:{value:t.photoTeeth},share:{value:0}})}uniforms(e){let{mouth:t}=this.actor.description,n=es(An,2);t.lips.forEach((o,a)=>{n.image.data.set(o.slice(0,3),4*a),n.image.data.set(o.slice(3),4*(An+a))});let r=_a(0),s=()=>({value:new B});return{...e,rims:{value:this.rims},lips:{value:n},lowerTeeth:{value:this.lower.texture},upperTeeth:{value:this.upper?.texture??r},blade:{value:this.blade.texture},photo:{value:this.photo?.texture??r},hasUpper:{value:this.upper!==null},hasPhoto:{value:this.photo!==null},hasBlade:{value:!1},openingX:s(),openingY:s(),tongueX:s(),tongueY:s(),cavity:{value:new B(...t.cavity)},tongue:{value:new B(...t.tongueColour)},corner:{value:new Oe},layerScale:{value:t.oversampling},millimetre:{value:t.millimetre},rounding:{value:0},moustache:{value:t.moustache},edge:{value:t.edge},rolled:{value:1},samples:{value:t.oversampling}}}},xs=class{constructor(e,t,n,r,s){this.actor=e;let{file:o,description:a}=e,c=o.attribute(t,"TEXCOORD_0"),l=new tn;this.places=new Rt(new Float32Array(c.length/2*3),3).setUsage(Xr),l.setAttribute("position",this.places),l.setAttribute("uv",new Rt(c,2)),l.setIndex([...o.triangles(t,t)]);let h=a.size*a.mouth.oversampling;this.target=new Lt(h/2,h/2,{minFilter:ct,magFilter:ct}),this.uniforms={...n,...s,corner:{value:new Oe},extent:{value:new Oe(a.size/2,a.size/2)}};let u={blending:Fn,depthTest:!0,depthWrite:!0};this.object=jr(l,lu,r,this.uniforms,u),this.scene.add(this.object)}actor;shown=!0;uniforms;scene=new gi;object;places;target;get texture(){return this.target.texture}place(e,t){e.forEach((r,s)=>this.places.setXYZ(s,...r)),this.places.needsUpdate=!0,this.uniforms.corner.value.set(t.left,t.top);let n=this.actor.description.mouth.oversampling;this.target.scissor.set(0,0,t.width*n,t.height*n),this.target.scissorTest=!0}draw(e,t){e.setRenderTarget(this.target),e.setClearColor(0,0),e.clear(),e.render(this.scene,t)}dispose(){bn([this.object]),this.target.dispose()}},r0=class{constructor(e,t){this.actor=e;let{mouth:n,size:r}=e.description;this.masks=Qr(r/2,r/2);let s={...t,masks:{value:this.masks},window:{value:new je},darkness:{value:new B(...n.seamDarkness)}},o={...$r,blending:or,blendSrc:bo,blendDst:Mo};this.objects=[Ai(pu,s,o)]}actor;objects;masks;update(e){let t=this.objects[0];t.visible=!1;let{mesh:n,description:r}=this.actor,{mouth:s,slits:o,faceWidth:a,size:c}=r;if(!s.photo||e.neutral<=0)return;let[l,h]=[n.rim(o.mouth.upper),n.rim(o.mouth.lower)],u=l.map((m,v)=>m.map((p,g)=>.5*(p+h[v][g]))),d=l.map((m,v)=>{let p=Math.hypot(h[v][0]-m[0],h[v][1]-m[1]);return(1-_e(p/(s.seamGap*a)))*e.neutral});if(Math.max(...d)<=.02)return;let f=zn.around(u,zv,c);f.width<=0||f.height<=0||(t.visible=!0,this.show(Vv(u.slice(1,-1),d.slice(1,-1),a,f),f))}dispose(){bn(this.objects),this.masks.dispose()}show(e,t){let{width:n,height:r,data:s}=this.masks.image;s.fill(0);for(let o=0,a=0;o<Math.min(t.height,r);o++)for(let c=0;c<t.width;c++)s[4*(o*n+c)]=Math.round(255*e[a++]);this.masks.needsUpdate=!0,ri(this.objects[0]).window.value.set(t.left,t.top,n,r),Ei(this.objects[0],t)}};function Vv(i,e,t,n){let r=new ur(n),s=Math.max(2,Math.round(.008*t*4));for(let o=0;o+1<i.length;o++){let a=Math.min(1,(o+1)/4,(i.length-o-1)/4);r.line(i[o],i[o+1],_e(.5*(e[o]+e[o+1]))*a,s)}return Ri(r.coverage(),n,Math.max(.7,.007*t))}var s0=class{constructor(e,t,n){this.actor=e;let{mesh:r,file:s,description:o}=e;this.places=new Rt(r.places,3).setUsage(Xr);let a=new Rt(r.uv,2),c=v=>[...s.triangles("head",v),...s.triangles("torso",v)],l=v=>{let p=new tn;return p.setAttribute("position",this.places),p.setAttribute("uv",a),p.setIndex(v),p},{folds:h}=o;this.shared={...t,folds:{value:n.folds},ownFolds:{value:n.ownFolds??_a(0)},tint:{value:new B(...h.tint)},drawnScale:{value:h.drawnScale},ownScale:{value:h.ownScale},amounts:{value:new B},ownAmount:{value:0}};let u=[{geometry:l([...c("skin"),...r.skirts]),picture:n.skin},{geometry:l(c("edge")),picture:n.edge}],d=(v,p)=>jr(v.geometry,ru,su,{...this.shared,picture:{value:v.picture}},p),f={colorWrite:!1,depthTest:!0,depthWrite:!0},m={...$r,depthTest:!0,depthFunc:$i};this.objects=[...u.map(v=>d(v,f)),...u.map(v=>d(v,m))]}actor;objects;places;shared;update(e){this.places.needsUpdate=!0;let{amounts:t,ownAmount:n}=this.shared,[r,s,o,a]=Gv(e,this.actor.description);t.value.set(r,s,o),n.value=a}dispose(){bn(this.objects)}};function Gv({expression:i,neutral:e,smileKept:t},{folds:n,rig:r}){let s=v=>.5*((i[`${v}Left`]??0)+(i[`${v}Right`]??0)),o=s("browDown"),a=Math.max(i.browInnerUp??0,s("browOuterUp"))-o,{mouthPucker:c=0,mouthFunnel:l=0,mouthClose:h=0,jawOpen:u=0}=i,d=Math.max(Math.min(1,c+l),_e(h/Math.max(u,r.minJaw))),f=t*(1-n.shallower*d);return[(1-n.smile)*s("mouthSmile"),a,o/n.fullFrown,n.smile*e*(1-f)].map(v=>Math.round(_e(v)*n.steps)/n.steps)}var Hv=["skin","edge","folds","ownFolds","teethLower","teethUpper","tongue","photoMouth","photoTeeth",...["Left","Right"].flatMap(i=>["white","iris","catchLight","lid","lidMask"].map(e=>e+i))],Wv=12,o0=class i{constructor(e,t,n){this.actor=e;this.renderer=t;this.pictures=n;let{size:r,camera:s,faceWidth:o}=e.description;this.frame={size:{value:r},pixels:{value:r},depthMiddle:{value:s.referenceDepth},depthReach:{value:Wv*o}},this.mouth=new i0(e,this.frame,n);let a={skin:n.skin,edge:n.edge,folds:n.folds,ownFolds:n.ownFolds??null};this.layers=[new s0(e,this.frame,a),new _s(e,0,this.frame,Kd(n,"Left")),new _s(e,1,this.frame,Kd(n,"Right")),this.mouth,new r0(e,this.frame)],this.arrange()}actor;renderer;pictures;scene=new gi;camera=new Mi;frame;layers;mouth;backdrop=null;clearColour=null;static async open(e,t){let n=new t0(t),r=Xv(e);return new i(n,r,await gu(t,Hv))}resize(e){this.renderer.setSize(e,e,!1),this.frame.pixels.value=e}setBackdrop(e){this.backdrop?.dispose(),this.backdrop=e&&"picture"in e?new xa(this.frame,e.picture):null,this.clearColour=e&&"colour"in e?e.colour:null,this.arrange()}draw(e,t){let n=this.actor.pose(e,t);for(let r of this.layers)r.update(e,n);this.mouth.drawSheets(this.renderer,this.camera),this.renderer.setRenderTarget(null),this.clearColour?this.renderer.setClearColor(qv(this.clearColour),1):this.renderer.setClearColor(0,0),this.renderer.clear(),this.renderer.render(this.scene,this.camera)}dispose(){this.backdrop?.dispose(),this.layers.forEach(e=>e.dispose());for(let e of Object.values(this.pictures))e?.dispose();this.renderer.dispose()}arrange(){this.scene.clear(),(this.backdrop?[this.backdrop,...this.layers]:this.layers).flatMap(t=>t.objects).forEach((t,n)=>{t.renderOrder=n,Array.isArray(t.material)||(t.material.transparent=!0),this.scene.add(t)})}};function Xv(i){try{let e=new da({canvas:i,antialias:!0,alpha:!0,premultipliedAlpha:!0});return e.outputColorSpace=Kn,e.autoClear=!1,e}catch{throw new Ne("no-webgl","This browser shows no WebGL 2; switch hardware acceleration on, or use another browser.")}}function qv(i){return new qe().setStyle(i,Kn)}function Kd(i,e){let t=n=>i[n+e];return{skin:i.skin,white:t("white"),iris:t("iris"),catchLight:t("catchLight"),lid:t("lid"),lidMask:t("lidMask")}}var Jv=`
:host { display: inline-block; position: relative; width: 320px; aspect-ratio: 1; overflow: hidden;
  container-type: inline-size; }
canvas { width: 100%; height: 100%; object-fit: contain; display: block; }
.badge { position: absolute; top: 2.6%; right: 2.6%; padding: .1em .4em; border: 1.5px solid #fffc;
  border-radius: .35em; background: #10121696; color: #fff; font: 700 max(11px, 3.4cqw)/1.25 sans-serif; }
.message { position: absolute; inset: 0; display: grid; place-items: center; padding: 8%; text-align: center;
  font: 15px/1.4 sans-serif; }
[hidden] { display: none; }`,Zv={code:"no-face",message:"No face is seen; come before the camera, with light on your face."},Kv=2,ll=class extends HTMLElement{static observedAttributes=["src","background","still"];canvas=document.createElement("canvas");badge=document.createElement("span");message=document.createElement("div");resizing=new ResizeObserver(()=>this.fit());stage=null;performer=null;speaker=new ja(e=>this.tell(e),e=>this.report(e));follower=new Ua(e=>this.tell(e,e==="face-lost"?Zv:void 0),e=>this.report(e));recorder=null;loading=0;frame=0;opened=Promise.resolve();constructor(){super();let e=document.createElement("style");e.textContent=Jv,this.badge.className="badge",this.badge.textContent="AI",this.badge.title=xu,this.badge.hidden=!0,this.message.className="message",this.message.setAttribute("role","alert"),this.message.hidden=!0,this.attachShadow({mode:"open"}).append(e,this.canvas,this.badge,this.message),this.canvas.addEventListener("webglcontextlost",()=>this.fail(jv()))}get ready(){return this.opened}get shapes(){return this.performer?.shapes??[]}get moods(){return this.performer?.moods??[]}set(e){this.performer?.set(e)}lookAt(e,t){this.performer?.lookAt(e,t)}mood(e){return this.performer?.setMood(e)??!1}async play(e){await this.opened;let t=typeof e=="string"?await $v(e):e;await this.performer?.play(t)}speak(e,t){return this.speaker.speak(e,t)}speakPCM({rate:e}={}){return this.speaker.speakPCM(e)}listen(){return this.speaker.listen()}mirror(e,t){return this.follower.run(e,t)}stop(e){e!=="mirror"&&this.speaker.stop(),e!=="voice"&&this.follower.stop()}async record(){try{let e=await this.speaker.sound();if(await this.opened,!this.stage)throw new Ne("no-recording","There is no portrait to record.");return this.recorder?.finish(),this.recorder=new Wa(this.canvas.width,e,getComputedStyle(this).backgroundColor),this.recorder}catch(e){throw this.report(e),e}}show(e,t){cancelAnimationFrame(this.frame);let{stage:n}=this;if(n){let r=il(e,n.actor.description)[t];r&&n.draw(r.pose,r.shoulders)}return this.canvas}resume(){cancelAnimationFrame(this.frame),this.frame=requestAnimationFrame(e=>this.tick(e))}connectedCallback(){this.resizing.observe(this),this.loading===0?this.open():this.resume()}disconnectedCallback(){this.resizing.disconnect(),cancelAnimationFrame(this.frame),this.recorder?.finish(),this.speaker.close(),this.follower.close()}attributeChangedCallback(e,t,n){t===n||this.loading===0||(e==="src"?this.open():e==="background"?this.setBackground(this.loading):this.performer&&(this.performer.idles=!this.hasAttribute("still")))}open(){this.opened=this.load(++this.loading).catch(e=>this.fail(e))}async load(e){let t=this.getAttribute("src");if(this.close(),!t)return;let n=va.read(await Vn(t));if(e!==this.loading)return;let r=await o0.open(this.canvas,n);if(e!==this.loading)return r.dispose();this.stage=r,this.performer=new Ha(r.actor.description,n.targets("head"),Number(this.getAttribute("seed")??1)),this.performer.idles=!this.hasAttribute("still"),await this.setBackground(e),e===this.loading&&(this.fit(),this.badge.hidden=!1,this.tick(performance.now()),this.tell("ready"))}async setBackground(e){try{let t=await _u(this.getAttribute("background"));e===this.loading&&this.stage?.setBackdrop(t)}catch(t){this.report(t)}}tick(e){if(!this.stage||!this.performer||!this.isConnected)return;let t=this.speaker.mouth();this.performer.say(t&&Lu(t)),this.performer.mirror(this.follower.shown());let{pose:n,shoulders:r}=this.performer.at(e/1e3);this.stage.draw(n,r),this.recorder?.draw(this.canvas),this.resume()}fit(){let{stage:e}=this;if(!e)return;let{size:t}=e.actor.description,n=Math.min(this.clientWidth,this.clientHeight)*devicePixelRatio;e.resize(Math.round(Math.min(Math.max(n,t),Kv*t)))}close(){cancelAnimationFrame(this.frame),this.stage?.dispose(),this.stage=this.performer=null,this.badge.hidden=this.message.hidden=!0}fail(e){this.close(),this.message.textContent=this.report(e),this.message.hidden=!1}report(e){let t=e instanceof Ne?e.code:"not-an-avatar",n=e instanceof Error?e.message:String(e);return this.tell("error",{code:t,message:n}),n}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0}))}};async function $v(i){let e=await Vn(i);try{return JSON.parse(new TextDecoder().decode(e))}catch{throw new Ne("bad-motion",`\u201C${i}\u201D holds no motion.`)}}function jv(){return new Ne("no-webgl","The graphics card has given this picture up; reload the page.")}customElements.get("real3d-avatar")||customElements.define("real3d-avatar",ll);export{ll as Real3DAvatar};
