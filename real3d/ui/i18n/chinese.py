"""The page in Simplified Chinese, and what the rooms below it say, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping

from real3d.ui.i18n.words import SettingWords, Words

CHINESE = Words(
    sentence="一张照片，加一段声音或一段可模仿的视频，就能变成会说话的人像。",
    voice_tab="声音",
    video_tab="视频",
    background_tab="背景",
    look_tab="环视",
    compare_tab="对比",
    examples="也可以用这些",
    try_one="试一试：点一下即可生成视频",
    photo="照片",
    photo_hint="一张正面人脸。支持 JPEG、PNG 或 WebP。",
    face_found="已找到人脸，这张照片很合适。",
    face_found_but="已找到人脸。",
    faces="照片中会用到的部分",
    chosen_face="正在使用您选择的人脸；点击另一张脸即可更换。",
    voice="声音",
    clip="驱动视频",
    sound="声音",
    other_sound="为结果换一段声音（可选）",
    other_sound_hint="不选时，结果使用驱动视频的声音。",
    pose="头部移动",
    natural_pose="随声音自然摆动",
    still_pose="保持不动",
    video_pose="来自视频",
    head_from="提供头部动作的视频",
    by_voice="一段声音",
    by_video="一段驱动视频",
    background="背景",
    picture_kind="图片",
    colour_kind="纯色",
    blur_kind="模糊",
    transparent_kind="透明",
    original_kind="照片原背景",
    background_picture="背景图片",
    background_colour="背景颜色",
    pictures="同时输出 PNG 图片",
    pictures_hint="视频是带透明通道的 WebM 文件；勾选后另附逐帧图片的 zip 压缩包。",
    pictures_download="下载 PNG 图片",
    engine="引擎",
    auto_engine="自动",
    advanced="高级",
    consent="请使用您自己的人脸和声音，或已征得本人同意的素材。每个结果都带有合成标记。",
    files="一切都在这里计算。文件约一小时后删除。",
    result="结果",
    make_it_talk="让它说话",
    make_it_move="让它动起来",
    make_video="生成视频",
    stop="停止",
    stopped="已停止，没有保留任何内容。",
    download="下载",
    recipe="生成方式",
    waiting="您的视频会显示在这里。",
    estimate="{duration}的视频，在本机上大约需要{time}。",
    estimate_quota="大约占用您 {time}的 GPU 额度。",
    estimate_no_quota="不占用您的 GPU 额度。",
    seconds="{count} 秒",
    minutes="{count} 分钟",
    left="还剩 {time}",
    made=(
        "由 {engine} 引擎生成（{reason}）：{frames} 帧，{duration} 秒的视频用时 {total} 秒，"
        "种子 {seed}。"
    ),
    share="文件内已注明是合成的；展示时也请说明。没有人在镜头前说过这些话。",
    look_hint="转动照片中的头。照片只拍到一面，因此滑块止于照片所能展示的范围。",
    yaw="左右转动（度）",
    pitch="上下转动（度）",
    view="视图",
    orbit="生成一段环视短片",
    model="三维模型",
    model_hint="人像的三维模型（GLB），只有正面，可用于三维软件和网页。",
    make_model="生成三维模型",
    model_download="下载三维模型",
    compare_hint="同样的照片和声音或视频，用两种设置，并排放在一个视频里。",
    first_settings="左",
    second_settings="右",
    with_sources="同时显示照片和驱动视频",
    with_sources_hint="它们排在最左边。",
    make_comparison="对比",
    no_photo="请先选择一张照片。",
    no_voice="请先选择或录制一段声音。",
    no_clip="请先选择或录制一段驱动视频。",
    no_head_clip="请先选择或录制一段提供头部动作的视频。",
    no_driver="请先选择或录制一段声音或驱动视频。",
    no_picture="请先选择一张背景图片。",
)

CHINESE_SETTINGS: Mapping[str, SettingWords] = {
    "head": SettingWords("头部动作"),
    "mouth": SettingWords("张嘴幅度"),
    "articulation": SettingWords("唇形清晰度", "调低像含糊说话，调高则咬字清晰。"),
    "expression": SettingWords("表情强度"),
    "blink": SettingWords("眨眼"),
    "gaze": SettingWords("目光游移", "0 表示直视前方。"),
    "neutralise": SettingWords(
        "去除照片原有的表情", "设为 1 时，微笑的照片也能合上嘴；设为 0 则保留微笑。"
    ),
    "smoothing": SettingWords("平滑", "消除来自不稳视频的抖动。"),
    "fps": SettingWords("每秒帧数"),
    "seed": SettingWords("随机种子", "相同的种子会得到相同的视频；换一个种子，动作就不同。"),
    "size": SettingWords(
        "分辨率",
        "头部和肩部画面的大小；越大越清晰，也越慢。",
        choices={512: "512 × 512", 768: "768 × 768", 1024: "1024 × 1024"},
    ),
    "framing": SettingWords("画面", choices={"square": "头部和肩部", "photo": "整张照片"}),
    "debug": SettingWords("显示步骤", "并排显示照片、驱动素材、引擎的中间结果和最终结果。"),
}
"""By the names of the settings that the page offers."""

SENTENCES: tuple[tuple[str, str], ...] = (
    # The stages of a job.
    ("Reading the files", "正在读取文件"),
    ("Finding the face", "正在寻找人脸"),
    ("Building the avatar", "正在构建人像"),
    ("Listening to the voice", "正在聆听声音"),
    ("Watching the driving video", "正在观看驱动视频"),
    ("Watching the driving video: {share}", "正在观看驱动视频：{share}"),
    ("Rendering frames", "正在渲染"),
    ("Rendering frame {number} of {total}", "正在渲染第 {number} 帧，共 {total} 帧"),
    ("Finishing the video", "正在完成视频"),
    ("Done", "完成"),
    # Why an engine was taken.
    ("it was asked for", "按您的选择"),
    ("it runs on any computer and needs no download", "它可在任何电脑上运行，无需下载"),
    # Advice on the photo.
    (
        "The face touches the edge of the photo; use a photo with some room around the head.",
        "人脸贴近照片边缘；请使用头部四周留有空间的照片。",
    ),
    (
        "The eyes seem to be closed; use a photo with open eyes so that they can blink.",
        "眼睛似乎闭着；请使用睁眼的照片，这样才能眨眼。",
    ),
    (
        "The mouth is wide open; a photo with the lips together speaks more naturally.",
        "嘴张得很大；双唇闭合的照片说话更自然。",
    ),
    (
        "The photo shows {count} faces; the largest one is used. To animate another one, click on "
        "it or crop the photo.",
        "照片中有 {count} 张脸，将使用最大的一张。要使用另一张，请点击它或裁剪照片。",
    ),
    (
        "The face is turned {angle}° to the left; a photo that looks into the camera moves more "
        "naturally.",
        "脸向左转了 {angle}°；正对镜头的照片动起来更自然。",
    ),
    (
        "The face is turned {angle}° to the right; a photo that looks into the camera moves more "
        "naturally.",
        "脸向右转了 {angle}°；正对镜头的照片动起来更自然。",
    ),
    (
        "The face is only {height} pixels high and will look soft; use a larger version of the "
        "photo if there is one.",
        "人脸只有 {height} 像素高，画面会显得模糊；如有更大的照片，请改用它。",
    ),
    # Photos that cannot be used.
    (
        "No human face was found in the picture; use a photo that shows one face from the front, "
        "upright, well lit and not too small.",
        "图片中没有找到人脸；请使用一张正面、端正、光线充足且不太小的人脸照片。",
    ),
    (
        "There is no human face at the chosen place; click on a face.",
        "您选择的位置没有人脸；请点击一张脸。",
    ),
    (
        "The picture has only {width} x {height} pixels; use one with at least {least} x {same}, "
        "better 512 x 512.",
        "图片只有 {width} x {height} 像素；请使用至少 {least} x {same}、最好 512 x 512 的图片。",
    ),
    (
        "The face is only {height} pixels high; use a photo in which it has at least {least}, "
        "better 200.",
        "人脸只有 {height} 像素高；请使用人脸至少 {least} 像素、最好 200 像素高的照片。",
    ),
    (
        "A part of the face lies outside the picture; use a photo that shows the whole face.",
        "人脸有一部分在图片之外；请使用露出整张脸的照片。",
    ),
    (
        "The face lies on its side; turn the picture upright and try again.",
        "人脸是横着的；请把图片转正后再试。",
    ),
    (
        "The face is seen from the side (turned by {angle}°); use a photo in which both eyes and "
        "the whole mouth can be seen.",
        "这是侧脸（转了 {angle}°）；请使用能看到双眼和整张嘴的照片。",
    ),
    (
        "The picture '{name}' has more than {limit} megapixels. Save it smaller.",
        "图片“{name}”超过 {limit} 百万像素。请存成更小的图片。",
    ),
    (
        "'{name}' is not a picture that can be read. Use a JPEG, PNG or WebP file.",
        "“{name}”不是可读取的图片。请使用 JPEG、PNG 或 WebP 文件。",
    ),
    (
        "The picture '{name}' is damaged or incomplete. Save or upload it again.",
        "图片“{name}”已损坏或不完整。请重新保存或上传。",
    ),
    # Files that cannot be used.
    ("'{name}' is a folder. Choose a file in it.", "“{name}”是文件夹。请选择其中的文件。"),
    ("'{name}' is not an ordinary file. Choose a file.", "“{name}”不是普通文件。请选择一个文件。"),
    ("'{name}' may not be read. Change its permissions.", "无权读取“{name}”。请更改其权限。"),
    ("'{name}' is empty. Save or upload it again.", "“{name}”是空的。请重新保存或上传。"),
    (
        "'{name}' has {size} MiB; the limit is {limit} MiB. Use a smaller file.",
        "“{name}”有 {size} MiB，上限是 {limit} MiB。请使用更小的文件。",
    ),
    (
        "There is no file '{name}'. Check its name and folder.",
        "没有文件“{name}”。请检查名称和文件夹。",
    ),
    ("'{name}' cannot be opened: {reason}.", "无法打开“{name}”：{reason}。"),
    (
        "'{name}' holds no sound that can be read. Use a WAV, MP3, M4A, OGG or FLAC file.",
        "“{name}”中没有可读取的声音。请使用 WAV、MP3、M4A、OGG 或 FLAC 文件。",
    ),
    ("'{name}' holds no sound that can be read.", "“{name}”中没有可读取的声音。"),
    (
        "'{name}' holds {seconds} seconds of sound; at least {least} are needed. Record a longer "
        "one.",
        "“{name}”只有 {seconds} 秒声音，至少需要 {least} 秒。请录长一些。",
    ),
    (
        "The sound of '{name}' is damaged ({reason}). Save it again as WAV or MP3.",
        "“{name}”的声音已损坏（{reason}）。请重新存为 WAV 或 MP3。",
    ),
    (
        "'{name}' lasts longer than {minutes} minutes. Shorten it.",
        "“{name}”超过 {minutes} 分钟。请截短。",
    ),
    (
        "'{name}' holds no moving pictures that can be read. Use an MP4 or WebM file.",
        "“{name}”中没有可读取的视频画面。请使用 MP4 或 WebM 文件。",
    ),
    (
        "The frames of '{name}' have {size} pixels; the limit is {limit} megapixels. Save it "
        "smaller, as 1080p for instance.",
        "“{name}”的画面为 {size} 像素，上限是 {limit} 百万像素。请存小一些，例如 1080p。",
    ),
    (
        "The pictures of '{name}' are damaged ({reason}). Save it again as MP4.",
        "“{name}”的画面已损坏（{reason}）。请重新存为 MP4。",
    ),
    (
        "No face was found in “{name}”; use a video that shows one face from the front, well lit "
        "and large enough.",
        "“{name}”中没有找到人脸；请使用正面、光线充足且人脸足够大的视频。",
    ),
    # Settings and engines.
    (
        "There is nothing to move the face; give a voice recording or a driving video.",
        "没有可驱动人脸的素材；请提供一段录音或驱动视频。",
    ),
    (
        "The driving video moves the head already; leave the video of the head movement out.",
        "驱动视频已经带动头部；请不要再提供头部动作视频。",
    ),
    ("There is no engine “{name}”; choose one of {names}.", "没有引擎“{name}”；请选择 {names}。"),
    (
        "The tri-plane engine cannot run: of its weights {names} {verb} missing. “python -m real3d "
        "weights status” tells where each file comes from; {variable} names their folder. Or "
        "choose “mesh” or “auto”.",
        "三平面引擎无法运行：缺少权重文件 {names}。“python -m real3d weights status”会说明"
        "每个文件的来源；{variable} 指定其文件夹。也可以选择“mesh”或“auto”。",
    ),
    (
        "The tri-plane engine cannot run: “{name}” cannot be downloaded from “{repository}”. Check "
        "{variable}, its access rights and the connection.",
        "三平面引擎无法运行：无法从“{repository}”下载“{name}”。"
        "请检查 {variable}、访问权限和网络连接。",
    ),
    (
        "The graphics card has too little memory for the tri-plane engine. Close other programs "
        "that use it, or choose the mesh engine.",
        "显卡内存不足，无法运行三平面引擎。请关闭其他占用显卡的程序，或选择 mesh 引擎。",
    ),
    (
        "The tri-plane engine cannot run: its weights are not installed. “python -m real3d weights "
        "status” tells where each file comes from; {variable} names their folder. Or choose “mesh” "
        "or “auto”.",
        "三平面引擎无法运行：未安装其权重。“python -m real3d weights status”会说明每个文件的来源；"
        "{variable} 指定其文件夹。也可以选择“mesh”或“auto”。",
    ),
    (
        "The tri-plane engine cannot run: there is no folder “{folder}”. “python -m real3d weights "
        "status” tells where each file comes from; {variable} names their folder. Or choose “mesh” "
        "or “auto”.",
        "三平面引擎无法运行：没有文件夹“{folder}”。“python -m real3d weights status”会说明"
        "每个文件的来源；{variable} 指定其文件夹。也可以选择“mesh”或“auto”。",
    ),
    (
        "The tri-plane engine cannot run: {names} still has to be made from the authors' download. "
        "Run “python -m real3d weights convert {folder}” once. Or choose “mesh” or “auto”.",
        "三平面引擎无法运行：{names} 尚未由作者发布的文件转换而成。请运行一次"
        "“python -m real3d weights convert {folder}”，或选择“mesh”或“auto”。",
    ),
    (
        "“{name}” is {value}; choose a value from {low} to {high}.",
        "“{name}”为 {value}；请选择 {low} 到 {high} 之间的值。",
    ),
    (
        "The two sides need one resolution and one number of frames per second.",
        "两侧的分辨率和每秒帧数必须相同。",
    ),
    (
        "A comparison shows squares; choose the framing “square” for both.",
        "对比只显示方形画面；请两侧都选择“头部和肩部”。",
    ),
    (
        "A comparison has no debug view; make one of each side on its own.",
        "对比没有调试视图；请分别为每一侧单独生成。",
    ),
    (
        "The debug view shows squares; choose the framing “square” for it.",
        "调试视图只显示方形画面；请选择“头部和肩部”。",
    ),
    (
        "The debug view cannot be transparent; choose another background.",
        "调试视图不能是透明的；请选择其他背景。",
    ),
    ("“{name}” has no effect with the engine “{engine}”.", "“{name}”对引擎“{engine}”不起作用。"),
    ("“Seed” is empty; enter a number.", "“随机种子”是空的，请输入一个数字。"),
    (
        "“face” is “{value}”; give x,y in pixels of the photo, or nothing.",
        "“face”为“{value}”；请给出照片中的像素坐标 x,y，或留空。",
    ),
    ("“pose” is “{value}”; choose one of {choices}.", "“pose”为“{value}”；请选择 {choices}。"),
    (
        "More than {count} pictures are too many for one archive. Use a shorter voice or video, or "
        "fewer frames per second.",
        "一个压缩包最多容纳 {count} 张图片。请使用更短的声音或视频，或降低每秒帧数。",
    ),
    ("“size” is {value}; choose one of {choices}.", "“size”为 {value}；请选择 {choices}。"),
    (
        "“framing” is “{value}”; choose one of {choices}.",
        "“framing”为“{value}”；请选择 {choices}。",
    ),
    (
        "The framing “photo” keeps the photo's own background; choose the framing “square” to "
        "replace it.",
        "“整张照片”保留照片原背景；要更换背景，请选择“头部和肩部”。",
    ),
    (
        "“{text}” is not a background; choose original, blur, transparent, a colour such as "
        "#20a060, or a picture.",
        "“{text}”不是可用的背景；请选择原背景、模糊、透明、颜色（如 #20a060）或图片。",
    ),
    # Remarks on a result.
    (
        "1 frame of the driving video showed no face; the movement there is interpolated.",
        "驱动视频有 1 帧没有人脸，该处的动作由前后推算。",
    ),
    (
        "{count} frames of the driving video showed no face; the movement there is interpolated.",
        "驱动视频有 {count} 帧没有人脸，这些地方的动作由前后推算。",
    ),
    (
        "In the photo, head and shoulders take {side} pixels; a resolution above {size} is sharper "
        "there.",
        "头部和肩部在照片中占 {side} 像素；分辨率高于 {size} 时会更清晰。",
    ),
    (
        "The sound is longer than the driving video and was cut at {seconds} s.",
        "声音比驱动视频长，已在 {seconds} 秒处截断。",
    ),
    # Marks, and the weights of the neural engine.
    (
        "On a Space every result shows its badge. Run the program on your own computer to leave "
        "it out.",
        "在 Space 上，每个结果都带有标记。如需去掉，请在自己的电脑上运行本程序。",
    ),
    (
        "The video could not be signed and was not written: {reason}.",
        "视频无法签名，因此没有写入：{reason}。",
    ),
    (
        "A certificate needs its key: set both {certificate} and {key}.",
        "证书需要私钥：请同时设置 {certificate} 和 {key}。",
    ),
    (
        "{variable} holds no private key that can be used. Give an unencrypted PEM key: ECDSA, "
        "RSA or Ed25519.",
        "{variable} 中没有可用的私钥。请提供未加密的 PEM 私钥：ECDSA、RSA 或 Ed25519。",
    ),
    (
        "The certificate in {place} cannot sign ({reason}). It has to be an end-entity "
        "certificate with its issuers that fits the key, as C2PA asks for.",
        "{place} 中的证书无法签名（{reason}）。它必须是与私钥匹配、附带签发者的终端实体证书，"
        "符合 C2PA 的要求。",
    ),
    (
        "The file that {variable} names cannot be read. Give a PEM file or PEM text.",
        "无法读取 {variable} 指向的文件。请提供 PEM 文件或 PEM 文本。",
    ),
    # Results that cannot be written.
    (
        "The disk is full: '{name}' was not written. Free some space in '{folder}'.",
        "磁盘已满，未能写入“{name}”。请在“{folder}”中腾出空间。",
    ),
    ("'{name}' was not written: {reason}.", "未能写入“{name}”：{reason}。"),
    (
        "The folder '{name}' cannot be written to: {reason}. Choose another.",
        "无法写入文件夹“{name}”：{reason}。请另选一个。",
    ),
    (
        "'{name}' cannot be written: {reason}. Choose another place.",
        "无法写入“{name}”：{reason}。请另选位置。",
    ),
    (
        "No ffmpeg was found for this machine. Install ffmpeg, or reinstall imageio-ffmpeg.",
        "本机没有 ffmpeg。请安装 ffmpeg，或重新安装 imageio-ffmpeg。",
    ),
)
"""(English, Chinese) for everything that a visitor of the page may read; what stands in braces is
carried over."""
