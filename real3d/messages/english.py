"""What the program says in English, by code."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    # media: files that cannot be used.
    "file-missing": "There is no file '{name}'. Check its name and folder.",
    "file-not-opened": "'{name}' cannot be opened: {reason}.",
    "file-is-folder": "'{name}' is a folder. Choose a file in it.",
    "file-not-ordinary": "'{name}' is not an ordinary file. Choose a file.",
    "file-not-permitted": "'{name}' may not be read. Change its permissions.",
    "file-empty": "'{name}' is empty. Save or upload it again.",
    "file-too-large": (
        "'{name}' has {size:.0f} MiB; the limit is {limit:.0f} MiB. Use a smaller file."
    ),
    "picture-unknown": (
        "'{name}' is not a picture that can be read. Use a JPEG, PNG, WebP or HEIC file."
    ),
    "picture-damaged": ("The picture '{name}' is damaged or incomplete. Save or upload it again."),
    "picture-cut-off": (
        "The picture '{name}' ends early, and too much of it is missing. Save or upload it again."
    ),
    "picture-of-other-format": (
        "'{name}' is a {format} file, which cannot be read as a picture. Save it as JPEG or PNG."
    ),
    "picture-of-many-scans": (
        "The picture '{name}' is stored in {scans} layers and would take very long. Save it again "
        "as JPEG or PNG."
    ),
    "picture-too-costly": (
        "The picture '{name}' takes too long or too much memory to open. Save it again as JPEG or "
        "PNG."
    ),
    "picture-too-long": (
        "The picture has {width}x{height} pixels; no side may have more than {limit}. Cut it to "
        "the person."
    ),
    "picture-too-large": (
        "The picture '{name}' has more than {limit:g} megapixels. Save it smaller."
    ),
    "sound-unknown": (
        "'{name}' holds no sound that can be read. Use a WAV, MP3, M4A, OGG or FLAC file."
    ),
    "video-mute": "The video '{name}' has no sound. Use one in which somebody speaks.",
    "sound-absent": "'{name}' holds no sound that can be read.",
    "sound-too-short": (
        "'{name}' holds {seconds:.2f} seconds of sound; at least {least} are needed. Record a "
        "longer one."
    ),
    "sound-damaged": ("The sound of '{name}' is damaged ({reason}). Save it again as WAV or MP3."),
    "recording-too-long": "'{name}' lasts longer than {limit:g} minutes. Shorten it.",
    "video-unknown": (
        "'{name}' holds no moving pictures that can be read. Use an MP4 or WebM file."
    ),
    "video-damaged": "The pictures of '{name}' are damaged ({reason}). Save it again as MP4.",
    "video-frames-too-large": (
        "The frames of '{name}' have {width}x{height} pixels; the limit is {limit:g} megapixels. "
        "Save it smaller, as 1080p for instance."
    ),
    "too-much-work": (
        "The frames of this job would have {amount:.0f} gigapixels together; the limit is "
        "{limit:.0f}. Use a shorter voice or video, fewer frames per second or a smaller size."
    ),
    "ffmpeg-missing": (
        "No ffmpeg was found for this machine. Install ffmpeg, or reinstall imageio-ffmpeg."
    ),
    "ffmpeg-not-running": (
        "The ffmpeg of this machine, {path}, does not work ({reason}). Reinstall imageio-ffmpeg, "
        "or let IMAGEIO_FFMPEG_EXE name another one."
    ),
    # media: results that cannot be written.
    "tag-not-writable": "The tag '{name}' cannot be written into a video. Shorten it.",
    "video-name-not-mp4": "The video has to be named .mp4, not '{name}'; '{fitting}' fits.",
    "video-name-not-webm": (
        "A transparent video has to be named .webm, not '{name}'; '{fitting}' fits."
    ),
    "preview-name-not-gif": "A preview has to be named .gif or .webp, not '{name}'.",
    "still-name": "A picture has to be named .png, .jpg or .webp, not '{name}'.",
    "avatar-name-not-glb": "An avatar has to be named .glb, not '{name}'.",
    "site-is-file": "'{path}' is a file. Name a folder for the site.",
    "site-folder-taken": (
        "'{path}' holds other files. Choose another folder, or write into it with --overwrite."
    ),
    "archive-name-not-zip": "Pictures go into a .zip file, not into '{name}'.",
    "archive-full": (
        "More than {limit} pictures are too many for one archive. Use a shorter voice or video, "
        "or fewer frames per second."
    ),
    "archive-not-written": "'{name}' was not written: {reason}. Choose another place.",
    "result-without-frames": "'{name}' was not written: it would have no frames.",
    "result-not-written": "'{name}' was not written: {reason}.",
    "result-not-moved": "'{path}' cannot be written: {reason}. Choose another place.",
    "result-is-folder": "'{path}' is a folder. Choose another name for the result.",
    "output-is-input": (
        "'{path}' is one of the files that the result is made of. Choose another name for it."
    ),
    "output-exists": (
        "'{path}' is there already, and was not made by this program. Choose another name, or "
        "replace it with --overwrite."
    ),
    "disk-full": ("The disk is full: '{name}' was not written. Free some space in '{folder}'."),
    "folder-not-writable": (
        "The folder '{folder}' cannot be written to: {reason}. Choose another."
    ),
    # portrait: photos that cannot be used.
    "no-face": (
        "No human face was found in the picture; use a photo that shows one face from the front, "
        "upright, well lit and not too small."
    ),
    "no-face-at-point": "There is no human face at the chosen place; click on a face.",
    "no-face-at-place": (
        "There is no human face at {x:.0f},{y:.0f} of the photo; choose a place on a face."
    ),
    "picture-too-small": (
        "The picture has only {width} x {height} pixels; use one with at least {least} x {least}, "
        "better 512 x 512."
    ),
    "face-too-small": (
        "The face is only {height:.0f} pixels high; use a photo in which it has at least {least}, "
        "better 200."
    ),
    "face-outside": (
        "A part of the face lies outside the picture; use a photo that shows the whole face."
    ),
    "face-on-side": "The face lies on its side; turn the picture upright and try again.",
    "face-in-profile": (
        "The face is seen from the side (turned by {degrees:.0f}°); use a photo in which both "
        "eyes and the whole mouth can be seen."
    ),
    "not-human": (
        "The face does not look human; use a photo of a person whose whole face can be seen."
    ),
    "mouth-covered": (
        "The mouth cannot be seen; use a photo in which no mask, hand or microphone covers it."
    ),
    "background-unknown": (
        "“{value}” is not a background; choose original, blur, transparent, a colour such as "
        "#20a060, or a picture."
    ),
    # portrait: advice on photos that can be used.
    "several-faces": (
        "The photo shows {count} faces; the largest one is used. To animate another one, click on "
        "it or crop the photo."
    ),
    "mouth-unclear": (
        "The mouth is hard to make out; if something covers it, use a photo that shows the whole "
        "face."
    ),
    "face-cut": (
        "The face touches the edge of the photo; use a photo with some room around the head."
    ),
    "turned": (
        "The face is turned {degrees:.0f}° to the {side}; a photo that looks into the camera "
        "moves more naturally."
    ),
    "left": "left",
    "right": "right",
    "eyes-closed": (
        "The eyes seem to be closed; use a photo with open eyes so that they can blink."
    ),
    "looks-past": (
        "The eyes look past the camera, and so they will in the result; use a photo that looks "
        "into it for eye contact."
    ),
    "mouth-open": "The mouth is open; a photo with the lips together speaks more naturally.",
    "low-resolution": (
        "The face is only {height:.0f} pixels high and will look soft; use a larger version of "
        "the photo if there is one."
    ),
    # Settings.
    "setting-outside": "“{name}” is {value}; choose a value from {low} to {high}.",
    "setting-amounts-unreadable": (
        "“{name}” is “{value}”; write names and amounts as in “browInnerUp=0.4, cheekPuff=0.2”."
    ),
    "setting-unknown-word": "“{name}” is “{value}”; choose one of {choices:, }.",
    "setting-unknown-number": "“{name}” is {value}; choose one of {choices:, }.",
    "setting-empty": "“{name}” is empty; enter a number.",
    "point-unreadable": "“face” is “{value}”; give x,y in pixels of the photo, or nothing.",
    # mesh and triplane: voices and driving videos.
    "no-face-in-video": (
        "No face was found in “{name}”; use a video that shows one face from the front, well lit "
        "and large enough."
    ),
    "sound-too-short-for-speech": ("The sound lasts {seconds:.3f} seconds, too short for speech."),
    # triplane: what it cannot run without.
    "gpu-memory-too-small": (
        "The graphics card has too little memory for the tri-plane engine. Close other programs "
        "that use it, or choose the mesh engine."
    ),
    "compiling-needs-gpu": (
        "The network is compiled for graphics cards only, and this computer has none that PyTorch "
        "can use. Nothing needs to be compiled for a CPU."
    ),
    "compiled-parts-not-written": "Compiled parts cannot be written to “{folder}”: {reason}.",
    "transformers-missing": (
        "The tri-plane engine hears speech through “transformers”. Install it with “pip install "
        "transformers”."
    ),
    "frame-not-finite": (
        "The renderer's weights show no picture: a frame in full precision holds numbers that are "
        "not finite. Get the released checkpoint and convert it again."
    ),
    "precision-too-low": (
        "its {part} does not run in {precision}, which would spoil the frame ({psnr:.0f} dB)"
    ),
    "march-not-launched": "rays are marched the slow way, since the fast one fails: {reason}",
    "compiled-for-others": "it runs uncompiled, since it was compiled for {names:, } only",
    "compiled-not-loaded": "it runs uncompiled, since a compiled part cannot be loaded: {reason}",
    "march-differs": (
        "rays are marched the slow way, since the fast one is off by {difference:.3f} here"
    ),
    "speech-network-missing": (
        "The speech network “{name}” (1.3 GB) is not on this computer and cannot be downloaded. "
        "Check the connection to huggingface.co, or choose the mesh engine."
    ),
    "speech-not-finite": "The speech network's weights are unusable: what it hears is not finite.",
    "speech-network-unusable": (
        "“{folder}” does not hold the speech network: {reason}. Download facebook's "
        "hubert-large-ls960-ft there again, or choose the mesh engine."
    ),
    "speech-network-incomplete": (
        "“{folder}” does not hold the whole speech network: {count} tensors are missing, among "
        "them {name}. Download facebook's hubert-large-ls960-ft there again."
    ),
    "segmentation-missing": (
        "There is no segmentation model “{path}”. Run “python -m real3d weights status”."
    ),
    "segmentation-unusable": (
        "“{name}” is not MediaPipe's multiclass selfie model. Download it again."
    ),
    "face-model-missing": (
        "There is no face model “{path}”. It is licensed to each user: get the Basel Face Model "
        "from its site and prepare this file as the authors' release describes."
    ),
    "face-model-part-missing": (
        "The face model's file “{path}” is missing; it comes with the authors' download."
    ),
    "face-model-unknown": "“{path}” is not the face model: {reason}.",
    "face-model-not-matlab": "“{path}” is not a MATLAB 5 file: {reason}.",
    "face-model-not-numbers": "“{path}” does not hold numbers: {reason}.",
    "face-model-landmarks": (
        "“{path}” does not belong to the face model: there are {shape} landmarks instead of "
        "{right}."
    ),
    "face-model-mixed": (
        "The {part} in “{folder}” do not belong to its face model; use files of one kind."
    ),
    "triangles": "triangles",
    "key-points": "key points",
    "landmarks": "landmarks",
    "eye-triangles": "eye triangles",
    "face-model-colours": "“{path}” belongs to another face model.",
    # triplane/weights: files that are missing or damaged.
    "weights-not-installed": (
        "The tri-plane engine cannot run: its weights are not installed. “python -m real3d weights "
        "status” tells where each file comes from; {variable} names their folder. Or choose “mesh” "
        "or “auto”."
    ),
    "weights-folder-missing": (
        "The tri-plane engine cannot run: there is no folder “{folder}”. “python -m real3d weights "
        "status” tells where each file comes from; {variable} names their folder. Or choose “mesh” "
        "or “auto”."
    ),
    "weights-file-missing": (
        "The tri-plane engine cannot run: of its weights {name} is missing. “python -m real3d "
        "weights status” tells where each file comes from; {variable} names their folder. Or "
        "choose “mesh” or “auto”."
    ),
    "weights-files-missing": (
        "The tri-plane engine cannot run: of its weights {names:, } are missing. “python -m real3d "
        "weights status” tells where each file comes from; {variable} names their folder. Or "
        "choose “mesh” or “auto”."
    ),
    "weights-not-converted": (
        "The tri-plane engine cannot run: {names:, } still has to be made from the authors' "
        "download. Run “python -m real3d weights convert {folder}” once. Or choose “mesh” or "
        "“auto”."
    ),
    "weights-packed": (
        "The tri-plane engine cannot run: “{path}” is still packed. Unpack it where it lies, then "
        "run “python -m real3d weights convert {folder}” once. Or choose “mesh” or “auto”."
    ),
    "weights-renamed": (
        "The tri-plane engine cannot run: “{path}” seems to be {name} under another name. Give it "
        "that name. Or choose “mesh” or “auto”."
    ),
    "weights-not-downloaded": (
        "The tri-plane engine cannot run: “{name}” cannot be downloaded from “{repository}”. Check "
        "{variable}, its access rights and the connection."
    ),
    "segmentation-not-downloaded": (
        "The tri-plane engine cannot run: “{name}” cannot be downloaded from “{repository}”. "
        "Download it from MediaPipe's page of models and put it into the weights' folder."
    ),
    "segmentation-replaced": (
        "“{name}” in “{repository}” is not MediaPipe's file. Download it from MediaPipe's page of "
        "models and put it into the weights' folder."
    ),
    "mirror-not-converted": (
        "“{repository}” holds the authors' files as they are. Run “python -m real3d weights "
        "convert FOLDER --from {repository}” once, and give the folder instead."
    ),
    "mirror-not-downloaded": "“{repository}” cannot be downloaded to “{folder}”: {reason}.",
    "push-without-weights": (
        "{names:, } cannot be found. Run “python -m real3d weights convert” first, and name the "
        "folder with --weights."
    ),
    "push-to-public": (
        "“{repository}” is public, and the Basel Face Model must not be passed on. Make the "
        "repository private in its settings, or name another one."
    ),
    "push-refused": (
        "“{repository}” cannot be written to: {reason}. Log in with “hf auth login”, with a token "
        "that may write."
    ),
    "release-outdated": (
        "“{name}” is older than the release of 10 February 2024 ({newer}), in which the authors "
        "mended blurred bodies, teeth and half blinks. Better get that one."
    ),
    "weights-not-written": "The weights cannot be written to “{folder}”: {reason}.",
    "weights-not-opened": "The weights “{path}” cannot be opened.",
    "weights-of-other-version": (
        "“{name}” does not hold this version's weights; convert the released file again."
    ),
    "checkpoint-folder-empty": (
        "“{folder}” holds no model_ckpt_steps_*.ckpt. Put the released checkpoint there."
    ),
    "checkpoints-renamed": (
        "“{folder}” holds no model_ckpt_steps_*.ckpt, but several others ({names:, }). Leave the "
        "released checkpoint there alone."
    ),
    "release-packed": (
        "“{path}” is still packed. Unpack it so that “{folder}” is there, then convert again."
    ),
    "checkpoint-missing": "There is no checkpoint “{path}”.",
    "checkpoint-unsafe": (
        "“{name}” is damaged, or holds more than tensors and numbers and might run code. It was "
        "not read; download the released checkpoint again."
    ),
    "checkpoint-damaged": (
        "“{name}” is damaged or not complete. Download the released checkpoint again."
    ),
    "checkpoint-without-network": "“{name}” holds no network. Use the released checkpoint.",
    "checkpoint-of-other-network": (
        "“{name}” does not hold the released renderer: tensors {complaints:; }."
    ),
    "tensors-missing": "{count} missing ({names:, })",
    "tensors-unexpected": "{count} unexpected ({names:, })",
    "tensors-misshapen": "{count} of another shape ({names:, })",
    "weights-unusable": (
        "“{name}” holds weights that cannot be used: tensors {complaints:; }. Get the released "
        "file, in full precision, and convert it again."
    ),
    "tensors-half": "{count} in half precision ({names:, })",
    "tensors-infinite": "{count} with numbers that are not finite ({names:, })",
    "tensor-shape": "{name} {shape} instead of {right}",
    "and-more": "and {count} more",
    "audio-network-unusable": (
        "“{name}” does not hold the released audio-to-motion network: {reason}."
    ),
    "tensor-missing": "the tensor {name} is missing",
    "speech-features-unknown": (
        "the network hears {count} features a step, and only HuBERT's {right} can be computed"
    ),
    "tensors-of-no-network": "the tensors do not make one network",
    "face-model-not-opened": "The face model “{path}” cannot be opened.",
    "face-model-of-other-version": (
        "“{name}” does not hold a face model; convert the weights again."
    ),
    "face-model-sources-missing": (
        "“{folder}” holds neither {model} nor all that it is built from: {names:, } missing."
    ),
    "face-model-not-built": (
        "The face model cannot be built from the files in “{folder}”: {reason}."
    ),
    # training: the tri-plane engine's networks.
    "training-option-missing": "{name} is needed here.",
    "training-setting-unknown": "There is no setting “{name}” here; there are {choices:, }.",
    "training-setting-wrong": "“{value}” does not fit the setting {name}, which is now {present}.",
    "training-shards-missing": (
        "“{folder}” holds no shards (*.tar). Make them with “python -m training.triplane prepare "
        "VIDEO... --out {folder}”."
    ),
    "training-shard-unreadable": "“{path}” is not a shard, or is damaged: {reason}.",
    "training-clip-damaged": (
        "The clip “{name}” in “{path}” is damaged or not complete: {reason}. Prepare it again."
    ),
    "training-clips-without-voice": (
        "No clip has a voice of at least {frames} frames. Prepare clips with sound, or ask for "
        "fewer frames."
    ),
    "training-not-saved": "“{path}” cannot be written: {reason}.",
    "training-checkpoint-missing": (
        "There is no checkpoint “{path}”. A training leaves “checkpoint.pt” in its --out."
    ),
    "training-checkpoint-damaged": (
        "The checkpoint “{path}” is damaged, or is no checkpoint of a training."
    ),
    "training-config-changed": (
        "“{path}” belongs to another configuration. Go on with the one it was begun with, or name "
        "another folder with --out."
    ),
    "training-start-of-other-sizes": (
        "“{path}” cannot be started from: its “{part}” has other sizes. Give both stages the same "
        "network.divisor."
    ),
    "training-needs-tensorboard": (
        "Losses and pictures are logged for TensorBoard, which is not installed. Install what "
        "training needs with “pip install -e '.[train]'”."
    ),
    "training-memory-too-small": (
        "The memory is too small for a step. Make run.batch or network.size smaller, or set "
        "network.checkpointing to true."
    ),
    "training-diverged": (
        "The training came apart in step {step}: {names:, } are not finite any more. Go on from an "
        "older checkpoint with a lower rate."
    ),
    "training-export-of-other-sizes": (
        "“{path}” cannot be exported: its network is narrower than the released one, as {name} "
        "shows. Train with network.divisor=1."
    ),
    "evaluation-without-renderer": (
        "“{path}” holds no renderer that can be evaluated. Name a checkpoint of head or torso, or "
        "--release."
    ),
    "identity-needs-packages": (
        "CSIM is left out, because the network that recognises faces is not installed. Install it "
        "with “pip install -e '.[scores]'”."
    ),
    "scores-need-packages": (
        "This score needs “lpips” or “torchmetrics[image]”, and a torchvision that was built for "
        "this PyTorch: one of them is not installed, or does not fit."
    ),
    "scores-weights-missing": (
        "There is no “{path}”. The weights of a score have to be provided by you; without the "
        "option it is left out."
    ),
    "scores-weights-unusable": "“{path}” does not hold the weights that this score needs.",
    "perceptual-weights-missing": (
        "There is no “{path}”. The perceptual loss needs VGG's weights, which you have to provide; "
        "without run.perceptual the training does without it."
    ),
    "perceptual-weights-unusable": "“{path}” does not hold the VGG network that is needed.",
    "teacher-missing": (
        "There is no teacher “{path}”. Convert the weights of an EG3D generator that you may use, "
        "or take --teacher avatars or --teacher clips."
    ),
    "teacher-unusable": "“{path}” does not hold an EG3D generator of the expected layout.",
    "adaptation-missing": "The adaptation “{path}” cannot be opened.",
    "adaptation-unusable": "“{path}” is not an adaptation of one person.",
    "adaptation-of-other-network": (
        "The adaptation belongs to another network: “{name}” is not there, or of another size."
    ),
    # pipeline: the stages of a job.
    "reading-files": "Reading the files",
    "finding-face": "Finding the face",
    "speaking": "Speaking the text",
    "speaking-piece": "Speaking the text: part {number} of {total}",
    "speech-downloading": "Downloading the voice, once ({size:.0f} MB): {share:.0%}",
    "building-avatar": "Building the avatar",
    "listening": "Listening to the voice",
    "watching": "Watching the driving video",
    "watching-share": "Watching the driving video: {share:.0%}",
    "rendering": "Rendering frames",
    "rendering-frame": "Rendering frame {number} of {total}",
    "finishing": "Finishing the video",
    "done": "Done",
    # pipeline: what does not fit together.
    "no-driver": (
        "There is nothing to move the face; give a voice recording, a text, a driving video or a "
        "motion."
    ),
    "text-and-recording": (
        "A text is spoken by a voice of its own; leave the recording, the driving video and the "
        "motion out, or the text."
    ),
    "two-drivers": "A driving video and a motion both move the face; give one of them.",
    "two-motions": "One motion moves the face; give the name of one, or a kept one.",
    "motion-unknown": "There is no motion “{value}”; give a file, or one of: {names}.",
    "motion-file-unusable": (
        "'{name}' is no motion that this program has kept. Make one: real3d motion CLIP --out FILE."
    ),
    "motion-ending": "'{name}' cannot hold a motion; give it a name that ends in .json.",
    "motion-other-engine": "The engine “{engine}” plays no kept motions; take the engine “mesh”.",
    "two-head-movements": (
        "The driving video moves the head already; leave the video of the head movement out."
    ),
    "picture-array-unusable": (
        "The picture is an array of {kind} {shape}; give [height, width, 3] RGB of uint8."
    ),
    "framing-with-background": (
        "The framing “{framing}” keeps the photo's own background; choose the framing “square” to "
        "replace it."
    ),
    "preview-not-a-result": (
        "'{name}' was not made by this program; choose a video that was, as it was made."
    ),
    "captions-without-words": (
        "There are no words for the captions. Give what is said, as text or as SRT, or choose no "
        "captions."
    ),
    "captions-times-unreadable": (
        "The captions have a line of times that cannot be read: “{line}”. Write it as "
        "00:00:01,000 --> 00:00:03,500."
    ),
    "captions-backwards": (
        "The caption “{text}” ends before it begins, at {start:.1f} s. Mend its times."
    ),
    "captions-absent": "The file of captions holds no captions. Save it again as SRT.",
    "captions-without-font": (
        "No font on this machine has the letters {letters} of the captions. Install one (on Debian "
        "fonts-noto-cjk), or choose a track."
    ),
    "transcript-too-long": (
        "The captions have {count} characters; the limit is {limit}. Shorten them."
    ),
    "driver-beside-transparent": (
        "Beside a transparent result there is no place for the driving video; choose another "
        "background or leave it out."
    ),
    "driver-beside-debug-view": (
        "The debug view shows the driving video already; choose one of the two."
    ),
    "comparison-with-driver": (
        "A comparison shows the driving video among its sources; ask for these instead."
    ),
    "comparison-with-captions": "A comparison has no captions; choose none for both sides.",
    "comparison-of-formats": (
        "The two sides need one resolution and one number of frames per second."
    ),
    "extra-missing": (
        "{module} is not installed. Install it with “pip install 'real3d[{extra}]'”, or in a "
        "checkout with “pip install '.[{extra}]'”."
    ),
    "model-needs-mesh-engine": ("Only the mesh engine makes 3D models; choose the engine “mesh”."),
    "duet-not-in-photo": (
        "Two people speak in the whole photo; choose the framing “photo” for them."
    ),
    "duet-with-captions": "A conversation of two people has no captions; choose none.",
    "duet-debug-view": "A conversation has no debug view; make one of each person on their own.",
    "duet-one-face": (
        "The photo shows only one face that can be used; choose a photo of two people for a "
        "conversation."
    ),
    "duet-same-face": "The same face is chosen twice; choose another one for the second voice.",
    "comparison-not-square": ("A comparison shows squares; choose the framing “square” for both."),
    "comparison-of-debug-views": (
        "A comparison has no debug view; make one of each side on its own."
    ),
    "debug-not-square": "The debug view shows squares; choose the framing “square” for it.",
    "debug-transparent": ("The debug view cannot be transparent; choose another background."),
    # pipeline: engines, and why one was taken.
    "engine-unknown": "There is no engine “{name}”; choose one of {choices:, }.",
    "engine-asked-for": "it was asked for",
    "engine-handed-over": "it was handed over by the caller",
    "engine-runs-anywhere": "it runs on any computer and needs no download",
    "engine-without-gpu": "there is no GPU for the tri-plane engine",
    "engine-ready": "its weights and a GPU are there",
    "engine-slowed": "{reason}; {remarks:; }",
    # pipeline: notes on a result.
    "setting-without-effect": "“{name}” has no effect with the engine “{engine}”.",
    "frame-without-face": (
        "1 frame of the driving video showed no face; the movement there is interpolated."
    ),
    "frames-without-face": (
        "{count} frames of the driving video showed no face; the movement there is interpolated."
    ),
    "voice-silent": (
        "The recording is silent, so the mouth stays closed. Check the microphone, or choose "
        "another recording."
    ),
    "voice-absent": (
        "No voice was heard in the recording, so the mouth stays closed. Use one in which somebody "
        "speaks."
    ),
    "sound-cut": ("The sound is longer than the driving video and was cut at {seconds:.1f} s."),
    "photo-has-more-pixels": (
        "In the photo, head and shoulders take {side} pixels; a resolution above {size} is sharper "
        "there."
    ),
    # text_to_speech: texts, voices, and the network that speaks.
    "text-empty": "The text is empty; write what the photo is to say.",
    "text-unspeakable": (
        "There is nothing in the text that can be spoken; write English words or numbers."
    ),
    "text-too-long": (
        "The text has {count} characters; the limit is {limit}. Shorten it, or make several videos."
    ),
    "text-file-unreadable": "'{name}' cannot be read as text. Save it as plain text in UTF-8.",
    "voice-unknown": "There is no voice “{name}”; choose one of {choices:, }.",
    "voice-misspelled": (
        "There is no voice “{name}”; did you mean “{meant}”? The voices are {choices:, }."
    ),
    "voice-american-woman": "{name}, American woman",
    "voice-american-man": "{name}, American man",
    "voice-british-woman": "{name}, British woman",
    "voice-british-man": "{name}, British man",
    "speech-not-downloaded": (
        "The voice is not on this computer and cannot be downloaded: “{name}” ({size:.1f} MB) from "
        "“{repository}”. Check the connection to huggingface.co, or give a recording instead."
    ),
    "speech-file-replaced": (
        "“{path}” is not the file that “{repository}” should hold, or is damaged. Delete it and "
        "try again."
    ),
    "speech-network-not-loaded": (
        "The network that speaks cannot be loaded ({reason}). Install it again with “pip install "
        "'real3d[speech]'”."
    ),
    # provenance.
    "badge-required": (
        "On a Space every result shows its badge. Run the program on your own computer to leave "
        "it out."
    ),
    "result-unsigned": (
        "The result has no signed manifest, because {reason}. The tags in the file say that it is "
        "synthetic."
    ),
    "webm-unsigned": "a WebM file has no place for it",
    "c2pa-missing": "the package c2pa-python is not installed",
    "no-home-folder": "the user has no home folder to keep a certificate in",
    "key-not-private": (
        "others may read the key in “{path}”; delete the file or run “chmod 600” on it"
    ),
    "own-certificate-not-made": ("the certificate in “{folder}” cannot be read or made ({reason})"),
    "own-certificate-damaged": "“{path}” is damaged; delete it",
    "certificate-without-key": ("A certificate needs its key: set both {certificate} and {key}."),
    "key-unusable": (
        "{variable} holds no private key that can be used. Give an unencrypted PEM key: ECDSA, RSA "
        "or Ed25519."
    ),
    "pem-not-read": ("The file that {variable} names cannot be read. Give a PEM file or PEM text."),
    "certificate-unusable": (
        "The certificate in {origin} cannot sign ({reason}). It has to be an end-entity "
        "certificate with its issuers that fits the key, as C2PA asks for."
    ),
    "result-not-signed": "The video could not be signed and was not written: {reason}.",
    "no-media": "'{name}' is no video, sound or picture that can be read. Check the file.",
    "manifest-absent": "none",
    "manifest-impossible": "none: files of this kind cannot hold one",
    "manifest-not-looked-for": ("not looked for: the package c2pa-python is not installed"),
    "manifest-damaged": "damaged ({reason})",
    # evaluation.
    "video-too-short-to-judge": (
        "“{name}” lasts {seconds:.1f} s; at least {least:g} s are needed to tell how alive a face "
        "is. Use a longer video."
    ),
    "face-seen-too-briefly": (
        "No face was found in “{name}” for long enough; use a video that shows one face from the "
        "front, well lit and large enough."
    ),
    "head-nearly-still": "The head is nearly still: {percent:.0f} % of the time.",
    "no-sound-to-compare": (
        "There is no sound, so nothing is said about voice and movement together."
    ),
    "nobody-speaks": "Nobody speaks, so nothing is said about voice and movement together.",
    "frames-bridged": "Frames without a face: {count}; they are bridged.",
    # runtime.
    "system-library-missing": (
        "The system library {library} is missing. Install it with “sudo apt-get install {debian}” "
        "(Debian, Ubuntu) or “sudo dnf install {fedora}” (Fedora)."
    ),
    "opencv-not-loaded": (
        "OpenCV cannot be loaded ({reason}). Install the project's requirements again with “pip "
        "install -r requirements.txt”."
    ),
    "no-temporary-folder": (
        "There is no place for the files of visitors ({reason}). Let TMPDIR or {variable} name a "
        "folder that can be written to."
    ),
    "memory-limited": (
        "This process is allowed {allowed:.1f} GB of memory (“ulimit -v”), and needs "
        "{needed:.1f} GB. Allow it more."
    ),
    # cli: the process.
    "memory-used-up": (
        "There is not enough memory. Close other programs, or use a smaller picture or resolution."
    ),
    "system-refused": "The system refused something ({reason}). Check places and permissions.",
    # ui: the page.
    "value-unusable": "One of the values cannot be used: {reason}.",
    "queue-full": "Too many visitors are waiting. Come back in some minutes.",
    "share-used-up": (
        "{count} of your jobs are waiting already. Come back when one of them is finished."
    ),
    # cli: tables of jobs.
    "table-wrong": "'{name}' has mistakes; nothing was started.\n{mistakes:\n}",
    "table-row-wrong": "Line {row}: {mistake}",
    "table-row-repeats": "Line {row}: writes the same file as line {first}, '{name}'.",
    "table-row-writes-input": "Line {row}: writes the file that line {reader} reads, '{name}'.",
    "table-empty": "'{name}' lists no jobs. Add a row below the names of the columns.",
    "table-busy": "Another process is at work on '{name}'. Wait for it, or stop it.",
    "table-row-too-long": (
        "Line {row} of '{name}' has more cells than the first. Put text with commas into quotation "
        "marks."
    ),
    "table-unreadable": ("'{name}' cannot be read as a table ({reason}). Save it as CSV in UTF-8."),
    "table-column-twice": "'{name}' has two columns “{column}”. Remove one.",
    "switch-unknown": "“{name}” is “{value}”; write yes or no.",
    "option-unusable": "{reason}.",
    "out-missing": "“out” is empty; name the video to write.",
    "ray-missing": "Ray is not installed. Run “pip install ray”, or leave out --ray.",
    "ray-not-reached": "There is no Ray cluster at “{address}” ({reason}).",
    "worker-ended": "Its worker ended twice ({reason}).",
    # cli: what the doctor finds.
    "python-unsuitable": "{version}; use Python 3.10, 3.11 or 3.12.",
    "package-not-loaded": (
        "{name} cannot be loaded ({reason}). Run “pip install -r requirements.txt” again."
    ),
    "optional-package-absent": "{name} cannot be loaded ({reason})",
    "disk-too-small": (
        "{free:.1f} GiB free in {folder}; {needed:.0f} are needed. Free some, or set TMPDIR."
    ),
    "engine-not-loaded": "It cannot be loaded ({reason}).",
    "signing-absent": "results are not signed, because {reason}",
    "no-cuda-device": "no CUDA device: {reason}",
    "torch-without-cuda": "this PyTorch is built without CUDA",
    "gpu-not-seen": "none is seen",
}
