<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>GazeFix</name>
    <message>
        <source>Correct my gaze</source>
        <translation>校正视线</translation>
    </message>
    <message>
        <source>Turns the live correction on and off.</source>
        <translation>打开或关闭实时校正。</translation>
    </message>
    <message>
        <source>Vertical angle</source>
        <translation>垂直角度</translation>
    </message>
    <message>
        <source>Turns your eyes up (+) or down (-), on top of the mode.</source>
        <translation>在模式之外，将眼睛再向上 (+) 或向下 (-) 转动。</translation>
    </message>
    <message>
        <source>Horizontal angle</source>
        <translation>水平角度</translation>
    </message>
    <message>
        <source>Turns your eyes to your left (+) or right (-), on top of the mode.</source>
        <translation>在模式之外，将眼睛再向您的左侧 (+) 或右侧 (-) 转动。</translation>
    </message>
    <message>
        <source>Aim above or below the lens</source>
        <translation>瞄准镜头上方或下方</translation>
    </message>
    <message>
        <source>Where your eyes are brought to. A little below the lens looks best to others.</source>
        <translation>视线被引向的位置。略低于镜头对他人看起来最自然。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How strong the correction is.</source>
        <translation>校正的强弱。</translation>
    </message>
    <message>
        <source>Maximum faces</source>
        <translation>最多人脸数</translation>
    </message>
    <message>
        <source>Corrects at most this many faces, the largest first.</source>
        <translation>最多校正这么多张人脸，先校正最大的。</translation>
    </message>
    <message>
        <source>Glance away now and then</source>
        <translation>偶尔移开视线</translation>
    </message>
    <message>
        <source>Looks beside the lens for a moment, as people do. Not in fixed-angle mode.</source>
        <translation>像平常人一样，偶尔看向镜头旁边。固定角度模式下不适用。</translation>
    </message>
    <message>
        <source>Angle (up to)</source>
        <translation>角度（最大）</translation>
    </message>
    <message>
        <source>Largest angle of a glance, away from the lens.</source>
        <translation>视线偏离镜头的最大角度。</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Shortest time between glances.</source>
        <translation>两次移开视线之间的最短时间。</translation>
    </message>
    <message>
        <source>Random extra delay</source>
        <translation>随机附加延迟</translation>
    </message>
    <message>
        <source>A random time up to this is added to the interval.</source>
        <translation>间隔会再加上不超过此值的随机时间。</translation>
    </message>
    <message>
        <source>Eyes up or down: fade from</source>
        <translation>眼睛上下：开始减弱</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look up or down by more than this.</source>
        <translation>眼睛上下看超过此角度时，校正开始减弱。</translation>
    </message>
    <message>
        <source>Eyes up or down: stop at</source>
        <translation>眼睛上下：停止</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look up or down by more than this.</source>
        <translation>眼睛上下看超过此角度时，校正停止。</translation>
    </message>
    <message>
        <source>Eyes to the side: fade from</source>
        <translation>眼睛左右：开始减弱</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look to the side by more than this.</source>
        <translation>眼睛左右看超过此角度时，校正开始减弱。</translation>
    </message>
    <message>
        <source>Eyes to the side: stop at</source>
        <translation>眼睛左右：停止</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look to the side by more than this.</source>
        <translation>眼睛左右看超过此角度时，校正停止。</translation>
    </message>
    <message>
        <source>Head up or down: fade from</source>
        <translation>头部上下：开始减弱</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned up or down by more than this.</source>
        <translation>头部上下转动超过此角度时，校正开始减弱。</translation>
    </message>
    <message>
        <source>Head up or down: stop at</source>
        <translation>头部上下：停止</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned up or down by more than this.</source>
        <translation>头部上下转动超过此角度时，校正停止。</translation>
    </message>
    <message>
        <source>Head to the side: fade from</source>
        <translation>头部左右：开始减弱</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned to the side by more than this.</source>
        <translation>头部左右转动超过此角度时，校正开始减弱。</translation>
    </message>
    <message>
        <source>Head to the side: stop at</source>
        <translation>头部左右：停止</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned to the side by more than this.</source>
        <translation>头部左右转动超过此角度时，校正停止。</translation>
    </message>
    <message>
        <source>Turn the camera off when no program is using it</source>
        <translation>没有程序使用时关闭摄像头</translation>
    </message>
    <message>
        <source>The camera turns off when no program is using GazeFix Camera and the window is closed.</source>
        <translation>没有程序使用 GazeFix Camera 且窗口已关闭时，摄像头会关闭。</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>运行设备</translation>
    </message>
    <message>
        <source>Where the networks run: the CPU or an NVIDIA graphics card.</source>
        <translation>神经网络在哪里运行：CPU 或 NVIDIA 显卡。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of the windows. Changes apply when GazeFix starts again.</source>
        <translation>窗口的语言。更改在 GazeFix 下次启动后生效。</translation>
    </message>
    <message>
        <source>Eye contact</source>
        <translation>目光接触</translation>
    </message>
    <message>
        <source>Makes you appear to look into the camera while you look at the screen.</source>
        <translation>您看着屏幕时，看起来就像在看摄像头。</translation>
    </message>
    <message>
        <source>You appear to look into the camera.</source>
        <translation>您看起来正看着摄像头。</translation>
    </message>
    <message>
        <source>Teleprompter</source>
        <translation>提词器</translation>
    </message>
    <message>
        <source>For reading a script: allows wider eye movements.</source>
        <translation>用于读稿：允许更大幅度的眼球运动。</translation>
    </message>
    <message>
        <source>You appear to look into the camera while you read.</source>
        <translation>您读稿时看起来正看着摄像头。</translation>
    </message>
    <message>
        <source>Fixed angle</source>
        <translation>固定角度</translation>
    </message>
    <message>
        <source>Turns your eyes by the angles below, whichever way you look.</source>
        <translation>无论您看向哪里，都按下面的角度转动眼睛。</translation>
    </message>
    <message>
        <source>Your eyes are turned by a fixed angle.</source>
        <translation>您的眼睛按固定角度转动。</translation>
    </message>
    <message>
        <source>0°</source>
        <translation>0°</translation>
    </message>
    <message>
        <source>{0}° up</source>
        <translation>向上 {0}°</translation>
    </message>
    <message>
        <source>{0}° down</source>
        <translation>向下 {0}°</translation>
    </message>
    <message>
        <source>{0}° to your left</source>
        <translation>向您的左侧 {0}°</translation>
    </message>
    <message>
        <source>{0}° to your right</source>
        <translation>向您的右侧 {0}°</translation>
    </message>
    <message>
        <source>&amp;Correct my gaze</source>
        <translation>校正视线(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Pause (camera off)</source>
        <translation>暂停（关闭摄像头）(&amp;P)</translation>
    </message>
    <message>
        <source>Show p&amp;review</source>
        <translation>显示预览(&amp;R)</translation>
    </message>
    <message>
        <source>Cali&amp;brate…</source>
        <translation>校准(&amp;B)…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>设置(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>诊断(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Getting started…</source>
        <translation>入门(&amp;G)…</translation>
    </message>
    <message>
        <source>GazeFix &amp;manual…</source>
        <translation>GazeFix 手册(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;About GazeFix…</source>
        <translation>关于 GazeFix(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Up by 1°</source>
        <translation>向上 1°</translation>
    </message>
    <message>
        <source>Down by 1°</source>
        <translation>向下 1°</translation>
    </message>
    <message>
        <source>To your left by 1°</source>
        <translation>向您的左侧 1°</translation>
    </message>
    <message>
        <source>To your right by 1°</source>
        <translation>向您的右侧 1°</translation>
    </message>
    <message>
        <source>&amp;Mode: {0}</source>
        <translation>模式(&amp;M)：{0}</translation>
    </message>
    <message>
        <source>&amp;Vertical: {0}</source>
        <translation>垂直(&amp;V)：{0}</translation>
    </message>
    <message>
        <source>&amp;Horizontal: {0}</source>
        <translation>水平(&amp;H)：{0}</translation>
    </message>
    <message>
        <source>&amp;Strength: {0}</source>
        <translation>强度(&amp;S)：{0}</translation>
    </message>
    <message>
        <source>C&amp;amera</source>
        <translation>摄像头(&amp;A)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>&amp;Adjust…</source>
        <translation>调整(&amp;A)…</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t read your settings and is using the defaults.</source>
        <translation>GazeFix 无法读取您的设置，正在使用默认值。</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t use some of your settings. It keeps the others.</source>
        <translation>GazeFix 无法使用部分设置，其余设置会保留。</translation>
    </message>
    <message>
        <source>{0}

Your file will be kept as {1}.</source>
        <translation>{0}

您的文件将保留为 {1}。</translation>
    </message>
    <message>
        <source>Quit GazeFix?</source>
        <translation>退出 GazeFix？</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running in your call.</source>
        <translation>此桌面没有系统托盘。请最小化窗口，让 GazeFix Camera 在通话中继续运行。</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>最小化(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Use the defaults</source>
        <translation>使用默认值(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Keep the rest</source>
        <translation>保留其余设置(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Open the file</source>
        <translation>打开文件(&amp;O)</translation>
    </message>
    <message>
        <source>GazeFix is still running</source>
        <translation>GazeFix 仍在运行</translation>
    </message>
    <message>
        <source>Click its tray icon to reopen this window; right-click it to quit.</source>
        <translation>单击托盘图标可重新打开此窗口；右键单击可退出。</translation>
    </message>
    <message>
        <source>GazeFix keeps using the previous device.</source>
        <translation>GazeFix 将改用之前的设备。</translation>
    </message>
    <message>
        <source>Your settings can&apos;t be saved: {0}.</source>
        <translation>无法保存您的设置：{0}。</translation>
    </message>
    <message>
        <source>About GazeFix</source>
        <translation>关于 GazeFix</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Press Start and keep looking until the bar is full.</source>
        <translation>按“开始”，并保持注视直到进度条填满。</translation>
    </message>
    <message>
        <source>Quality: fair. Trying again may improve it.</source>
        <translation>质量：一般。再试一次可能会更好。</translation>
    </message>
    <message>
        <source>When you look into the lens, {0} and {1} now count as 0°.</source>
        <translation>注视镜头时，{0}和{1}现在视为 0°。</translation>
    </message>
    <message>
        <source>Your call window lies {0} and {1} from the lens.</source>
        <translation>您的通话窗口位于镜头{0}、{1}处。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Look at the spot on the screen where you usually see the other person.</source>
        <translation>请看屏幕上您平时看到对方的位置。</translation>
    </message>
    <message>
        <source>Sit as you would in a call. Look straight into the lens, not at your picture, while you move your head slowly in a small circle.</source>
        <translation>像通话时一样坐好。直视镜头，不要看自己的画面，同时让头部缓慢地画一个小圈。</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>Start the look</source>
        <translation>开始测量</translation>
    </message>
    <message>
        <source>Look at your call window… {0}</source>
        <translation>请看通话窗口… {0}</translation>
    </message>
    <message>
        <source>Look at the lens… {0}</source>
        <translation>请看镜头… {0}</translation>
    </message>
    <message>
        <source>Keep looking…</source>
        <translation>请保持注视…</translation>
    </message>
    <message>
        <source>Keep looking into the lens, and move your head in a small circle…</source>
        <translation>请继续注视镜头，并让头部画一个小圈…</translation>
    </message>
    <message>
        <source>Calibration complete</source>
        <translation>校准完成</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>重新开始(&amp;S)</translation>
    </message>
    <message>
        <source>That didn&apos;t work</source>
        <translation>没有成功</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Second look: your call window</source>
        <translation>第二次注视：通话窗口</translation>
    </message>
    <message>
        <source>First look: the camera lens</source>
        <translation>第一次注视：摄像头镜头</translation>
    </message>
    <message>
        <source>Used from now on with this camera and resolution.</source>
        <translation>从现在起用于此摄像头和分辨率。</translation>
    </message>
    <message>
        <source>Quality: good.</source>
        <translation>质量：良好。</translation>
    </message>
    <message>
        <source>Esc: cancel</source>
        <translation>Esc：取消</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Checking this computer…</source>
        <translation>正在检查这台电脑…</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>复制报告(&amp;C)</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>重新检查(&amp;A)</translation>
    </message>
    <message>
        <source>Safe to share: no images, names or file paths.</source>
        <translation>可以放心分享：不含图片、姓名或文件路径。</translation>
    </message>
    <message>
        <source>Report copied. Paste it where you ask for help.</source>
        <translation>报告已复制。请粘贴到您寻求帮助的地方。</translation>
    </message>
    <message>
        <source>{0} of {1} checks need attention.</source>
        <translation>{1} 项检查中有 {0} 项需要处理。</translation>
    </message>
    <message>
        <source>Everything looks good.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>Set &amp;up GazeFix Camera…</source>
        <translation>设置 GazeFix Camera(&amp;U)…</translation>
    </message>
    <message>
        <source>Choose a ca&amp;mera</source>
        <translation>选择摄像头(&amp;M)</translation>
    </message>
    <message>
        <source>Open the &amp;file</source>
        <translation>打开文件(&amp;F)</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>The checks couldn&apos;t run: {0}</source>
        <translation>无法进行检查：{0}</translation>
    </message>
    <message>
        <source>GazeFix stays in the tray. Its menu turns the correction on and off, changes the angle and pauses the camera.</source>
        <translation>GazeFix 会留在系统托盘中。通过托盘菜单可以开关校正、更改角度和暂停摄像头。</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running.</source>
        <translation>此桌面没有系统托盘。请最小化窗口，让 GazeFix Camera 继续运行。</translation>
    </message>
    <message>
        <source>Welcome to GazeFix</source>
        <translation>欢迎使用 GazeFix</translation>
    </message>
    <message>
        <source>Step 1 of 3: your camera</source>
        <translation>第 1 步，共 3 步：您的摄像头</translation>
    </message>
    <message>
        <source>Step 2 of 3: your camera for calls</source>
        <translation>第 2 步，共 3 步：通话用的摄像头</translation>
    </message>
    <message>
        <source>Step 3 of 3: calibration</source>
        <translation>第 3 步，共 3 步：校准</translation>
    </message>
    <message>
        <source>Choose the camera in front of you. You should see yourself.</source>
        <translation>请选择您面前的摄像头。您应该能看到自己。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>GazeFix appears as a camera of its own. Choose “GazeFix Camera” in Zoom, Teams or your browser.</source>
        <translation>GazeFix 会显示为一个单独的摄像头。请在 Zoom、Teams 或浏览器中选择“GazeFix Camera”。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation>即将完成</translation>
    </message>
    <message>
        <source>You&apos;re all set</source>
        <translation>一切就绪</translation>
    </message>
    <message>
        <source>You can also do this later, under “Camera and output”.</source>
        <translation>您也可以稍后在“摄像头和输出”中进行。</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>完成(&amp;F)</translation>
    </message>
    <message>
        <source>Choose “{0}” in your call&apos;s video settings.</source>
        <translation>请在通话的视频设置中选择“{0}”。</translation>
    </message>
    <message>
        <source>There is no picture from the camera yet. Go back to choose one.</source>
        <translation>摄像头还没有画面。请返回选择一个。</translation>
    </message>
    <message>
        <source>Other programs need GazeFix Camera. Go back to set it up.</source>
        <translation>其他程序需要 GazeFix Camera。请返回进行设置。</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>跳过(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>GazeFix manual</source>
        <translation>GazeFix 手册</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Run this in a terminal. It shows the commands and asks before it runs them.</source>
        <translation>请在终端中运行。它会显示命令，并在执行前询问您。</translation>
    </message>
    <message>
        <source>GazeFix sends to cameras with pyvirtualcam, which isn&apos;t installed yet.</source>
        <translation>GazeFix 通过 pyvirtualcam 向摄像头输出画面，但尚未安装它。</translation>
    </message>
    <message>
        <source>It is free software under the GPL, and comes from the Python Package Index.</source>
        <translation>它是 GPL 许可的自由软件，来自 Python Package Index。</translation>
    </message>
    <message>
        <source>Choose “GazeFix Camera” in your call&apos;s video settings. Restart a program that doesn&apos;t list it yet.</source>
        <translation>请在通话的视频设置中选择“GazeFix Camera”。如果程序还没有列出它，请重新启动该程序。</translation>
    </message>
    <message>
        <source>You will be asked for your password.</source>
        <translation>系统会要求您输入密码。</translation>
    </message>
    <message>
        <source>Browsers and other programs that use PipeWire can use GazeFix Camera without this.</source>
        <translation>浏览器和其他使用 PipeWire 的程序无需此步骤即可使用 GazeFix Camera。</translation>
    </message>
    <message>
        <source>Ready in browsers and other programs that support PipeWire. For Zoom and the rest, install the camera driver.</source>
        <translation>可在浏览器和其他支持 PipeWire 的程序中使用。对于 Zoom 等程序，请安装摄像头驱动。</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet: GazeFix Camera isn&apos;t set up.</source>
        <translation>其他程序还不能使用 GazeFix：尚未设置 GazeFix Camera。</translation>
    </message>
    <message>
        <source>No output is chosen in the settings.</source>
        <translation>设置中没有选择输出。</translation>
    </message>
    <message>
        <source>Opening the output…</source>
        <translation>正在打开输出…</translation>
    </message>
    <message>
        <source>Sent to {0}.</source>
        <translation>正在发送到 {0}。</translation>
    </message>
    <message>
        <source>preview only</source>
        <translation>仅预览</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>无输出</translation>
    </message>
    <message>
        <source>GazeFix can&apos;t do this for you. The steps are:</source>
        <translation>GazeFix 无法替您完成。步骤如下：</translation>
    </message>
    <message>
        <source>Set up GazeFix Camera</source>
        <translation>设置 GazeFix Camera</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Show the comman&amp;ds</source>
        <translation>显示命令(&amp;D)</translation>
    </message>
    <message>
        <source>It is listed as “{0}”.</source>
        <translation>它在列表中显示为“{0}”。</translation>
    </message>
    <message>
        <source>&amp;Camera:</source>
        <translation>摄像头(&amp;C)：</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use by {0}</source>
        <translation>{0} 正在使用 GazeFix Camera</translation>
    </message>
    <message>
        <source>Your gaze: {0}, {1}</source>
        <translation>您的视线：{0}，{1}</translation>
    </message>
    <message>
        <source>Hol&amp;d to see before</source>
        <translation>按住查看校正前(&amp;D)</translation>
    </message>
    <message>
        <source>Setting up GazeFix Camera…</source>
        <translation>正在设置 GazeFix Camera…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>&amp;Set it up</source>
        <translation>立即设置(&amp;S)</translation>
    </message>
    <message>
        <source>Use &amp;PipeWire</source>
        <translation>使用 PipeWire(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready.</source>
        <translation>GazeFix Camera 已就绪。</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready in browsers and other PipeWire programs.</source>
        <translation>GazeFix Camera 已可在浏览器和其他 PipeWire 程序中使用。</translation>
    </message>
    <message>
        <source>Ready. Choose “{0}” in your call&apos;s video settings.</source>
        <translation>已就绪。请在通话的视频设置中选择“{0}”。</translation>
    </message>
    <message>
        <source>That didn&apos;t work: {0}</source>
        <translation>没有成功：{0}</translation>
    </message>
    <message>
        <source>Saved calibrations</source>
        <translation>已保存的校准</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>使用(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Demo portrait</source>
        <translation>演示肖像</translation>
    </message>
    <message>
        <source>Everyone&apos;s eyes differ by a few degrees. Two looks save only a few numbers. The thorough way also saves pictures of your eyes on this computer. Only you can read them.</source>
        <translation>每个人的眼睛都有几度的差异。两次注视只保存少量数字。精细校准还会在这台电脑上保存您眼睛的图片。只有您能读取它们。</translation>
    </message>
    <message>
        <source>&amp;Thorough…</source>
        <translation>精细校准(&amp;H)…</translation>
    </message>
    <message>
        <source>Follow a dot for 90 seconds, for a much better result.</source>
        <translation>跟随圆点 90 秒，效果会好得多。</translation>
    </message>
    <message>
        <source>Space: pause   R: repeat   Esc: cancel</source>
        <translation>空格键：暂停   R：重复   Esc：取消</translation>
    </message>
    <message>
        <source>Thorough calibration</source>
        <translation>精细校准</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Paused. Press Space to go on, or R to repeat the last dot.</source>
        <translation>已暂停。按空格键继续，按 R 重复上一个点。</translation>
    </message>
    <message>
        <source>Your face can&apos;t be seen.</source>
        <translation>看不到您的脸。</translation>
    </message>
    <message>
        <source>Follow the dot with your eyes. Keep your head still.</source>
        <translation>请用眼睛跟随圆点，头部保持不动。</translation>
    </message>
    <message>
        <source>Turn your head a little to the left, and follow the dot.</source>
        <translation>请将头稍微转向左侧，并跟随圆点。</translation>
    </message>
    <message>
        <source>Turn your head a little to the right, and follow the dot.</source>
        <translation>请将头稍微转向右侧，并跟随圆点。</translation>
    </message>
    <message>
        <source>Raise your head a little, and follow the dot.</source>
        <translation>请稍微抬头，并跟随圆点。</translation>
    </message>
    <message>
        <source>Lower your head a little, and follow the dot.</source>
        <translation>请稍微低头，并跟随圆点。</translation>
    </message>
    <message>
        <source>The camera&apos;s pictures ended</source>
        <translation>摄像头不再提供画面</translation>
    </message>
    <message>
        <source>Your gaze is now measured to about {0} degrees ({1} before).</source>
        <translation>现在测量视线的误差约为 {0} 度（之前为 {1}）。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Trying again may improve it.</source>
        <translation>再试一次可能会更好。</translation>
    </message>
    <message>
        <source>Measuring… {0} %</source>
        <translation>正在测量… {0}%</translation>
    </message>
    <message>
        <source>Your eyes seem to turn {0} times as far as usual. Check the screen&apos;s size with a card, and try again.</source>
        <translation>您的眼睛似乎转动了平常的 {0} 倍。请用卡片检查屏幕尺寸，然后重试。</translation>
    </message>
    <message>
        <source>Recordings of your eyes</source>
        <translation>您眼睛的录制</translation>
    </message>
    <message>
        <source>De&amp;lete recording</source>
        <translation>删除录制(&amp;L)</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>about {0} degrees</source>
        <translation>约 {0} 度</translation>
    </message>
    <message>
        <source>Can&apos;t be used: {0}</source>
        <translation>无法使用：{0}</translation>
    </message>
    <message>
        <source>Aim abo&amp;ve or below the lens</source>
        <translation>瞄准镜头上方或下方(&amp;V)</translation>
    </message>
    <message>
        <source>Gla&amp;nce away now and then</source>
        <translation>偶尔移开视线(&amp;N)</translation>
    </message>
    <message>
        <source>Angle (u&amp;p to)</source>
        <translation>角度（最大）(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>间隔(&amp;I)</translation>
    </message>
    <message>
        <source>Random &amp;extra delay</source>
        <translation>随机附加延迟(&amp;E)</translation>
    </message>
    <message>
        <source>Full correction up to the first angle, none beyond the second.</source>
        <translation>第一个角度以内完全校正，超过第二个角度不校正。</translation>
    </message>
    <message>
        <source>R&amp;un on</source>
        <translation>运行设备(&amp;U)</translation>
    </message>
    <message>
        <source>Maximum &amp;faces</source>
        <translation>最多人脸数(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset to defaults…</source>
        <translation>恢复默认设置(&amp;R)…</translation>
    </message>
    <message>
        <source>Glances</source>
        <translation>移开视线</translation>
    </message>
    <message>
        <source>When to stop</source>
        <translation>何时停止</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>性能</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>恢复默认设置</translation>
    </message>
    <message>
        <source>Reset everything under Correction and Advanced to its default?</source>
        <translation>将“校正”和“高级”中的所有设置恢复为默认值？</translation>
    </message>
    <message>
        <source>Your camera, output and calibration are kept.</source>
        <translation>您的摄像头、输出和校准会保留。</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>NVIDIA 显卡</translation>
    </message>
    <message>
        <source>{0}:</source>
        <translation>{0}：</translation>
    </message>
    <message>
        <source>&amp;Vertical angle</source>
        <translation>垂直角度(&amp;V)</translation>
    </message>
    <message>
        <source>Hori&amp;zontal angle</source>
        <translation>水平角度(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Strength</source>
        <translation>强度(&amp;S)</translation>
    </message>
    <message>
        <source>Two short looks let GazeFix measure your eyes more accurately.</source>
        <translation>只需两次短暂注视，GazeFix 就能更准确地测量您的眼睛。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>&amp;Resume (camera on)</source>
        <translation>继续（打开摄像头）(&amp;R)</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Your left</source>
        <translation>您的左侧</translation>
    </message>
    <message>
        <source>Your right</source>
        <translation>您的右侧</translation>
    </message>
    <message>
        <source>Turn the camera off &amp;when no program is using it</source>
        <translation>没有程序使用时关闭摄像头(&amp;W)</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>刷新(&amp;F)</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>重新查找摄像头</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>帧率</translation>
    </message>
    <message>
        <source>&amp;Resolution:</source>
        <translation>分辨率(&amp;R)：</translation>
    </message>
    <message>
        <source>Fram&amp;e rate:</source>
        <translation>帧率(&amp;E)：</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>桌面</translation>
    </message>
    <message>
        <source>&amp;Start GazeFix when I log in</source>
        <translation>登录时启动 GazeFix(&amp;S)</translation>
    </message>
    <message>
        <source>Start GazeFix when I log in</source>
        <translation>登录时启动 GazeFix</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>系统语言</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>语言(&amp;N)</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} fps</translation>
    </message>
    <message>
        <source>Calibration is turned off.</source>
        <translation>校准已关闭。</translation>
    </message>
    <message>
        <source>Calibrated on {0}, about {1} degrees.</source>
        <translation>已于 {0} 校准，误差约 {1} 度。</translation>
    </message>
    <message>
        <source>Calibrated.</source>
        <translation>已校准。</translation>
    </message>
    <message>
        <source>Both angles are 0. Set one of them.</source>
        <translation>两个角度都是 0。请设置其中一个。</translation>
    </message>
    <message>
        <source>Diagnostics, in the Tools menu, may show what is wrong.</source>
        <translation>“工具”菜单中的“诊断”可能会显示问题所在。</translation>
    </message>
    <message>
        <source>GazeFix has stopped</source>
        <translation>GazeFix 已停止</translation>
    </message>
    <message>
        <source>Not calibrated for this camera and resolution.</source>
        <translation>未针对此摄像头和分辨率校准。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Your picture is shown unchanged.</source>
        <translation>您的画面按原样显示。</translation>
    </message>
    <message>
        <source>Nothing to correct</source>
        <translation>无需校正</translation>
    </message>
    <message>
        <source>The strength is 0.</source>
        <translation>强度为 0。</translation>
    </message>
    <message>
        <source>You already look at the camera, so nothing is changed.</source>
        <translation>您已经在看摄像头，因此不作更改。</translation>
    </message>
    <message>
        <source>Correction isn&apos;t working; your picture is unchanged</source>
        <translation>校正无法工作；您的画面未作更改</translation>
    </message>
    <message>
        <source>Reinstall GazeFix.</source>
        <translation>请重新安装 GazeFix。</translation>
    </message>
    <message>
        <source>Open GazeFix to set up GazeFix Camera.</source>
        <translation>打开 GazeFix 以设置 GazeFix Camera。</translation>
    </message>
    <message>
        <source>Calibrated since {0}.</source>
        <translation>已于 {0} 校准。</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation>正在校正</translation>
    </message>
    <message>
        <source>Eyes on the camera</source>
        <translation>正在看摄像头</translation>
    </message>
    <message>
        <source>Switching on</source>
        <translation>正在开启</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>Calibrate again, or delete it.</source>
        <translation>请重新校准，或删除此校准。</translation>
    </message>
    <message>
        <source>No picture from the camera</source>
        <translation>摄像头没有画面</translation>
    </message>
    <message>
        <source>GazeFix Camera stopped working</source>
        <translation>GazeFix Camera 已停止工作</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet</source>
        <translation>其他程序还不能使用 GazeFix</translation>
    </message>
    <message>
        <source>Opening the camera and loading the models…</source>
        <translation>正在打开摄像头并加载模型…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>The camera is off. Others see a placeholder.</source>
        <translation>摄像头已关闭。其他人会看到占位画面。</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>No program is using GazeFix Camera, so your camera is off.</source>
        <translation>没有程序在使用 GazeFix Camera，因此您的摄像头已关闭。</translation>
    </message>
    <message>
        <source>Clip finished</source>
        <translation>片段已播放完</translation>
    </message>
    <message>
        <source>The camera is off.</source>
        <translation>摄像头已关闭。</translation>
    </message>
    <message>
        <source>GazeFix Camera isn&apos;t set up, so your camera is off.</source>
        <translation>尚未设置 GazeFix Camera，因此您的摄像头已关闭。</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one under “Camera and output”.</source>
        <translation>请连接摄像头，或在“摄像头和输出”中选择另一个。</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>无输出</translation>
    </message>
    <message>
        <source>See “Camera and output”, or Diagnostics.</source>
        <translation>请查看“摄像头和输出”或“诊断”。</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>未找到人脸</translation>
    </message>
    <message>
        <source>Make sure the camera can see your face.</source>
        <translation>请确保摄像头能看到您的脸。</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>眼睛闭着</translation>
    </message>
    <message>
        <source>Closed eyes are not corrected.</source>
        <translation>闭着的眼睛不会被校正。</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re looking away</source>
        <translation>未校正：您正看向别处</translation>
    </message>
    <message>
        <source>Look back at the screen to resume.</source>
        <translation>请看回屏幕以继续。</translation>
    </message>
    <message>
        <source>Not correcting: your head is turned</source>
        <translation>未校正：您的头转开了</translation>
    </message>
    <message>
        <source>Face the camera to resume.</source>
        <translation>请面向摄像头以继续。</translation>
    </message>
    <message>
        <source>Not correcting: your eyes aren&apos;t clear enough</source>
        <translation>未校正：眼睛不够清晰</translation>
    </message>
    <message>
        <source>Try more light, or less glare on your glasses.</source>
        <translation>请增加光线，或减少眼镜反光。</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re too far away</source>
        <translation>未校正：您离得太远</translation>
    </message>
    <message>
        <source>Move closer to the camera.</source>
        <translation>请靠近摄像头。</translation>
    </message>
    <message>
        <source>Not correcting: your eyes are at the edge</source>
        <translation>未校正：眼睛在画面边缘</translation>
    </message>
    <message>
        <source>Move to the centre of the picture.</source>
        <translation>请移到画面中央。</translation>
    </message>
    <message>
        <source>Not correcting: this computer can&apos;t keep up</source>
        <translation>未校正：这台电脑速度不够</translation>
    </message>
    <message>
        <source>Close other programs or choose a lower resolution.</source>
        <translation>请关闭其他程序或选择较低的分辨率。</translation>
    </message>
    <message>
        <source>GazeFix: {0}</source>
        <translation>GazeFix：{0}</translation>
    </message>
    <message>
        <source>Before is left of the divider, after is right of it. Arrow keys move it. The space bar shows before.</source>
        <translation>分隔线左侧是校正前，右侧是校正后。方向键可移动分隔线。空格键显示校正前。</translation>
    </message>
    <message>
        <source>Drag to compare: before on the left, after on the right.</source>
        <translation>拖动以比较：左侧为校正前，右侧为校正后。</translation>
    </message>
    <message>
        <source>After</source>
        <translation>校正后</translation>
    </message>
    <message>
        <source>Not corrected</source>
        <translation>未校正</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>校正前</translation>
    </message>
    <message>
        <source>A dot moves over the screen for about 90 seconds. Follow it with your eyes. Sit as you would in a call, with light on your face and nobody else in the picture.</source>
        <translation>一个圆点会在屏幕上移动约 90 秒。请用眼睛跟随它。像通话时一样坐好，让光线照在脸上，画面中不要有其他人。</translation>
    </message>
    <message>
        <source>Pictures of your eyes are saved on this computer, and only you can read them. Calibrate… lists and deletes them.</source>
        <translation>您眼睛的图片保存在这台电脑上，只有您能读取。可在“校准…”中查看和删除。</translation>
    </message>
    <message>
        <source>Place of the camera</source>
        <translation>摄像头的位置</translation>
    </message>
    <message>
        <source>Drag the camera to where it is, or use the arrow keys.</source>
        <translation>将摄像头拖到它所在的位置，或使用方向键。</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>银行卡</translation>
    </message>
    <message>
        <source>&amp;Measure with a card</source>
        <translation>用卡片测量(&amp;M)</translation>
    </message>
    <message>
        <source>Width of the card</source>
        <translation>卡片宽度</translation>
    </message>
    <message>
        <source>Lay a bank card on the screen, and move the slider until both are equally large.</source>
        <translation>将银行卡贴在屏幕上，移动滑块直到两者一样大。</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>The green circle is the camera. Drag it to where the camera sits at your screen.</source>
        <translation>绿色圆圈是摄像头。请将它拖到摄像头在屏幕上的位置。</translation>
    </message>
    <message>
        <source>The size of this screen is not known.</source>
        <translation>此屏幕的尺寸未知。</translation>
    </message>
    <message>
        <source>This screen is {0} by {1} cm large.</source>
        <translation>此屏幕的尺寸为 {0} × {1} 厘米。</translation>
    </message>
    <message>
        <source>slider</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Double-click the slider to reset it.</source>
        <translation>双击滑块可将其重置。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>En&amp;large my eyes</source>
        <translation>放大我的眼睛(&amp;L)</translation>
    </message>
    <message>
        <source>Enlarge my eyes</source>
        <translation>放大我的眼睛</translation>
    </message>
    <message>
        <source>Shows both eyes, before over after, and where they look.</source>
        <translation>显示双眼，上为校正前，下为校正后，以及视线方向。</translation>
    </message>
    <message>
        <source>Or hold the space bar in the preview.</source>
        <translation>或在预览中按住空格键。</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>重试(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;GazeFix</source>
        <translation>GazeFix(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>C&amp;orrection</source>
        <translation>校正(&amp;O)</translation>
    </message>
    <message>
        <source>Ca&amp;mera and output</source>
        <translation>摄像头和输出(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Advanced</source>
        <translation>高级(&amp;A)</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Pla&amp;y again</source>
        <translation>重新播放(&amp;Y)</translation>
    </message>
    <message>
        <source>{0} ms delay</source>
        <translation>延迟 {0} 毫秒</translation>
    </message>
    <message>
        <source>uncorrected picture</source>
        <translation>未校正的画面</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>{0} × {1}</source>
        <translation>{0} × {1}</translation>
    </message>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>GazeFix will keep trying.</source>
        <translation>GazeFix 会继续尝试。</translation>
    </message>
    <message>
        <source>Automatic: {0}</source>
        <translation>自动：{0}</translation>
    </message>
    <message>
        <source>{0} (in use by {1})</source>
        <translation>{0}（{1} 正在使用）</translation>
    </message>
    <message>
        <source>Keyboard shortcut</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Keys that turn the correction on and off in every program. Some desktops ask first.</source>
        <translation>在任何程序中打开和关闭校正的按键。有些桌面会先询问。</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcut</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one above.</source>
        <translation>请连接摄像头，或在上方选择另一个。</translation>
    </message>
    <message>
        <source>If a browser doesn&apos;t list it: in Chrome, turn on chrome://flags/#enable-webrtc-pipewire-camera; in Firefox, set media.webrtc.camera.allow-pipewire to true in about:config. Then restart the browser.</source>
        <translation>如果浏览器没有列出它：在 Chrome 中启用 chrome://flags/#enable-webrtc-pipewire-camera；在 Firefox 的 about:config 中将 media.webrtc.camera.allow-pipewire 设为 true。然后重新启动浏览器。</translation>
    </message>
    <message>
        <source>New releases</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>Web address that tells the newest release, asked once at each start. Empty: never asked.</source>
        <translation>告知最新版本的网址，每次启动时询问一次。留空则从不询问。</translation>
    </message>
    <message>
        <source>GazeFix {0} is out. This is {1}.</source>
        <translation>GazeFix {0} 已发布。当前版本是 {1}。</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>&apos;{0}&apos; is GazeFix&apos;s own output</source>
        <translation>“{0}”是 GazeFix 自己的输出</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Face finder</source>
        <translation>人脸检测</translation>
    </message>
    <message>
        <source>GStreamer closed the pipe</source>
        <translation>GStreamer 关闭了连接</translation>
    </message>
    <message>
        <source>GStreamer has ended: {0}</source>
        <translation>GStreamer 已结束：{0}</translation>
    </message>
    <message>
        <source>GStreamer takes no more frames</source>
        <translation>GStreamer 不再接收画面</translation>
    </message>
    <message>
        <source>GStreamer&apos;s plugin for it is not installed</source>
        <translation>未安装其 GStreamer 插件</translation>
    </message>
    <message>
        <source>GazeFix Camera</source>
        <translation>GazeFix Camera</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use, and stays until the computer is restarted</source>
        <translation>GazeFix Camera 正在使用中，将保留到重新启动电脑</translation>
    </message>
    <message>
        <source>GazeFix works without a tray; on GNOME the extension &apos;AppIndicator and KStatusNotifierItem Support&apos; adds one</source>
        <translation>GazeFix 没有托盘也能工作；在 GNOME 中，扩展“AppIndicator and KStatusNotifierItem Support”可添加托盘</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>OpenVINO</source>
        <translation>OpenVINO</translation>
    </message>
    <message>
        <source>PipeWire</source>
        <translation>PipeWire</translation>
    </message>
    <message>
        <source>PipeWire cannot be used: {0}</source>
        <translation>无法使用 PipeWire：{0}</translation>
    </message>
    <message>
        <source>PipeWire does not show GazeFix Camera</source>
        <translation>PipeWire 没有显示 GazeFix Camera</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>PyTorch finds no NVIDIA graphics card that it can use</source>
        <translation>PyTorch 找不到可用的 NVIDIA 显卡</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Qt cannot ask for it: {0}</source>
        <translation>Qt 无法查询：{0}</translation>
    </message>
    <message>
        <source>Qt could not be tried: {0}</source>
        <translation>无法试用 Qt：{0}</translation>
    </message>
    <message>
        <source>Qt ended with {0}</source>
        <translation>Qt 以 {0} 结束</translation>
    </message>
    <message>
        <source>Secure Boot is on. If the module is refused: {0}</source>
        <translation>安全启动已开启。如果模块被拒绝：{0}</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>设置文件</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>托盘</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>网络权重</translation>
    </message>
    <message>
        <source>a picture of shot {0} is damaged</source>
        <translation>录制 {0} 的一张图片已损坏</translation>
    </message>
    <message>
        <source>a second person was in {0} of the pictures</source>
        <translation>{0} 的图片中有第二个人</translation>
    </message>
    <message>
        <source>a tray needs a display</source>
        <translation>托盘需要显示器</translation>
    </message>
    <message>
        <source>add a camera: as root, change the line in {0} to: {1}</source>
        <translation>添加摄像头：以 root 身份将 {0} 中的行改为：{1}</translation>
    </message>
    <message>
        <source>another program sends to &apos;{0}&apos; already: {1}</source>
        <translation>另一个程序已在向“{0}”发送：{1}</translation>
    </message>
    <message>
        <source>another user&apos;s program</source>
        <translation>其他用户的程序</translation>
    </message>
    <message>
        <source>be alone in the picture, and try again</source>
        <translation>请确保画面中只有您一人，然后重试</translation>
    </message>
    <message>
        <source>both looks went into the same direction ({0} degrees apart)</source>
        <translation>两次注视的方向相同（相差 {0} 度）</translation>
    </message>
    <message>
        <source>by NumPy, which takes longer: there are no compiled kernels for this computer</source>
        <translation>使用 NumPy，耗时更长：没有适用于此计算机的编译代码</translation>
    </message>
    <message>
        <source>camera {0} is GazeFix&apos;s own output</source>
        <translation>摄像头 {0} 是 GazeFix 自己的输出</translation>
    </message>
    <message>
        <source>cannot change the registry: {0}</source>
        <translation>无法更改注册表：{0}</translation>
    </message>
    <message>
        <source>cannot change {0}: {1}</source>
        <translation>无法更改 {0}：{1}</translation>
    </message>
    <message>
        <source>cannot listen for commands: {0}</source>
        <translation>无法接收命令：{0}</translation>
    </message>
    <message>
        <source>cannot read the recording {0}: {1}</source>
        <translation>无法读取录制 {0}：{1}</translation>
    </message>
    <message>
        <source>cannot read {0}: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
    <message>
        <source>cannot show a window ({0}): {1}</source>
        <translation>无法显示窗口（{0}）：{1}</translation>
    </message>
    <message>
        <source>check that it is connected and not in use elsewhere</source>
        <translation>请检查它是否已连接，且未在别处使用</translation>
    </message>
    <message>
        <source>check that it is connected and that GazeFix isn&apos;t paused</source>
        <translation>请检查它是否已连接，且 GazeFix 未暂停</translation>
    </message>
    <message>
        <source>check that you may write there</source>
        <translation>请检查您是否有权写入该位置</translation>
    </message>
    <message>
        <source>check the connection to the internet, and try again</source>
        <translation>请检查互联网连接，然后重试</translation>
    </message>
    <message>
        <source>check the name, and that you may read it</source>
        <translation>请检查名称，以及您是否有权读取</translation>
    </message>
    <message>
        <source>check the screen&apos;s size with a card, and the distance</source>
        <translation>请用卡片检查屏幕尺寸，并检查距离</translation>
    </message>
    <message>
        <source>check your rights on this computer</source>
        <translation>请检查您在这台电脑上的权限</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>请选择其他名称</translation>
    </message>
    <message>
        <source>choose the camera that you sit in front of</source>
        <translation>请选择您面前的摄像头</translation>
    </message>
    <message>
        <source>connect a camera</source>
        <translation>请连接摄像头</translation>
    </message>
    <message>
        <source>correct the file, or remove it to use the defaults</source>
        <translation>请更正该文件，或删除它以使用默认值</translation>
    </message>
    <message>
        <source>face the camera</source>
        <translation>请面向摄像头</translation>
    </message>
    <message>
        <source>fit the rectangle to a bank card&apos;s long side</source>
        <translation>请使矩形与银行卡的长边一样长</translation>
    </message>
    <message>
        <source>follow the dot with your eyes until it ends, and try again</source>
        <translation>请用眼睛跟随圆点直到结束，然后重试</translation>
    </message>
    <message>
        <source>follow the dot with your eyes, keep them open while it rests, and try again</source>
        <translation>请用眼睛跟随圆点，在它停下时睁着眼睛，然后重试</translation>
    </message>
    <message>
        <source>give your user access: sudo usermod -aG video $USER, then log out and in</source>
        <translation>请授予您的用户权限：sudo usermod -aG video $USER，然后注销并重新登录</translation>
    </message>
    <message>
        <source>install Python 3.11 or newer</source>
        <translation>请安装 Python 3.11 或更高版本</translation>
    </message>
    <message>
        <source>install the system libraries that Qt needs (on Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</source>
        <translation>请安装 Qt 所需的系统库（在 Debian 和 Ubuntu 上：sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0）</translation>
    </message>
    <message>
        <source>install {0}, and try again</source>
        <translation>请安装 {0}，然后重试</translation>
    </message>
    <message>
        <source>invalid name of a recording: &apos;{0}&apos;</source>
        <translation>无效的录制名称：“{0}”</translation>
    </message>
    <message>
        <source>invalid profile name: &apos;{0}&apos;</source>
        <translation>无效的配置文件名称：“{0}”</translation>
    </message>
    <message>
        <source>it does not run in this session</source>
        <translation>它没有在此会话中运行</translation>
    </message>
    <message>
        <source>it failed: {0}</source>
        <translation>失败：{0}</translation>
    </message>
    <message>
        <source>it is in use by {0}: close that, or choose another camera</source>
        <translation>{0} 正在使用它：请关闭该程序，或选择其他摄像头</translation>
    </message>
    <message>
        <source>it is started again</source>
        <translation>正在重新启动</translation>
    </message>
    <message>
        <source>it needs PipeWire, its GStreamer plugin and pw-dump (on Debian and Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</source>
        <translation>需要 PipeWire、其 GStreamer 插件和 pw-dump（在 Debian 和 Ubuntu 上：sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base）</translation>
    </message>
    <message>
        <source>it was not allowed, so nothing was done</source>
        <translation>未获允许，因此未作任何更改</translation>
    </message>
    <message>
        <source>keep looking at one point until the look is over</source>
        <translation>请一直看着一个点，直到测量结束</translation>
    </message>
    <message>
        <source>let your user write to that folder; GazeFix works without a log</source>
        <translation>请允许您的用户写入该文件夹；GazeFix 没有日志也能工作</translation>
    </message>
    <message>
        <source>let your user write to {0}; GazeFix works without a log</source>
        <translation>请允许您的用户写入 {0}；GazeFix 没有日志也能工作</translation>
    </message>
    <message>
        <source>log in to a desktop; {0}</source>
        <translation>请登录桌面；{0}</translation>
    </message>
    <message>
        <source>look into the camera itself, not at its picture</source>
        <translation>请看摄像头本身，而不是它的画面</translation>
    </message>
    <message>
        <source>look into the lens first, and then at the call&apos;s window, further away from it</source>
        <translation>请先看镜头，再看离镜头更远的通话窗口</translation>
    </message>
    <message>
        <source>name one by its path: {0}</source>
        <translation>请用路径指定一个：{0}</translation>
    </message>
    <message>
        <source>no camera is named {0} yet</source>
        <translation>还没有名为 {0} 的摄像头</translation>
    </message>
    <message>
        <source>no camera was found</source>
        <translation>未找到摄像头</translation>
    </message>
    <message>
        <source>no face was seen while the dot rested</source>
        <translation>圆点停下时没有看到人脸</translation>
    </message>
    <message>
        <source>no permission to open {0}</source>
        <translation>没有打开 {0} 的权限</translation>
    </message>
    <message>
        <source>no permission to write to {0}</source>
        <translation>没有写入 {0} 的权限</translation>
    </message>
    <message>
        <source>no picture from the camera</source>
        <translation>摄像头没有画面</translation>
    </message>
    <message>
        <source>no preview window can be shown: {0}</source>
        <translation>无法显示预览窗口：{0}</translation>
    </message>
    <message>
        <source>none at {0}: the defaults are used</source>
        <translation>{0} 不存在：使用默认值</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>none yet at {0}</source>
        <translation>{0} 处还没有日志</translation>
    </message>
    <message>
        <source>not installed, and not needed without an NVIDIA graphics card</source>
        <translation>未安装；没有 NVIDIA 显卡时不需要</translation>
    </message>
    <message>
        <source>not installed, but the settings ask for it</source>
        <translation>未安装，但设置中要求使用它</translation>
    </message>
    <message>
        <source>not installed, so {0} isn&apos;t used</source>
        <translation>未安装，因此未使用 {0}</translation>
    </message>
    <message>
        <source>offers GazeFix Camera to browsers and other programs that ask the desktop for cameras</source>
        <translation>向浏览器和其他向桌面请求摄像头的程序提供 GazeFix Camera</translation>
    </message>
    <message>
        <source>only Linux has it</source>
        <translation>只有 Linux 才有</translation>
    </message>
    <message>
        <source>open eyes were seen in only {0} frames of the look</source>
        <translation>测量中只有 {0} 帧看到睁开的眼睛</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; cannot be read: {1}</source>
        <translation>无法读取配置文件“{0}”：{1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds impossible numbers</source>
        <translation>配置文件“{0}”包含不可能的数值</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds {1} = {2}</source>
        <translation>配置文件“{0}”包含 {1} = {2}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: its slopes</source>
        <translation>配置文件“{0}”不完整：缺少斜率</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: {1}</source>
        <translation>配置文件“{0}”不完整：{1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is of another version</source>
        <translation>配置文件“{0}”来自其他版本</translation>
    </message>
    <message>
        <source>put light on your face, and try again</source>
        <translation>请让光线照在脸上，然后重试</translation>
    </message>
    <message>
        <source>pyvirtualcam cannot be loaded: {0}</source>
        <translation>无法加载 pyvirtualcam：{0}</translation>
    </message>
    <message>
        <source>pyvirtualcam is not installed</source>
        <translation>未安装 pyvirtualcam</translation>
    </message>
    <message>
        <source>record your eyes again</source>
        <translation>请重新录制您的眼睛</translation>
    </message>
    <message>
        <source>see the display above; GazeFix works without a tray</source>
        <translation>请看上面的“显示”；GazeFix 没有托盘也能工作</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face</source>
        <translation>请面向摄像头坐好，让光线照在脸上</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face, keep your eyes open, and try again</source>
        <translation>请面向摄像头坐好，让光线照在脸上，睁开眼睛，然后重试</translation>
    </message>
    <message>
        <source>start again</source>
        <translation>请重新开始</translation>
    </message>
    <message>
        <source>sudo usermod -aG video $USER, then log out and in</source>
        <translation>sudo usermod -aG video $USER，然后注销并重新登录</translation>
    </message>
    <message>
        <source>take both looks with the same camera and resolution</source>
        <translation>请用同一个摄像头和分辨率进行两次测量</translation>
    </message>
    <message>
        <source>the camera changed from {0} ({1}x{2}) to {3} ({4}x{5})</source>
        <translation>摄像头从 {0} ({1}x{2}) 变为 {3} ({4}x{5})</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t built for the running kernel</source>
        <translation>尚未为当前内核编译摄像头驱动 v4l2loopback</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed</source>
        <translation>未安装摄像头驱动 v4l2loopback</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed; {0} installs it</source>
        <translation>未安装摄像头驱动 v4l2loopback；将由 {0} 安装</translation>
    </message>
    <message>
        <source>the camera&apos;s picture changed its size</source>
        <translation>摄像头的画面尺寸发生了变化</translation>
    </message>
    <message>
        <source>the card&apos;s width gives an impossible screen</source>
        <translation>按卡片宽度算出的屏幕尺寸不可能</translation>
    </message>
    <message>
        <source>the correction failed: {0}</source>
        <translation>校正失败：{0}</translation>
    </message>
    <message>
        <source>the correction is not responding</source>
        <translation>校正没有响应</translation>
    </message>
    <message>
        <source>the eyes could not be read well</source>
        <translation>无法清楚地读取眼睛</translation>
    </message>
    <message>
        <source>too few pictures of your face were taken while the dot rested</source>
        <translation>在圆点停留时拍到的面部图像太少</translation>
    </message>
    <message>
        <source>sit facing the camera, close other programs, and try again</source>
        <translation>请面向摄像头坐好，关闭其他程序，然后重试</translation>
    </message>
    <message>
        <source>the eyes rested on only {0} of {1} dots</source>
        <translation>眼睛只停留在 {1} 个点中的 {0} 个</translation>
    </message>
    <message>
        <source>the eyes seem to turn {0} times as far as the dot</source>
        <translation>眼睛转动的幅度似乎是圆点的 {0} 倍</translation>
    </message>
    <message>
        <source>the eyes seem {0} cm away</source>
        <translation>眼睛似乎在 {0} 厘米外</translation>
    </message>
    <message>
        <source>the eyes wandered by {0} degrees</source>
        <translation>眼睛移动了 {0} 度</translation>
    </message>
    <message>
        <source>the eyes were elsewhere at {0} of {1} dots</source>
        <translation>{1} 个点中有 {0} 个没有看</translation>
    </message>
    <message>
        <source>the gaze could only be read to {0} degrees</source>
        <translation>读取视线的误差达 {0} 度</translation>
    </message>
    <message>
        <source>the head was turned by {0} degrees</source>
        <translation>头部转动了 {0} 度</translation>
    </message>
    <message>
        <source>the localizer &apos;{0}&apos; finds a face in an empty picture</source>
        <translation>人脸检测“{0}”在空白画面中找到了人脸</translation>
    </message>
    <message>
        <source>the look into the lens was measured {0} degrees beside it</source>
        <translation>注视镜头时测得的视线偏离了 {0} 度</translation>
    </message>
    <message>
        <source>the picture is too dark</source>
        <translation>画面太暗</translation>
    </message>
    <message>
        <source>the profiles are: {0}</source>
        <translation>配置文件有：{0}</translation>
    </message>
    <message>
        <source>the recordings are: {0}</source>
        <translation>录制有：{0}</translation>
    </message>
    <message>
        <source>the virtual camera cannot be opened: {0}</source>
        <translation>无法打开虚拟摄像头：{0}</translation>
    </message>
    <message>
        <source>the virtual camera {0} failed: {1}</source>
        <translation>虚拟摄像头 {0} 出现故障：{1}</translation>
    </message>
    <message>
        <source>there is a profile &apos;{0}&apos; already</source>
        <translation>已有配置文件“{0}”</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos;</source>
        <translation>没有名为“{0}”的摄像头</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; to send to</source>
        <translation>没有可供发送的名为“{0}”的摄像头</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; yet</source>
        <translation>还没有名为“{0}”的摄像头</translation>
    </message>
    <message>
        <source>there is no camera {0}</source>
        <translation>没有摄像头 {0}</translation>
    </message>
    <message>
        <source>there is no camera, clip or address &apos;{0}&apos;</source>
        <translation>没有名为“{0}”的摄像头、片段或地址</translation>
    </message>
    <message>
        <source>there is no display</source>
        <translation>没有显示器</translation>
    </message>
    <message>
        <source>there is no profile &apos;{0}&apos;</source>
        <translation>没有配置文件“{0}”</translation>
    </message>
    <message>
        <source>there is no recording &apos;{0}&apos;</source>
        <translation>没有录制“{0}”</translation>
    </message>
    <message>
        <source>this desktop has no tray</source>
        <translation>此桌面没有系统托盘</translation>
    </message>
    <message>
        <source>this removes the virtual camera &apos;{0}&apos;, which no program uses</source>
        <translation>这会移除没有程序使用的虚拟摄像头“{0}”</translation>
    </message>
    <message>
        <source>too few dots were looked at</source>
        <translation>注视的点太少</translation>
    </message>
    <message>
        <source>try again, or run it as root</source>
        <translation>请重试，或以 root 身份运行</translation>
    </message>
    <message>
        <source>unknown: the desktop does not answer</source>
        <translation>未知：桌面没有响应</translation>
    </message>
    <message>
        <source>unknown: this bundled program cannot ask</source>
        <translation>未知：此打包程序无法查询</translation>
    </message>
    <message>
        <source>use more light, avoid reflections on glasses, or come nearer</source>
        <translation>请增加光线，避免眼镜反光，或靠近一些</translation>
    </message>
    <message>
        <source>use more light, sit still, follow the dot, and try again</source>
        <translation>请增加光线，坐稳，跟随圆点，然后重试</translation>
    </message>
    <message>
        <source>v4l2loopback has other cameras: it stays loaded until a restart</source>
        <translation>v4l2loopback 还有其他摄像头：在重新启动前保持加载</translation>
    </message>
    <message>
        <source>v4l2loopback is loaded for other cameras, and in use: close the programs that use them and try again, or restart the computer</source>
        <translation>v4l2loopback 已为其他摄像头加载且正在使用：请关闭使用它们的程序后重试，或重新启动电脑</translation>
    </message>
    <message>
        <source>your distribution&apos;s package of v4l2loopback, mostly v4l2loopback-dkms</source>
        <translation>您的发行版的 v4l2loopback 软件包，通常为 v4l2loopback-dkms</translation>
    </message>
    <message>
        <source>{0} cameras have &apos;{1}&apos; in their names</source>
        <translation>有 {0} 个摄像头的名称中含有“{1}”</translation>
    </message>
    <message>
        <source>{0} cannot be opened</source>
        <translation>无法打开 {0}</translation>
    </message>
    <message>
        <source>{0} cannot be run: {1}</source>
        <translation>无法运行 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be started: {1}</source>
        <translation>无法启动 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} gave something that is not a picture</source>
        <translation>{0} 给出的不是画面</translation>
    </message>
    <message>
        <source>{0} gives no frames</source>
        <translation>{0} 没有画面</translation>
    </message>
    <message>
        <source>{0} gives no pictures that GazeFix can read</source>
        <translation>GazeFix 无法读取 {0} 给出的画面</translation>
    </message>
    <message>
        <source>{0} has ended</source>
        <translation>{0} 已结束</translation>
    </message>
    <message>
        <source>{0} is a picture, not a clip</source>
        <translation>{0} 是照片，不是片段</translation>
    </message>
    <message>
        <source>{0} is a recording of another version</source>
        <translation>{0} 是其他版本的录制</translation>
    </message>
    <message>
        <source>{0} is not a camera</source>
        <translation>{0} 不是摄像头</translation>
    </message>
    <message>
        <source>{0} is not installed</source>
        <translation>未安装 {0}</translation>
    </message>
    <message>
        <source>{0} is stuck</source>
        <translation>{0} 没有响应</translation>
    </message>
    <message>
        <source>{0} names the camera already, so it stays as it is</source>
        <translation>{0} 已包含此摄像头，因此保持不变</translation>
    </message>
    <message>
        <source>{0} names the camera, too; it is not GazeFix&apos;s file, so it stays</source>
        <translation>{0} 也包含此摄像头；它不是 GazeFix 的文件，因此保留</translation>
    </message>
    <message>
        <source>{0} sets v4l2loopback up for other cameras</source>
        <translation>{0} 已将 v4l2loopback 用于其他摄像头</translation>
    </message>
    <message>
        <source>{0} was not installed: {1}</source>
        <translation>未能安装 {0}：{1}</translation>
    </message>
    <message>
        <source>{0}, {1} CPU threads</source>
        <translation>{0}，{1} 个 CPU 线程</translation>
    </message>
    <message>
        <source>{0}; CPU only</source>
        <translation>{0}；仅 CPU</translation>
    </message>
    <message>
        <source>{0}; CUDA {1} on {2}</source>
        <translation>{0}；CUDA {1}，{2}</translation>
    </message>
    <message>
        <source>{0}; PyTorch runs the networks instead, in three times the time</source>
        <translation>{0}；改由 PyTorch 运行网络，耗时为三倍</translation>
    </message>
    <message>
        <source>{0}; browsers get it through PipeWire, Zoom and others need it</source>
        <translation>{0}；浏览器可通过 PipeWire 获得它，Zoom 等程序需要它</translation>
    </message>
    <message>
        <source>{0}; not needed here</source>
        <translation>{0}；此处不需要</translation>
    </message>
    <message>
        <source>{0}; {1} computes wrongly</source>
        <translation>{0}；{1} 计算有误</translation>
    </message>
    <message>
        <source>this desktop gives programs no shortcuts</source>
        <translation>此桌面不允许程序使用快捷键</translation>
    </message>
    <message>
        <source>in the desktop&apos;s settings, make a shortcut that runs the command gazefix ctl toggle</source>
        <translation>请在桌面设置中新建一个运行命令 gazefix ctl toggle 的快捷键</translation>
    </message>
    <message>
        <source>{0} can&apos;t be a shortcut</source>
        <translation>{0} 不能用作快捷键</translation>
    </message>
    <message>
        <source>choose Ctrl, Alt, Shift or Meta with a letter, a digit or F1 to F12</source>
        <translation>请将 Ctrl、Alt、Shift 或 Meta 与字母、数字或 F1 至 F12 组合</translation>
    </message>
    <message>
        <source>another program has the shortcut {0}</source>
        <translation>快捷键 {0} 已被其他程序占用</translation>
    </message>
    <message>
        <source>choose other keys</source>
        <translation>请选择其他按键</translation>
    </message>
    <message>
        <source>the desktop refused the shortcut</source>
        <translation>桌面拒绝了该快捷键</translation>
    </message>
    <message>
        <source>this desktop has no program that asks for the password</source>
        <translation>此桌面没有用于询问密码的程序</translation>
    </message>
    <message>
        <source>run gazefix setup-camera in a terminal</source>
        <translation>请在终端中运行 gazefix setup-camera</translation>
    </message>
    <message>
        <source>{0} is not a web address</source>
        <translation>{0} 不是网址</translation>
    </message>
    <message>
        <source>give an address like https://api.github.com/repos/OWNER/NAME/releases/latest, or none</source>
        <translation>请填写类似 https://api.github.com/repos/OWNER/NAME/releases/latest 的网址，或留空</translation>
    </message>
    <message>
        <source>{0} tells no release: {1}</source>
        <translation>{0} 没有告知版本：{1}</translation>
    </message>
</context>
</TS>
