"""What the program says in Simplified Chinese, by code."""

from __future__ import annotations

CHINESE: dict[str, str] = {
    # media: files that cannot be used.
    "file-missing": "没有文件“{name}”。请检查名称和文件夹。",
    "file-not-opened": "无法打开“{name}”：{reason}。",
    "file-is-folder": "“{name}”是文件夹。请选择其中的文件。",
    "file-not-ordinary": "“{name}”不是普通文件。请选择一个文件。",
    "file-not-permitted": "无权读取“{name}”。请更改其权限。",
    "file-empty": "“{name}”是空的。请重新保存或上传。",
    "file-too-large": "“{name}”有 {size:.0f} MiB，上限是 {limit:.0f} MiB。请使用更小的文件。",
    "picture-unknown": "“{name}”不是可读取的图片。请使用 JPEG、PNG、WebP 或 HEIC 文件。",
    "picture-damaged": "图片“{name}”已损坏或不完整。请重新保存或上传。",
    "picture-cut-off": "图片“{name}”不完整，缺失太多。请重新保存或上传。",
    "picture-of-other-format": ("“{name}”是 {format} 文件，无法作为图片读取。请存为 JPEG 或 PNG。"),
    "picture-of-many-scans": (
        "图片“{name}”分 {scans} 层存储，读取会非常慢。请重新存为 JPEG 或 PNG。"
    ),
    "picture-too-costly": ("打开图片“{name}”需要太长时间或太多内存。请重新存为 JPEG 或 PNG。"),
    "picture-too-long": "图片为 {width}x{height} 像素；每边不得超过 {limit}。请裁剪到人物。",
    "picture-too-large": "图片“{name}”超过 {limit:g} 百万像素。请存成更小的图片。",
    "sound-unknown": ("“{name}”中没有可读取的声音。请使用 WAV、MP3、M4A、OGG 或 FLAC 文件。"),
    "video-mute": "视频“{name}”没有声音。请使用有人说话的视频。",
    "sound-absent": "“{name}”中没有可读取的声音。",
    "sound-too-short": ("“{name}”只有 {seconds:.2f} 秒声音，至少需要 {least} 秒。请录长一些。"),
    "sound-damaged": "“{name}”的声音已损坏（{reason}）。请重新存为 WAV 或 MP3。",
    "recording-too-long": "“{name}”超过 {limit:g} 分钟。请截短。",
    "video-unknown": "“{name}”中没有可读取的视频画面。请使用 MP4 或 WebM 文件。",
    "video-damaged": "“{name}”的画面已损坏（{reason}）。请重新存为 MP4。",
    "video-frames-too-large": (
        "“{name}”的画面为 {width}x{height} 像素，上限是 {limit:g} 百万像素。"
        "请存小一些，例如 1080p。"
    ),
    "too-much-work": (
        "本任务的所有帧合计 {amount:.0f} 千兆像素，上限是 {limit:.0f}。"
        "请使用更短的声音或视频、更低的帧率或更小的尺寸。"
    ),
    "ffmpeg-missing": "本机没有 ffmpeg。请安装 ffmpeg，或重新安装 imageio-ffmpeg。",
    "ffmpeg-not-running": (
        "本机的 ffmpeg（{path}）无法工作（{reason}）。请重新安装 imageio-ffmpeg，"
        "或用 IMAGEIO_FFMPEG_EXE 指定另一个。"
    ),
    # media: results that cannot be written.
    "tag-not-writable": "标签“{name}”无法写入视频。请缩短它。",
    "video-name-not-mp4": "视频的文件名必须以“.mp4”结尾，而不是“{name}”；可以用“{fitting}”。",
    "video-name-not-webm": (
        "透明视频的文件名必须以“.webm”结尾，而不是“{name}”；可以用“{fitting}”。"
    ),
    "preview-name-not-gif": "预览的文件名必须以“.gif”或“.webp”结尾，而不是“{name}”。",
    "still-name": "图片文件的名称须以“.png”、“.jpg”或“.webp”结尾，而不是“{name}”。",
    "avatar-name-not-glb": "数字人文件的名称须以“.glb”结尾，而不是“{name}”。",
    "site-is-file": "“{path}”是文件。请为网站指定一个文件夹。",
    "site-folder-taken": ("“{path}”中有其他文件。请另选文件夹，或用“--overwrite”写入其中。"),
    "archive-name-not-zip": "图片要存入“.zip”文件，而不是“{name}”。",
    "archive-full": ("一个压缩包最多容纳 {limit} 张图片。请使用更短的声音或视频，或降低每秒帧数。"),
    "archive-not-written": "未能写入“{name}”：{reason}。请另选位置。",
    "result-without-frames": "未能写入“{name}”：其中没有任何一帧。",
    "result-not-written": "未能写入“{name}”：{reason}。",
    "result-not-moved": "无法写入“{path}”：{reason}。请另选位置。",
    "result-is-folder": "“{path}”是文件夹。请为结果另取一个名称。",
    "output-is-input": "“{path}”是制作结果所用的文件之一。请为结果另取一个名称。",
    "output-exists": (
        "“{path}”已经存在，且不是本程序制作的。请另取一个名称，或用“--overwrite”替换它。"
    ),
    "disk-full": "磁盘已满，未能写入“{name}”。请在“{folder}”中腾出空间。",
    "folder-not-writable": "无法写入文件夹“{folder}”：{reason}。请另选一个。",
    # portrait: photos that cannot be used.
    "no-face": "图片中没有找到人脸；请使用一张正面、端正、光线充足且不太小的人脸照片。",
    "no-face-at-point": "您选择的位置没有人脸；请点击一张脸。",
    "no-face-at-place": "照片的 {x:.0f},{y:.0f} 处没有人脸；请选择一张脸上的位置。",
    "picture-too-small": (
        "图片只有 {width} x {height} 像素；请使用至少 {least} x {least}、最好 512 x 512 的图片。"
    ),
    "face-too-small": (
        "人脸只有 {height:.0f} 像素高；请使用人脸至少 {least} 像素、最好 200 像素高的照片。"
    ),
    "face-outside": "人脸有一部分在图片之外；请使用露出整张脸的照片。",
    "face-on-side": "人脸是横着的；请把图片转正后再试。",
    "face-in-profile": ("这是侧脸（转了 {degrees:.0f}°）；请使用能看到双眼和整张嘴的照片。"),
    "not-human": "这张脸不像人脸；请使用能看清整张脸的人像照片。",
    "mouth-covered": "看不到嘴；请使用嘴没有被口罩、手或话筒遮住的照片。",
    "background-unknown": (
        "“{value}”不是可用的背景；请选择原背景、模糊、透明、颜色（如 #20a060）或图片。"
    ),
    # portrait: advice on photos that can be used.
    "several-faces": (
        "照片中有 {count} 张脸，将使用最大的一张。要使用另一张，请点击它或裁剪照片。"
    ),
    "mouth-unclear": "嘴看不清楚；如果有东西遮住了它，请使用露出整张脸的照片。",
    "face-cut": "人脸贴近照片边缘；请使用头部四周留有空间的照片。",
    "turned": "脸向{side}转了 {degrees:.0f}°；正对镜头的照片动起来更自然。",
    "left": "左",
    "right": "右",
    "eyes-closed": "眼睛似乎闭着；请使用睁眼的照片，这样才能眨眼。",
    "looks-past": "眼睛没有看镜头，成片里也不会；如需目光交流，请使用直视镜头的照片。",
    "mouth-open": "嘴张着；双唇闭合的照片说话更自然。",
    "low-resolution": ("人脸只有 {height:.0f} 像素高，画面会显得模糊；如有更大的照片，请改用它。"),
    # Settings.
    "setting-outside": "“{name}”为 {value}；请选择 {low} 到 {high} 之间的值。",
    "setting-amounts-unreadable": (
        "“{name}”为“{value}”；请写成“browInnerUp=0.4, cheekPuff=0.2”这样的名称和数值。"
    ),
    "setting-unknown-word": "“{name}”为“{value}”；请选择 {choices:、}。",
    "setting-unknown-number": "“{name}”为 {value}；请选择 {choices:、}。",
    "setting-empty": "“{name}”是空的，请输入一个数字。",
    "point-unreadable": "“face”为“{value}”；请给出照片中的像素坐标 x,y，或留空。",
    # mesh and triplane: voices and driving videos.
    "no-face-in-video": ("“{name}”中没有找到人脸；请使用正面、光线充足且人脸足够大的视频。"),
    "sound-too-short-for-speech": "声音只有 {seconds:.3f} 秒，太短，听不出说话内容。",
    # triplane: what it cannot run without.
    "gpu-memory-too-small": (
        "显卡内存不足，无法运行三平面引擎。请关闭其他占用显卡的程序，或选择“mesh”引擎。"
    ),
    "compiling-needs-gpu": ("网络只为显卡编译，而本机没有 PyTorch 可用的显卡。用 CPU 时无需编译。"),
    "compiled-parts-not-written": "编译好的部分无法写入“{folder}”：{reason}。",
    "transformers-missing": (
        "三平面引擎通过“transformers”理解语音。请运行“pip install transformers”安装。"
    ),
    "frame-not-finite": (
        "渲染器的权重无法生成画面：全精度渲染的一帧含有非有限数值。请获取作者发布的检查点并重新转换。"
    ),
    "precision-too-low": "其 {part} 不以 {precision} 运行，否则会损坏画面（{psnr:.0f} dB）",
    "march-not-launched": "光线以较慢的方式计算，因为快速方式失败：{reason}",
    "compiled-for-others": "以未编译的方式运行，因为仅为 {names:, } 编译过",
    "compiled-not-loaded": "以未编译的方式运行，因为无法加载编译的部分：{reason}",
    "march-differs": "光线以较慢的方式计算，因为快速方式在此处偏差 {difference:.3f}",
    "speech-network-missing": (
        "本机没有语音网络“{name}”（1.3 GB），也无法下载。"
        "请检查与“huggingface.co”的连接，或选择“mesh”引擎。"
    ),
    "speech-not-finite": "语音网络的权重无法使用：其输出含有非有限数值。",
    "speech-network-unusable": (
        "“{folder}”中不是语音网络：{reason}。请重新下载“facebook/hubert-large-ls960-ft”，"
        "或选择“mesh”引擎。"
    ),
    "speech-network-incomplete": (
        "“{folder}”中的语音网络不完整：缺少 {count} 个张量，例如 {name}。"
        "请重新下载“facebook/hubert-large-ls960-ft”。"
    ),
    "segmentation-missing": ("没有分割模型“{path}”。请运行“python -m real3d weights status”。"),
    "segmentation-unusable": "“{name}”不是 MediaPipe 的多类别自拍分割模型。请重新下载。",
    "face-model-missing": (
        "没有人脸模型“{path}”。它须由每位使用者自行获得许可："
        "请从 Basel Face Model 的网站获取，并按作者发布说明准备此文件。"
    ),
    "face-model-part-missing": "缺少人脸模型的文件“{path}”；它随作者发布的文件一起提供。",
    "face-model-unknown": "“{path}”不是人脸模型：{reason}。",
    "face-model-not-matlab": "“{path}”不是 MATLAB 5 文件：{reason}。",
    "face-model-not-numbers": "“{path}”中不是数值：{reason}。",
    "face-model-landmarks": ("“{path}”不属于该人脸模型：特征点为 {shape} 个，应为 {right} 个。"),
    "face-model-mixed": "“{folder}”中的{part}不属于该人脸模型；请使用同一套文件。",
    "triangles": "三角形",
    "key-points": "关键点",
    "landmarks": "特征点",
    "eye-triangles": "眼部三角形",
    "face-model-colours": "“{path}”属于另一个人脸模型。",
    # triplane/weights: files that are missing or damaged.
    "weights-not-installed": (
        "三平面引擎无法运行：未安装其权重。“python -m real3d weights status”会说明每个文件的来源；"
        "{variable} 指定其文件夹。也可以选择“mesh”或“auto”。"
    ),
    "weights-folder-missing": (
        "三平面引擎无法运行：没有文件夹“{folder}”。“python -m real3d weights status”会说明"
        "每个文件的来源；{variable} 指定其文件夹。也可以选择“mesh”或“auto”。"
    ),
    "weights-file-missing": (
        "三平面引擎无法运行：缺少权重文件 {name}。“python -m real3d weights status”会说明"
        "每个文件的来源；{variable} 指定其文件夹。也可以选择“mesh”或“auto”。"
    ),
    "weights-files-missing": (
        "三平面引擎无法运行：缺少权重文件 {names:、}。“python -m real3d weights status”会说明"
        "每个文件的来源；{variable} 指定其文件夹。也可以选择“mesh”或“auto”。"
    ),
    "weights-not-converted": (
        "三平面引擎无法运行：{names:、} 尚未由作者发布的文件转换而成。请运行一次"
        "“python -m real3d weights convert {folder}”，或选择“mesh”或“auto”。"
    ),
    "weights-packed": (
        "三平面引擎无法运行：“{path}”尚未解压。请在原处解压，"
        "然后运行一次“python -m real3d weights convert {folder}”，或选择“mesh”或“auto”。"
    ),
    "weights-renamed": (
        "三平面引擎无法运行：“{path}”似乎就是 {name}，只是换了名字。请改回该名字，"
        "或选择“mesh”或“auto”。"
    ),
    "weights-not-downloaded": (
        "三平面引擎无法运行：无法从“{repository}”下载“{name}”。"
        "请检查 {variable}、访问权限和网络连接。"
    ),
    "segmentation-not-downloaded": (
        "三平面引擎无法运行：无法从“{repository}”下载“{name}”。"
        "请从 MediaPipe 的模型页面下载，并放入权重文件夹。"
    ),
    "segmentation-replaced": (
        "“{repository}”中的“{name}”不是 MediaPipe 的文件。"
        "请从 MediaPipe 的模型页面下载，并放入权重文件夹。"
    ),
    "mirror-not-converted": (
        "“{repository}”中是作者的原始文件。请运行一次"
        "“python -m real3d weights convert FOLDER --from {repository}”，然后改为指定该文件夹。"
    ),
    "mirror-not-downloaded": "无法将“{repository}”下载到“{folder}”：{reason}。",
    "push-without-weights": (
        "找不到 {names:、}。请先运行“python -m real3d weights convert”，并用“--weights”指定文件夹。"
    ),
    "push-to-public": (
        "“{repository}”是公开的，而 Basel Face Model 不得转发。"
        "请在设置中将该仓库改为私有，或另选一个。"
    ),
    "push-refused": (
        "无法写入“{repository}”：{reason}。请用有写入权限的令牌运行“hf auth login”登录。"
    ),
    "release-outdated": (
        "“{name}”早于 2024 年 2 月 10 日的版本（{newer}），"
        "作者在后者中修正了模糊的身体、牙齿和半眨眼。建议改用后者。"
    ),
    "weights-not-written": "权重无法写入“{folder}”：{reason}。",
    "weights-not-opened": "无法打开权重“{path}”。",
    "weights-of-other-version": "“{name}”中不是本版本的权重；请重新转换作者发布的文件。",
    "checkpoint-folder-empty": (
        "“{folder}”中没有“model_ckpt_steps_*.ckpt”。请把作者发布的检查点放在那里。"
    ),
    "checkpoints-renamed": (
        "“{folder}”中没有“model_ckpt_steps_*.ckpt”，却有多个其他文件（{names:、}）。"
        "请只保留作者发布的检查点。"
    ),
    "release-packed": "“{path}”尚未解压。请解压，使“{folder}”存在，然后重新转换。",
    "checkpoint-missing": "没有检查点“{path}”。",
    "checkpoint-unsafe": (
        "“{name}”已损坏，或除张量和数值外还含有其他内容，可能会运行代码。"
        "因此没有读取；请重新下载作者发布的检查点。"
    ),
    "checkpoint-damaged": "“{name}”已损坏或不完整。请重新下载作者发布的检查点。",
    "checkpoint-without-network": "“{name}”中没有网络。请使用作者发布的检查点。",
    "checkpoint-of-other-network": "“{name}”中不是作者发布的渲染器：张量{complaints:；}。",
    "tensors-missing": "缺少 {count} 个（{names:、}）",
    "tensors-unexpected": "多出 {count} 个（{names:、}）",
    "tensors-misshapen": "形状不符 {count} 个（{names:、}）",
    "weights-unusable": (
        "“{name}”中的权重无法使用：张量{complaints:；}。请获取作者发布的全精度文件并重新转换。"
    ),
    "tensors-half": "半精度 {count} 个（{names:、}）",
    "tensors-infinite": "含非有限数值 {count} 个（{names:、}）",
    "tensor-shape": "{name} 为 {shape}，应为 {right}",
    "and-more": "另有 {count} 个",
    "audio-network-unusable": "“{name}”中不是作者发布的语音到动作网络：{reason}。",
    "tensor-missing": "缺少张量 {name}",
    "speech-features-unknown": (
        "该网络每步需要 {count} 个特征，而这里只能计算 HuBERT 的 {right} 个"
    ),
    "tensors-of-no-network": "这些张量不能组成一个网络",
    "face-model-not-opened": "无法打开人脸模型“{path}”。",
    "face-model-of-other-version": "“{name}”中没有人脸模型；请重新转换权重。",
    "face-model-sources-missing": (
        "“{folder}”中既没有 {model}，也没有构建它所需的全部文件：缺少 {names:、}。"
    ),
    "face-model-not-built": "无法用“{folder}”中的文件构建人脸模型：{reason}。",
    # training: the tri-plane engine's networks.
    "training-option-missing": "这里需要 {name}。",
    "training-setting-unknown": "这里没有设置“{name}”；可用的有 {choices:、}。",
    "training-setting-wrong": "“{value}”不适用于设置 {name}，其当前值为 {present}。",
    "training-shards-missing": (
        "“{folder}”中没有分片（“*.tar”）。请运行“python -m training.triplane prepare VIDEO... "
        "--out {folder}”制作。"
    ),
    "training-shard-unreadable": "“{path}”不是分片或已损坏：{reason}。",
    "training-clip-damaged": "“{path}”中的片段“{name}”已损坏或不完整：{reason}。请重新制作。",
    "training-clips-without-voice": (
        "没有任何片段的语音达到 {frames} 帧。请制作带声音的片段，或减少所需帧数。"
    ),
    "training-not-saved": "无法写入“{path}”：{reason}。",
    "training-checkpoint-missing": "没有检查点“{path}”。训练会在“--out”中保存“checkpoint.pt”。",
    "training-checkpoint-damaged": "检查点“{path}”已损坏，或不是训练检查点。",
    "training-config-changed": (
        "“{path}”属于另一种配置。请沿用开始时的配置，或用“--out”指定其他文件夹。"
    ),
    "training-start-of-other-sizes": (
        "无法从“{path}”开始：其中“{part}”的大小不同。请为两个阶段设置相同的“network.divisor”。"
    ),
    "training-needs-tensorboard": (
        "损失和图片由“tensorboard”记录，但它尚未安装。"
        "请用“pip install -e '.[train]'”安装训练所需的软件包。"
    ),
    "training-memory-too-small": (
        "内存不足以完成一步。请减小“run.batch”或“network.size”，"
        "或将“network.checkpointing”设为“true”。"
    ),
    "training-diverged": (
        "训练在第 {step} 步发散：{names:、}不再是有限数值。请从较早的检查点以较低的学习率继续。"
    ),
    "training-export-of-other-sizes": (
        "无法导出“{path}”：从 {name} 可见其网络比发布的更窄。请以“network.divisor=1”训练。"
    ),
    "evaluation-without-renderer": (
        "“{path}”不含可评估的渲染网络。请指定“head”或“torso”阶段的检查点，或使用“--release”。"
    ),
    "identity-needs-packages": (
        "未计算 CSIM：未安装人脸识别网络。请运行“pip install -e '.[scores]'”安装。"
    ),
    "scores-need-packages": (
        "该指标需要“lpips”或“torchmetrics[image]”，以及为当前 PyTorch 构建的“torchvision”："
        "其中之一未安装或不匹配。"
    ),
    "scores-weights-missing": (
        "没有“{path}”。该指标的权重须由您提供；不使用该选项则不计算此指标。"
    ),
    "scores-weights-unusable": "“{path}”中不是该指标所需的权重。",
    "perceptual-weights-missing": (
        "没有“{path}”。感知损失需要您自行提供 VGG 权重；不设置“run.perceptual”则训练时不使用它。"
    ),
    "perceptual-weights-unusable": "“{path}”中不是所需的 VGG 网络。",
    "teacher-missing": (
        "没有教师网络“{path}”。请转换您有权使用的 EG3D 生成器权重，"
        "或使用“--teacher avatars”或“--teacher clips”。"
    ),
    "teacher-unusable": "“{path}”中不是预期结构的 EG3D 生成器。",
    "adaptation-missing": "无法打开个人适配文件“{path}”。",
    "adaptation-unusable": "“{path}”不是个人适配文件。",
    "adaptation-of-other-network": "该个人适配属于另一个网络：“{name}”不存在或大小不同。",
    # pipeline: the stages of a job.
    "reading-files": "正在读取文件",
    "finding-face": "正在寻找人脸",
    "speaking": "正在朗读文字",
    "speaking-piece": "正在朗读文字：第 {number} 段，共 {total} 段",
    "speech-downloading": "正在下载语音（仅一次，{size:.0f} MB）：{share:.0%}",
    "building-avatar": "正在构建人像",
    "listening": "正在聆听声音",
    "watching": "正在观看驱动视频",
    "watching-share": "正在观看驱动视频：{share:.0%}",
    "rendering": "正在渲染",
    "rendering-frame": "正在渲染第 {number} 帧，共 {total} 帧",
    "finishing": "正在完成视频",
    "done": "完成",
    # pipeline: what does not fit together.
    "no-driver": "没有可驱动人脸的素材；请提供一段录音、文字、驱动视频或动作。",
    "text-and-recording": "文字由合成语音朗读；请去掉录音、驱动视频和动作，或去掉文字。",
    "two-drivers": "驱动视频和动作都会带动人脸；请只提供其中一个。",
    "two-motions": "只能用一个动作带动人脸；请提供现成动作的名称，或一个保存的动作。",
    "motion-unknown": "没有名为“{value}”的动作；请给出文件，或从以下选一个：{names}。",
    "motion-file-unusable": (
        "“{name}”不是本程序保存的动作。请先用命令“real3d motion”从视频生成一个。"
    ),
    "motion-ending": "“{name}”不能保存动作；请使用以“.json”结尾的文件名。",
    "motion-other-engine": "引擎“{engine}”不能播放保存的动作；请选择引擎“mesh”。",
    "two-head-movements": "驱动视频已经带动头部；请不要再提供头部动作视频。",
    "picture-array-unusable": (
        "图片是 {kind} {shape} 的数组；请提供 uint8 的 RGB 数组，形状为 [高, 宽, 3]。"
    ),
    "framing-with-background": (
        "画面“{framing}”保留照片原背景；要更换背景，请选择“square”（头部和肩部）。"
    ),
    "preview-not-a-result": "“{name}”不是本程序生成的；请选择本程序生成的原始视频。",
    "captions-without-words": (
        "没有可用作字幕的文字；请提供所说的内容（文字或 SRT），或选择无字幕。"
    ),
    "captions-times-unreadable": (
        "字幕中有一行时间无法读取：“{line}”。请写成 00:00:01,000 --> 00:00:03,500。"
    ),
    "captions-backwards": "字幕“{text}”（{start:.1f} 秒）的结束时间早于开始时间；请修正。",
    "captions-absent": "字幕文件里没有字幕；请重新存为 SRT。",
    "captions-without-font": (
        "本机没有包含字幕字符 {letters} 的字体；请安装字体（Debian 上为“fonts-noto-cjk”），"
        "或选择字幕轨道。"
    ),
    "transcript-too-long": "字幕有 {count} 个字符，上限是 {limit}。请缩短。",
    "driver-beside-transparent": "透明结果旁无法显示驱动视频；请换一个背景，或不显示驱动视频。",
    "driver-beside-debug-view": "调试视图已经显示驱动视频；请只选其一。",
    "comparison-with-driver": "对比通过“同时显示照片和驱动视频”显示驱动视频；请选择它。",
    "comparison-with-captions": "对比没有字幕；请两侧都选择无字幕。",
    "comparison-of-formats": "两侧的分辨率和每秒帧数必须相同。",
    "extra-missing": (
        "未安装 {module}。请运行“pip install 'real3d[{extra}]'”；"
        "在源码目录中可运行“pip install '.[{extra}]'”。"
    ),
    "model-needs-mesh-engine": "只有引擎“mesh”能生成三维模型；请选择它。",
    "duet-not-in-photo": "两人对话显示整张照片；请选择画面“photo”（整张照片）。",
    "duet-with-captions": "两人对话没有字幕；请选择无字幕。",
    "duet-debug-view": "两人对话没有调试视图；请分别为每个人单独生成。",
    "duet-one-face": "照片中只有一张可用的脸；两人对话请使用有两个人的照片。",
    "duet-same-face": "两次选择了同一张脸；请为第二个声音选择另一张脸。",
    "comparison-not-square": "对比只显示方形画面；请两侧都选择“头部和肩部”。",
    "comparison-of-debug-views": "对比没有调试视图；请分别为每一侧单独生成。",
    "debug-not-square": "调试视图只显示方形画面；请选择“头部和肩部”。",
    "debug-transparent": "调试视图不能是透明的；请选择其他背景。",
    # pipeline: engines, and why one was taken.
    "engine-unknown": "没有引擎“{name}”；请选择 {choices:、}。",
    "engine-asked-for": "按您的选择",
    "engine-handed-over": "由调用方提供",
    "engine-runs-anywhere": "它可在任何电脑上运行，无需下载",
    "engine-without-gpu": "没有可供三平面引擎使用的显卡",
    "engine-ready": "其权重和显卡均已就绪",
    "engine-slowed": "{reason}；{remarks:；}",
    # pipeline: notes on a result.
    "setting-without-effect": "“{name}”对引擎“{engine}”不起作用。",
    "frame-without-face": "驱动视频有 1 帧没有人脸，该处的动作由前后推算。",
    "frames-without-face": "驱动视频有 {count} 帧没有人脸，这些地方的动作由前后推算。",
    "voice-silent": "录音没有声音，所以嘴不会动。请检查麦克风，或换一段录音。",
    "voice-absent": "录音中没有听到人声，所以嘴不会动。请使用有人说话的录音。",
    "sound-cut": "声音比驱动视频长，已在 {seconds:.1f} 秒处截断。",
    "photo-has-more-pixels": ("头部和肩部在照片中占 {side} 像素；分辨率高于 {size} 时会更清晰。"),
    # text_to_speech: texts, voices, and the network that speaks.
    "text-empty": "文字是空的；请填写照片要说的话。",
    "text-unspeakable": "文字中没有可以朗读的内容；请填写英文单词或数字。",
    "text-too-long": "文字有 {count} 个字符，上限是 {limit}。请缩短，或分成几个视频。",
    "text-file-unreadable": "无法将“{name}”作为文字读取。请存为 UTF-8 编码的纯文本。",
    "voice-unknown": "没有语音“{name}”；请选择 {choices:、}。",
    "voice-misspelled": "没有语音“{name}”；您是指“{meant}”吗？可选：{choices:、}。",
    "voice-american-woman": "{name}，美式英语女声",
    "voice-american-man": "{name}，美式英语男声",
    "voice-british-woman": "{name}，英式英语女声",
    "voice-british-man": "{name}，英式英语男声",
    "speech-not-downloaded": (
        "本机没有该语音，也无法下载：“{repository}”中的“{name}”（{size:.1f} MB）。"
        "请检查与“huggingface.co”的连接，或改用录音。"
    ),
    "speech-file-replaced": ("“{path}”不是“{repository}”应有的文件，或已损坏。请删除它后重试。"),
    "speech-network-not-loaded": (
        "无法加载语音网络（{reason}）。请运行“pip install 'real3d[speech]'”重新安装。"
    ),
    # provenance.
    "badge-required": ("在 Space 上，每个结果都带有标记。如需去掉，请在自己的电脑上运行本程序。"),
    "result-unsigned": "结果没有签名清单，因为{reason}。文件中的标签会说明它是合成的。",
    "webm-unsigned": "WebM 文件没有存放它的位置",
    "c2pa-missing": "没有安装软件包“c2pa-python”",
    "no-home-folder": "用户没有可存放证书的主文件夹",
    "key-not-private": ("其他用户可以读取“{path}”中的私钥；请删除该文件，或对其运行“chmod 600”"),
    "own-certificate-not-made": "无法读取或生成“{folder}”中的证书（{reason}）",
    "own-certificate-damaged": "“{path}”已损坏；请删除它",
    "certificate-without-key": "证书需要私钥：请同时设置 {certificate} 和 {key}。",
    "key-unusable": (
        "{variable} 中没有可用的私钥。请提供未加密的 PEM 私钥：ECDSA、RSA 或 Ed25519。"
    ),
    "pem-not-read": "无法读取 {variable} 指向的文件。请提供 PEM 文件或 PEM 文本。",
    "certificate-unusable": (
        "{origin} 中的证书无法签名（{reason}）。它必须是与私钥匹配、附带签发者的终端实体证书，"
        "符合 C2PA 的要求。"
    ),
    "result-not-signed": "视频无法签名，因此没有写入：{reason}。",
    "no-media": "“{name}”不是可读取的视频、声音或图片。请检查该文件。",
    "manifest-absent": "无",
    "manifest-impossible": "无：此类文件不能带有清单",
    "manifest-not-looked-for": "未查找：没有安装软件包“c2pa-python”",
    "manifest-damaged": "已损坏（{reason}）",
    # evaluation.
    "video-too-short-to-judge": (
        "“{name}”长 {seconds:.1f} 秒；至少需要 {least:g} 秒才能判断人脸是否生动。请使用更长的视频。"
    ),
    "face-seen-too-briefly": (
        "“{name}”中人脸出现的时间太短；请使用正面、光线充足且人脸足够大的视频。"
    ),
    "head-nearly-still": "头部几乎不动：占 {percent:.0f}% 的时间。",
    "no-sound-to-compare": "没有声音，因此无法说明声音与动作是否配合。",
    "nobody-speaks": "没有人说话，因此无法说明声音与动作是否配合。",
    "frames-bridged": "没有人脸的帧：{count}；其动作由前后推算。",
    # runtime.
    "system-library-missing": (
        "缺少系统库“{library}”。请运行“sudo apt-get install {debian}”（Debian、Ubuntu）"
        "或“sudo dnf install {fedora}”（Fedora）安装。"
    ),
    "opencv-not-loaded": (
        "无法加载 OpenCV（{reason}）。请运行“pip install -r requirements.txt”重新安装所需软件包。"
    ),
    "no-temporary-folder": (
        "没有地方存放访客的文件（{reason}）。请用 TMPDIR 或 {variable} 指定一个可以写入的文件夹。"
    ),
    # cli: the process.
    "memory-limited": (
        "本进程只允许使用 {allowed:.1f} GB 内存（“ulimit -v”），需要 {needed:.1f} GB。请放宽限制。"
    ),
    "memory-used-up": "内存不足。请关闭其他程序，或使用较小的图片或分辨率。",
    "system-refused": "系统不允许某项操作（{reason}）。请检查位置和权限。",
    # ui: the page.
    "value-unusable": "有一个值无法使用：{reason}。",
    "queue-full": "等待的访客太多。请过几分钟再来。",
    "share-used-up": "您已有 {count} 个任务在等待。请等其中一个完成后再来。",
    # cli: tables of jobs.
    "table-wrong": "“{name}”有错误；没有开始任何任务。\n{mistakes:\n}",
    "table-row-wrong": "第 {row} 行：{mistake}",
    "table-row-repeats": "第 {row} 行：与第 {first} 行写入同一个文件“{name}”。",
    "table-row-writes-input": "第 {row} 行：写入了第 {reader} 行所读取的文件“{name}”。",
    "table-empty": "“{name}”中没有任务。请在列名下方添加一行。",
    "table-busy": "另一个进程正在处理“{name}”。请等它结束，或停止它。",
    "table-row-too-long": ("“{name}”第 {row} 行的单元格比首行多。请给含逗号的文字加上引号。"),
    "table-unreadable": "“{name}”无法作为表格读取（{reason}）。请存为 UTF-8 编码的 CSV。",
    "table-column-twice": "“{name}”有两列“{column}”。请删除一列。",
    "switch-unknown": "“{name}”为“{value}”；请填写“yes”或“no”。",
    "option-unusable": "{reason}。",
    "out-missing": "“out”是空的；请填写要写入的视频。",
    "ray-missing": "没有安装 Ray。请运行“pip install ray”，或不使用“--ray”。",
    "ray-not-reached": "“{address}”处没有 Ray 集群（{reason}）。",
    "worker-ended": "处理它的进程两次中断（{reason}）。",
    # cli: what the doctor finds.
    "python-unsuitable": "{version}；请使用 Python 3.10、3.11 或 3.12。",
    "package-not-loaded": (
        "无法加载 {name}（{reason}）。请再次运行“pip install -r requirements.txt”。"
    ),
    "optional-package-absent": "无法加载 {name}（{reason}）",
    "disk-too-small": (
        "{folder} 有 {free:.1f} GiB 可用；需要 {needed:.0f} GiB。请腾出空间，或设置 TMPDIR。"
    ),
    "engine-not-loaded": "无法加载（{reason}）。",
    "signing-absent": "结果不会签名，因为{reason}",
    "no-cuda-device": "没有 CUDA 设备：{reason}",
    "torch-without-cuda": "此 PyTorch 不含 CUDA 支持",
    "gpu-not-seen": "未检测到",
}
