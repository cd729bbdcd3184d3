<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>GazeFix</name>
    <message>
        <source>Correct my gaze</source>
        <translation>視線を補正</translation>
    </message>
    <message>
        <source>Turns the live correction on and off.</source>
        <translation>リアルタイム補正のオンとオフを切り替えます。</translation>
    </message>
    <message>
        <source>Vertical angle</source>
        <translation>垂直の角度</translation>
    </message>
    <message>
        <source>Turns your eyes up (+) or down (-), on top of the mode.</source>
        <translation>モードに加えて、目を上 (+) または下 (-) に動かします。</translation>
    </message>
    <message>
        <source>Horizontal angle</source>
        <translation>水平の角度</translation>
    </message>
    <message>
        <source>Turns your eyes to your left (+) or right (-), on top of the mode.</source>
        <translation>モードに加えて、目をあなたから見て左 (+) または右 (-) に動かします。</translation>
    </message>
    <message>
        <source>Aim above or below the lens</source>
        <translation>レンズの上または下を狙う</translation>
    </message>
    <message>
        <source>Where your eyes are brought to. A little below the lens looks best to others.</source>
        <translation>視線を向ける位置です。レンズより少し下が最も自然に見えます。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>強さ</translation>
    </message>
    <message>
        <source>How strong the correction is.</source>
        <translation>補正の強さです。</translation>
    </message>
    <message>
        <source>Maximum faces</source>
        <translation>顔の数（最大）</translation>
    </message>
    <message>
        <source>Corrects at most this many faces, the largest first.</source>
        <translation>大きい顔から順に、最大でこの数の顔を補正します。</translation>
    </message>
    <message>
        <source>Glance away now and then</source>
        <translation>ときどき目をそらす</translation>
    </message>
    <message>
        <source>Looks beside the lens for a moment, as people do. Not in fixed-angle mode.</source>
        <translation>自然に見えるよう、一瞬レンズの横を見ます。固定角度モードでは使われません。</translation>
    </message>
    <message>
        <source>Angle (up to)</source>
        <translation>角度（最大）</translation>
    </message>
    <message>
        <source>Largest angle of a glance, away from the lens.</source>
        <translation>レンズから目をそらす最大の角度です。</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>間隔</translation>
    </message>
    <message>
        <source>Shortest time between glances.</source>
        <translation>目をそらすまでの最短時間です。</translation>
    </message>
    <message>
        <source>Random extra delay</source>
        <translation>ランダムな追加時間</translation>
    </message>
    <message>
        <source>A random time up to this is added to the interval.</source>
        <translation>間隔に、この値までのランダムな時間を加えます。</translation>
    </message>
    <message>
        <source>Eyes up or down: fade from</source>
        <translation>目の上下：弱め始め</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look up or down by more than this.</source>
        <translation>目がこれより上または下を向くと、補正が弱くなり始めます。</translation>
    </message>
    <message>
        <source>Eyes up or down: stop at</source>
        <translation>目の上下：停止</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look up or down by more than this.</source>
        <translation>目がこれより上または下を向くと、補正が停止します。</translation>
    </message>
    <message>
        <source>Eyes to the side: fade from</source>
        <translation>目の左右：弱め始め</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look to the side by more than this.</source>
        <translation>目がこれより横を向くと、補正が弱くなり始めます。</translation>
    </message>
    <message>
        <source>Eyes to the side: stop at</source>
        <translation>目の左右：停止</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look to the side by more than this.</source>
        <translation>目がこれより横を向くと、補正が停止します。</translation>
    </message>
    <message>
        <source>Head up or down: fade from</source>
        <translation>頭の上下：弱め始め</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned up or down by more than this.</source>
        <translation>頭がこれより上または下を向くと、補正が弱くなり始めます。</translation>
    </message>
    <message>
        <source>Head up or down: stop at</source>
        <translation>頭の上下：停止</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned up or down by more than this.</source>
        <translation>頭がこれより上または下を向くと、補正が停止します。</translation>
    </message>
    <message>
        <source>Head to the side: fade from</source>
        <translation>頭の左右：弱め始め</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned to the side by more than this.</source>
        <translation>頭がこれより横を向くと、補正が弱くなり始めます。</translation>
    </message>
    <message>
        <source>Head to the side: stop at</source>
        <translation>頭の左右：停止</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned to the side by more than this.</source>
        <translation>頭がこれより横を向くと、補正が停止します。</translation>
    </message>
    <message>
        <source>Turn the camera off when no program is using it</source>
        <translation>使われていないときはカメラをオフにする</translation>
    </message>
    <message>
        <source>The camera turns off when no program is using GazeFix Camera and the window is closed.</source>
        <translation>GazeFix Camera を使うプログラムがなく、ウィンドウも閉じているとき、カメラがオフになります。</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>実行先</translation>
    </message>
    <message>
        <source>Where the networks run: the CPU or an NVIDIA graphics card.</source>
        <translation>ニューラルネットワークを実行する場所：CPU または NVIDIA グラフィックカード。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Language of the windows. Changes apply when GazeFix starts again.</source>
        <translation>ウィンドウの言語です。変更は GazeFix の次回起動時に反映されます。</translation>
    </message>
    <message>
        <source>Eye contact</source>
        <translation>アイコンタクト</translation>
    </message>
    <message>
        <source>Makes you appear to look into the camera while you look at the screen.</source>
        <translation>画面を見ていても、カメラを見ているように見せます。</translation>
    </message>
    <message>
        <source>You appear to look into the camera.</source>
        <translation>カメラを見ているように見えています。</translation>
    </message>
    <message>
        <source>Teleprompter</source>
        <translation>プロンプター</translation>
    </message>
    <message>
        <source>For reading a script: allows wider eye movements.</source>
        <translation>原稿を読むとき用：より大きな目の動きを許します。</translation>
    </message>
    <message>
        <source>You appear to look into the camera while you read.</source>
        <translation>読みながらカメラを見ているように見えています。</translation>
    </message>
    <message>
        <source>Fixed angle</source>
        <translation>固定角度</translation>
    </message>
    <message>
        <source>Turns your eyes by the angles below, whichever way you look.</source>
        <translation>どこを見ていても、下の角度だけ目を動かします。</translation>
    </message>
    <message>
        <source>Your eyes are turned by a fixed angle.</source>
        <translation>目を一定の角度だけ動かしています。</translation>
    </message>
    <message>
        <source>0°</source>
        <translation>0°</translation>
    </message>
    <message>
        <source>{0}° up</source>
        <translation>上へ {0}°</translation>
    </message>
    <message>
        <source>{0}° down</source>
        <translation>下へ {0}°</translation>
    </message>
    <message>
        <source>{0}° to your left</source>
        <translation>あなたの左へ {0}°</translation>
    </message>
    <message>
        <source>{0}° to your right</source>
        <translation>あなたの右へ {0}°</translation>
    </message>
    <message>
        <source>&amp;Correct my gaze</source>
        <translation>視線を補正(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Pause (camera off)</source>
        <translation>一時停止（カメラオフ）(&amp;P)</translation>
    </message>
    <message>
        <source>Show p&amp;review</source>
        <translation>プレビューを表示(&amp;R)</translation>
    </message>
    <message>
        <source>Cali&amp;brate…</source>
        <translation>調整(&amp;B)…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>設定(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>診断(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Getting started…</source>
        <translation>はじめに(&amp;G)…</translation>
    </message>
    <message>
        <source>GazeFix &amp;manual…</source>
        <translation>GazeFix マニュアル(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;About GazeFix…</source>
        <translation>GazeFix について(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>Up by 1°</source>
        <translation>上へ 1°</translation>
    </message>
    <message>
        <source>Down by 1°</source>
        <translation>下へ 1°</translation>
    </message>
    <message>
        <source>To your left by 1°</source>
        <translation>あなたの左へ 1°</translation>
    </message>
    <message>
        <source>To your right by 1°</source>
        <translation>あなたの右へ 1°</translation>
    </message>
    <message>
        <source>&amp;Mode: {0}</source>
        <translation>モード(&amp;M)：{0}</translation>
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
        <translation>強さ(&amp;S)：{0}</translation>
    </message>
    <message>
        <source>C&amp;amera</source>
        <translation>カメラ(&amp;A)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>&amp;Adjust…</source>
        <translation>細かく調節(&amp;A)…</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t read your settings and is using the defaults.</source>
        <translation>設定を読み込めなかったため、既定値を使用しています。</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t use some of your settings. It keeps the others.</source>
        <translation>一部の設定を使用できませんでした。ほかの設定は保持されます。</translation>
    </message>
    <message>
        <source>{0}

Your file will be kept as {1}.</source>
        <translation>{0}

ファイルは {1} として保存されます。</translation>
    </message>
    <message>
        <source>Quit GazeFix?</source>
        <translation>GazeFix を終了しますか？</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running in your call.</source>
        <translation>このデスクトップにはシステムトレイがありません。通話中に GazeFix Camera を使い続けるには、ウィンドウを最小化してください。</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>最小化(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Use the defaults</source>
        <translation>既定値を使用(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Keep the rest</source>
        <translation>残りを保持(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Open the file</source>
        <translation>ファイルを開く(&amp;O)</translation>
    </message>
    <message>
        <source>GazeFix is still running</source>
        <translation>GazeFix は実行中です</translation>
    </message>
    <message>
        <source>Click its tray icon to reopen this window; right-click it to quit.</source>
        <translation>トレイアイコンをクリックするとこのウィンドウが開きます。右クリックで終了できます。</translation>
    </message>
    <message>
        <source>GazeFix keeps using the previous device.</source>
        <translation>代わりに以前のデバイスを使用します。</translation>
    </message>
    <message>
        <source>Your settings can&apos;t be saved: {0}.</source>
        <translation>設定を保存できません：{0}。</translation>
    </message>
    <message>
        <source>About GazeFix</source>
        <translation>GazeFix について</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>Press Start and keep looking until the bar is full.</source>
        <translation>「開始」を押し、バーがいっぱいになるまで見続けてください。</translation>
    </message>
    <message>
        <source>Quality: fair. Trying again may improve it.</source>
        <translation>品質：普通。もう一度試すと良くなるかもしれません。</translation>
    </message>
    <message>
        <source>When you look into the lens, {0} and {1} now count as 0°.</source>
        <translation>レンズを見ているときの {0}・{1} を 0° とみなします。</translation>
    </message>
    <message>
        <source>Your call window lies {0} and {1} from the lens.</source>
        <translation>通話ウィンドウはレンズから {0}、{1} の位置にあります。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進行状況</translation>
    </message>
    <message>
        <source>Look at the spot on the screen where you usually see the other person.</source>
        <translation>画面上で、いつも相手が見える場所を見てください。</translation>
    </message>
    <message>
        <source>Sit as you would in a call. Look straight into the lens, not at your picture, while you move your head slowly in a small circle.</source>
        <translation>通話のときと同じように座り、自分の映像ではなくレンズをまっすぐ見ながら、頭をゆっくり小さく円を描くように動かしてください。</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>開始(&amp;S)</translation>
    </message>
    <message>
        <source>Start the look</source>
        <translation>測定を開始</translation>
    </message>
    <message>
        <source>Look at your call window… {0}</source>
        <translation>通話ウィンドウを見てください… {0}</translation>
    </message>
    <message>
        <source>Look at the lens… {0}</source>
        <translation>レンズを見てください… {0}</translation>
    </message>
    <message>
        <source>Keep looking…</source>
        <translation>そのまま見続けてください…</translation>
    </message>
    <message>
        <source>Keep looking into the lens, and move your head in a small circle…</source>
        <translation>レンズを見たまま、頭で小さな円を描いてください…</translation>
    </message>
    <message>
        <source>Calibration complete</source>
        <translation>調整が完了しました</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>やり直す(&amp;S)</translation>
    </message>
    <message>
        <source>That didn&apos;t work</source>
        <translation>うまくいきませんでした</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>再試行(&amp;T)</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>調整</translation>
    </message>
    <message>
        <source>Second look: your call window</source>
        <translation>2 回目：通話ウィンドウを見る</translation>
    </message>
    <message>
        <source>First look: the camera lens</source>
        <translation>1 回目：カメラのレンズを見る</translation>
    </message>
    <message>
        <source>Used from now on with this camera and resolution.</source>
        <translation>今後、このカメラと解像度で使われます。</translation>
    </message>
    <message>
        <source>Quality: good.</source>
        <translation>品質：良好。</translation>
    </message>
    <message>
        <source>Esc: cancel</source>
        <translation>Esc：キャンセル</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>診断</translation>
    </message>
    <message>
        <source>Checking this computer…</source>
        <translation>このコンピューターを確認しています…</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>処理中</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>ログのフォルダーを開く(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>レポートをコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>もう一度確認(&amp;A)</translation>
    </message>
    <message>
        <source>Safe to share: no images, names or file paths.</source>
        <translation>安心して共有できます：画像、名前、ファイルのパスは含まれません。</translation>
    </message>
    <message>
        <source>Report copied. Paste it where you ask for help.</source>
        <translation>レポートをコピーしました。質問する場所に貼り付けてください。</translation>
    </message>
    <message>
        <source>{0} of {1} checks need attention.</source>
        <translation>{1} 項目のうち {0} 項目に対処が必要です。</translation>
    </message>
    <message>
        <source>Everything looks good.</source>
        <translation>すべて正常です。</translation>
    </message>
    <message>
        <source>Set &amp;up GazeFix Camera…</source>
        <translation>GazeFix Camera を設定(&amp;U)…</translation>
    </message>
    <message>
        <source>Choose a ca&amp;mera</source>
        <translation>カメラを選択(&amp;M)</translation>
    </message>
    <message>
        <source>Open the &amp;file</source>
        <translation>ファイルを開く(&amp;F)</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>対処が必要</translation>
    </message>
    <message>
        <source>The checks couldn&apos;t run: {0}</source>
        <translation>確認を実行できませんでした：{0}</translation>
    </message>
    <message>
        <source>GazeFix stays in the tray. Its menu turns the correction on and off, changes the angle and pauses the camera.</source>
        <translation>GazeFix はシステムトレイに残ります。メニューから補正のオンとオフ、角度の変更、カメラの一時停止ができます。</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running.</source>
        <translation>このデスクトップにはシステムトレイがありません。GazeFix Camera を使い続けるには、ウィンドウを最小化してください。</translation>
    </message>
    <message>
        <source>Welcome to GazeFix</source>
        <translation>GazeFix へようこそ</translation>
    </message>
    <message>
        <source>Step 1 of 3: your camera</source>
        <translation>ステップ 1/3：カメラ</translation>
    </message>
    <message>
        <source>Step 2 of 3: your camera for calls</source>
        <translation>ステップ 2/3：通話用カメラ</translation>
    </message>
    <message>
        <source>Step 3 of 3: calibration</source>
        <translation>ステップ 3/3：調整</translation>
    </message>
    <message>
        <source>Choose the camera in front of you. You should see yourself.</source>
        <translation>正面のカメラを選んでください。自分の姿が映ります。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>GazeFix appears as a camera of its own. Choose “GazeFix Camera” in Zoom, Teams or your browser.</source>
        <translation>GazeFix は 1 台のカメラとして表示されます。Zoom、Teams、ブラウザーで「GazeFix Camera」を選んでください。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation>あと少しです</translation>
    </message>
    <message>
        <source>You&apos;re all set</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>You can also do this later, under “Camera and output”.</source>
        <translation>あとから「カメラと出力」で行うこともできます。</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>完了(&amp;F)</translation>
    </message>
    <message>
        <source>Choose “{0}” in your call&apos;s video settings.</source>
        <translation>通話のビデオ設定で「{0}」を選んでください。</translation>
    </message>
    <message>
        <source>There is no picture from the camera yet. Go back to choose one.</source>
        <translation>カメラの映像がまだありません。戻ってカメラを選んでください。</translation>
    </message>
    <message>
        <source>Other programs need GazeFix Camera. Go back to set it up.</source>
        <translation>ほかのプログラムには GazeFix Camera が必要です。戻って設定してください。</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>スキップ(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>次へ(&amp;N)</translation>
    </message>
    <message>
        <source>GazeFix manual</source>
        <translation>GazeFix マニュアル</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>トピック</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>マニュアル</translation>
    </message>
    <message>
        <source>Run this in a terminal. It shows the commands and asks before it runs them.</source>
        <translation>ターミナルで実行してください。コマンドを表示し、確認してから実行します。</translation>
    </message>
    <message>
        <source>GazeFix sends to cameras with pyvirtualcam, which isn&apos;t installed yet.</source>
        <translation>GazeFix はカメラへの出力に pyvirtualcam を使いますが、まだインストールされていません。</translation>
    </message>
    <message>
        <source>It is free software under the GPL, and comes from the Python Package Index.</source>
        <translation>GPL のフリーソフトウェアで、Python Package Index から取得します。</translation>
    </message>
    <message>
        <source>Choose “GazeFix Camera” in your call&apos;s video settings. Restart a program that doesn&apos;t list it yet.</source>
        <translation>通話のビデオ設定で「GazeFix Camera」を選んでください。一覧にまだないときは、そのプログラムを再起動してください。</translation>
    </message>
    <message>
        <source>You will be asked for your password.</source>
        <translation>パスワードの入力を求められます。</translation>
    </message>
    <message>
        <source>Browsers and other programs that use PipeWire can use GazeFix Camera without this.</source>
        <translation>PipeWire を使うブラウザーやほかのプログラムでは、このままで GazeFix Camera を使えます。</translation>
    </message>
    <message>
        <source>Ready in browsers and other programs that support PipeWire. For Zoom and the rest, install the camera driver.</source>
        <translation>PipeWire に対応したブラウザーなどで使えます。Zoom などで使うには、カメラドライバーをインストールしてください。</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet: GazeFix Camera isn&apos;t set up.</source>
        <translation>ほかのプログラムではまだ GazeFix を使えません：GazeFix Camera が設定されていません。</translation>
    </message>
    <message>
        <source>No output is chosen in the settings.</source>
        <translation>設定で出力が選ばれていません。</translation>
    </message>
    <message>
        <source>Opening the output…</source>
        <translation>出力を開いています…</translation>
    </message>
    <message>
        <source>Sent to {0}.</source>
        <translation>{0} に送信しています。</translation>
    </message>
    <message>
        <source>preview only</source>
        <translation>プレビューのみ</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>出力なし</translation>
    </message>
    <message>
        <source>GazeFix can&apos;t do this for you. The steps are:</source>
        <translation>GazeFix では自動で設定できません。手順：</translation>
    </message>
    <message>
        <source>Set up GazeFix Camera</source>
        <translation>GazeFix Camera を設定</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Show the comman&amp;ds</source>
        <translation>コマンドを表示(&amp;D)</translation>
    </message>
    <message>
        <source>It is listed as “{0}”.</source>
        <translation>「{0}」と表示されます。</translation>
    </message>
    <message>
        <source>&amp;Camera:</source>
        <translation>カメラ(&amp;C)：</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use by {0}</source>
        <translation>{0} が GazeFix Camera を使用しています</translation>
    </message>
    <message>
        <source>Your gaze: {0}, {1}</source>
        <translation>あなたの視線：{0}、{1}</translation>
    </message>
    <message>
        <source>Hol&amp;d to see before</source>
        <translation>押している間、補正前を表示(&amp;D)</translation>
    </message>
    <message>
        <source>Setting up GazeFix Camera…</source>
        <translation>GazeFix Camera を設定しています…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>コピーしました。</translation>
    </message>
    <message>
        <source>&amp;Set it up</source>
        <translation>設定する(&amp;S)</translation>
    </message>
    <message>
        <source>Use &amp;PipeWire</source>
        <translation>PipeWire を使用(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready.</source>
        <translation>GazeFix Camera の準備ができました。</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready in browsers and other PipeWire programs.</source>
        <translation>ブラウザーなど PipeWire 対応のプログラムで GazeFix Camera を使えます。</translation>
    </message>
    <message>
        <source>Ready. Choose “{0}” in your call&apos;s video settings.</source>
        <translation>準備できました。通話のビデオ設定で「{0}」を選んでください。</translation>
    </message>
    <message>
        <source>That didn&apos;t work: {0}</source>
        <translation>うまくいきませんでした：{0}</translation>
    </message>
    <message>
        <source>Saved calibrations</source>
        <translation>保存した調整</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>使用(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>名前を変更(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>削除(&amp;D)</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Demo portrait</source>
        <translation>デモの肖像</translation>
    </message>
    <message>
        <source>Everyone&apos;s eyes differ by a few degrees. Two looks save only a few numbers. The thorough way also saves pictures of your eyes on this computer. Only you can read them.</source>
        <translation>目には人それぞれ数度の個人差があります。2 回見る調整で保存されるのは数個の数値だけです。詳しい調整では、目の画像もこのコンピューターに保存されます。読めるのはあなただけです。</translation>
    </message>
    <message>
        <source>&amp;Thorough…</source>
        <translation>詳しく調整(&amp;H)…</translation>
    </message>
    <message>
        <source>Follow a dot for 90 seconds, for a much better result.</source>
        <translation>90 秒間点を追うと、はるかに良い結果になります。</translation>
    </message>
    <message>
        <source>Space: pause   R: repeat   Esc: cancel</source>
        <translation>スペース：一時停止   R：やり直し   Esc：キャンセル</translation>
    </message>
    <message>
        <source>Thorough calibration</source>
        <translation>詳しい調整</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>起動中…</translation>
    </message>
    <message>
        <source>Paused. Press Space to go on, or R to repeat the last dot.</source>
        <translation>一時停止中です。スペースキーで再開、R キーで直前の点をやり直します。</translation>
    </message>
    <message>
        <source>Your face can&apos;t be seen.</source>
        <translation>顔が見えません。</translation>
    </message>
    <message>
        <source>Follow the dot with your eyes. Keep your head still.</source>
        <translation>点を目で追ってください。頭は動かさないでください。</translation>
    </message>
    <message>
        <source>Turn your head a little to the left, and follow the dot.</source>
        <translation>頭を少し左に向けて、点を追ってください。</translation>
    </message>
    <message>
        <source>Turn your head a little to the right, and follow the dot.</source>
        <translation>頭を少し右に向けて、点を追ってください。</translation>
    </message>
    <message>
        <source>Raise your head a little, and follow the dot.</source>
        <translation>頭を少し上げて、点を追ってください。</translation>
    </message>
    <message>
        <source>Lower your head a little, and follow the dot.</source>
        <translation>頭を少し下げて、点を追ってください。</translation>
    </message>
    <message>
        <source>The camera&apos;s pictures ended</source>
        <translation>カメラの映像が途切れました</translation>
    </message>
    <message>
        <source>Your gaze is now measured to about {0} degrees ({1} before).</source>
        <translation>視線の測定誤差が約 {0} 度になりました（以前は {1}）。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>Trying again may improve it.</source>
        <translation>もう一度試すと良くなるかもしれません。</translation>
    </message>
    <message>
        <source>Measuring… {0} %</source>
        <translation>測定中… {0}%</translation>
    </message>
    <message>
        <source>Your eyes seem to turn {0} times as far as usual. Check the screen&apos;s size with a card, and try again.</source>
        <translation>目の動きが通常の {0} 倍あるようです。カードで画面の大きさを確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Recordings of your eyes</source>
        <translation>目の記録</translation>
    </message>
    <message>
        <source>De&amp;lete recording</source>
        <translation>記録を削除(&amp;L)</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>about {0} degrees</source>
        <translation>約 {0} 度</translation>
    </message>
    <message>
        <source>Can&apos;t be used: {0}</source>
        <translation>使用できません：{0}</translation>
    </message>
    <message>
        <source>Aim abo&amp;ve or below the lens</source>
        <translation>レンズの上または下を狙う(&amp;V)</translation>
    </message>
    <message>
        <source>Gla&amp;nce away now and then</source>
        <translation>ときどき目をそらす(&amp;N)</translation>
    </message>
    <message>
        <source>Angle (u&amp;p to)</source>
        <translation>角度（最大）(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>間隔(&amp;I)</translation>
    </message>
    <message>
        <source>Random &amp;extra delay</source>
        <translation>ランダムな追加時間(&amp;E)</translation>
    </message>
    <message>
        <source>Full correction up to the first angle, none beyond the second.</source>
        <translation>1 つ目の角度までは完全に補正し、2 つ目を超えると補正しません。</translation>
    </message>
    <message>
        <source>R&amp;un on</source>
        <translation>実行先(&amp;U)</translation>
    </message>
    <message>
        <source>Maximum &amp;faces</source>
        <translation>顔の数（最大）(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset to defaults…</source>
        <translation>既定値に戻す(&amp;R)…</translation>
    </message>
    <message>
        <source>Glances</source>
        <translation>目をそらす</translation>
    </message>
    <message>
        <source>When to stop</source>
        <translation>停止の条件</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>パフォーマンス</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>既定値に戻す</translation>
    </message>
    <message>
        <source>Reset everything under Correction and Advanced to its default?</source>
        <translation>「補正」と「詳細」のすべての設定を既定値に戻しますか？</translation>
    </message>
    <message>
        <source>Your camera, output and calibration are kept.</source>
        <translation>カメラ、出力、調整は保持されます。</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>戻す(&amp;R)</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>NVIDIA グラフィックカード</translation>
    </message>
    <message>
        <source>{0}:</source>
        <translation>{0}：</translation>
    </message>
    <message>
        <source>&amp;Vertical angle</source>
        <translation>垂直の角度(&amp;V)</translation>
    </message>
    <message>
        <source>Hori&amp;zontal angle</source>
        <translation>水平の角度(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Strength</source>
        <translation>強さ(&amp;S)</translation>
    </message>
    <message>
        <source>Two short looks let GazeFix measure your eyes more accurately.</source>
        <translation>2 回見るだけで、目をより正確に測定できます。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>モード</translation>
    </message>
    <message>
        <source>&amp;Resume (camera on)</source>
        <translation>再開（カメラオン）(&amp;R)</translation>
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
        <translation>あなたの左</translation>
    </message>
    <message>
        <source>Your right</source>
        <translation>あなたの右</translation>
    </message>
    <message>
        <source>Turn the camera off &amp;when no program is using it</source>
        <translation>使われていないときはカメラをオフにする(&amp;W)</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>更新(&amp;F)</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>カメラをもう一度探す</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>解像度</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>&amp;Resolution:</source>
        <translation>解像度(&amp;R)：</translation>
    </message>
    <message>
        <source>Fram&amp;e rate:</source>
        <translation>フレームレート(&amp;E)：</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>デスクトップ</translation>
    </message>
    <message>
        <source>&amp;Start GazeFix when I log in</source>
        <translation>ログイン時に GazeFix を起動(&amp;S)</translation>
    </message>
    <message>
        <source>Start GazeFix when I log in</source>
        <translation>ログイン時に GazeFix を起動</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>システムの言語</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>言語(&amp;N)</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} fps</translation>
    </message>
    <message>
        <source>Calibration is turned off.</source>
        <translation>調整はオフになっています。</translation>
    </message>
    <message>
        <source>Calibrated on {0}, about {1} degrees.</source>
        <translation>{0} に調整済み（誤差 約 {1} 度）。</translation>
    </message>
    <message>
        <source>Calibrated.</source>
        <translation>調整済みです。</translation>
    </message>
    <message>
        <source>Both angles are 0. Set one of them.</source>
        <translation>角度が両方とも 0 です。どちらかを設定してください。</translation>
    </message>
    <message>
        <source>Diagnostics, in the Tools menu, may show what is wrong.</source>
        <translation>「ツール」メニューの「診断」で原因がわかる場合があります。</translation>
    </message>
    <message>
        <source>GazeFix has stopped</source>
        <translation>GazeFix が停止しました</translation>
    </message>
    <message>
        <source>Not calibrated for this camera and resolution.</source>
        <translation>このカメラと解像度では未調整です。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Your picture is shown unchanged.</source>
        <translation>映像はそのまま表示されます。</translation>
    </message>
    <message>
        <source>Nothing to correct</source>
        <translation>補正するものがありません</translation>
    </message>
    <message>
        <source>The strength is 0.</source>
        <translation>強さが 0 です。</translation>
    </message>
    <message>
        <source>You already look at the camera, so nothing is changed.</source>
        <translation>すでにカメラを見ているため、何も変更していません。</translation>
    </message>
    <message>
        <source>Correction isn&apos;t working; your picture is unchanged</source>
        <translation>補正が機能していません。映像は変更されません</translation>
    </message>
    <message>
        <source>Reinstall GazeFix.</source>
        <translation>GazeFix を再インストールしてください。</translation>
    </message>
    <message>
        <source>Open GazeFix to set up GazeFix Camera.</source>
        <translation>GazeFix を開いて GazeFix Camera を設定してください。</translation>
    </message>
    <message>
        <source>Calibrated since {0}.</source>
        <translation>{0} に調整済みです。</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>起動中</translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation>補正中</translation>
    </message>
    <message>
        <source>Eyes on the camera</source>
        <translation>カメラを見ています</translation>
    </message>
    <message>
        <source>Switching on</source>
        <translation>オンにしています</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>Calibrate again, or delete it.</source>
        <translation>もう一度調整するか、削除してください。</translation>
    </message>
    <message>
        <source>No picture from the camera</source>
        <translation>カメラの映像がありません</translation>
    </message>
    <message>
        <source>GazeFix Camera stopped working</source>
        <translation>GazeFix Camera が動作しなくなりました</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet</source>
        <translation>ほかのプログラムではまだ GazeFix を使えません</translation>
    </message>
    <message>
        <source>Opening the camera and loading the models…</source>
        <translation>カメラを開き、モデルを読み込んでいます…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>The camera is off. Others see a placeholder.</source>
        <translation>カメラはオフです。相手には代わりの画像が表示されます。</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>No program is using GazeFix Camera, so your camera is off.</source>
        <translation>GazeFix Camera を使うプログラムがないため、カメラはオフです。</translation>
    </message>
    <message>
        <source>Clip finished</source>
        <translation>動画が終わりました</translation>
    </message>
    <message>
        <source>The camera is off.</source>
        <translation>カメラはオフです。</translation>
    </message>
    <message>
        <source>GazeFix Camera isn&apos;t set up, so your camera is off.</source>
        <translation>GazeFix Camera が設定されていないため、カメラはオフです。</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one under “Camera and output”.</source>
        <translation>カメラを接続するか、「カメラと出力」で別のカメラを選んでください。</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>出力なし</translation>
    </message>
    <message>
        <source>See “Camera and output”, or Diagnostics.</source>
        <translation>「カメラと出力」または「診断」を確認してください。</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>顔が見つかりません</translation>
    </message>
    <message>
        <source>Make sure the camera can see your face.</source>
        <translation>カメラに顔が映るようにしてください。</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>目を閉じています</translation>
    </message>
    <message>
        <source>Closed eyes are not corrected.</source>
        <translation>閉じた目は補正しません。</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re looking away</source>
        <translation>補正なし：よそを見ています</translation>
    </message>
    <message>
        <source>Look back at the screen to resume.</source>
        <translation>画面に視線を戻すと再開します。</translation>
    </message>
    <message>
        <source>Not correcting: your head is turned</source>
        <translation>補正なし：顔が横を向いています</translation>
    </message>
    <message>
        <source>Face the camera to resume.</source>
        <translation>カメラのほうを向くと再開します。</translation>
    </message>
    <message>
        <source>Not correcting: your eyes aren&apos;t clear enough</source>
        <translation>補正なし：目がはっきり見えません</translation>
    </message>
    <message>
        <source>Try more light, or less glare on your glasses.</source>
        <translation>照明を明るくするか、眼鏡の反射を減らしてください。</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re too far away</source>
        <translation>補正なし：カメラから遠すぎます</translation>
    </message>
    <message>
        <source>Move closer to the camera.</source>
        <translation>カメラに近づいてください。</translation>
    </message>
    <message>
        <source>Not correcting: your eyes are at the edge</source>
        <translation>補正なし：目が映像の端にあります</translation>
    </message>
    <message>
        <source>Move to the centre of the picture.</source>
        <translation>映像の中央に移動してください。</translation>
    </message>
    <message>
        <source>Not correcting: this computer can&apos;t keep up</source>
        <translation>補正なし：処理が追いつきません</translation>
    </message>
    <message>
        <source>Close other programs or choose a lower resolution.</source>
        <translation>ほかのプログラムを閉じるか、解像度を下げてください。</translation>
    </message>
    <message>
        <source>GazeFix: {0}</source>
        <translation>GazeFix：{0}</translation>
    </message>
    <message>
        <source>Before is left of the divider, after is right of it. Arrow keys move it. The space bar shows before.</source>
        <translation>境界線の左が補正前、右が補正後です。矢印キーで動かせます。スペースキーで補正前を表示します。</translation>
    </message>
    <message>
        <source>Drag to compare: before on the left, after on the right.</source>
        <translation>ドラッグして比較：左が補正前、右が補正後です。</translation>
    </message>
    <message>
        <source>After</source>
        <translation>補正後</translation>
    </message>
    <message>
        <source>Not corrected</source>
        <translation>補正なし</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>補正前</translation>
    </message>
    <message>
        <source>A dot moves over the screen for about 90 seconds. Follow it with your eyes. Sit as you would in a call, with light on your face and nobody else in the picture.</source>
        <translation>約 90 秒間、画面上を点が動きます。目で追ってください。通話のときと同じように座り、顔に光を当て、ほかの人が映らないようにしてください。</translation>
    </message>
    <message>
        <source>Pictures of your eyes are saved on this computer, and only you can read them. Calibrate… lists and deletes them.</source>
        <translation>目の画像はこのコンピューターに保存され、読めるのはあなただけです。「調整…」で一覧と削除ができます。</translation>
    </message>
    <message>
        <source>Place of the camera</source>
        <translation>カメラの位置</translation>
    </message>
    <message>
        <source>Drag the camera to where it is, or use the arrow keys.</source>
        <translation>カメラを実際の位置にドラッグするか、矢印キーを使ってください。</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>キャッシュカード</translation>
    </message>
    <message>
        <source>&amp;Measure with a card</source>
        <translation>カードで測る(&amp;M)</translation>
    </message>
    <message>
        <source>Width of the card</source>
        <translation>カードの幅</translation>
    </message>
    <message>
        <source>Lay a bank card on the screen, and move the slider until both are equally large.</source>
        <translation>カードを画面に当て、同じ大きさになるまでスライダーを動かしてください。</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
    <message>
        <source>The green circle is the camera. Drag it to where the camera sits at your screen.</source>
        <translation>緑の円がカメラです。画面に対する実際の位置にドラッグしてください。</translation>
    </message>
    <message>
        <source>The size of this screen is not known.</source>
        <translation>この画面の大きさがわかりません。</translation>
    </message>
    <message>
        <source>This screen is {0} by {1} cm large.</source>
        <translation>この画面の大きさは {0} × {1} cm です。</translation>
    </message>
    <message>
        <source>slider</source>
        <translation>スライダー</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Double-click the slider to reset it.</source>
        <translation>スライダーをダブルクリックすると元に戻ります。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>En&amp;large my eyes</source>
        <translation>目を拡大(&amp;L)</translation>
    </message>
    <message>
        <source>Enlarge my eyes</source>
        <translation>目を拡大</translation>
    </message>
    <message>
        <source>Shows both eyes, before over after, and where they look.</source>
        <translation>両目の補正前と補正後を上下に並べ、視線の方向を表示します。</translation>
    </message>
    <message>
        <source>Or hold the space bar in the preview.</source>
        <translation>プレビューでスペースキーを押し続けることもできます。</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>再試行(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;GazeFix</source>
        <translation>GazeFix(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>ツール(&amp;T)</translation>
    </message>
    <message>
        <source>C&amp;orrection</source>
        <translation>補正(&amp;O)</translation>
    </message>
    <message>
        <source>Ca&amp;mera and output</source>
        <translation>カメラと出力(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Advanced</source>
        <translation>詳細(&amp;A)</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Pla&amp;y again</source>
        <translation>もう一度再生(&amp;Y)</translation>
    </message>
    <message>
        <source>{0} ms delay</source>
        <translation>遅延 {0} ミリ秒</translation>
    </message>
    <message>
        <source>uncorrected picture</source>
        <translation>補正なしの映像</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
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
        <translation>GazeFix は再試行を続けます。</translation>
    </message>
    <message>
        <source>Automatic: {0}</source>
        <translation>自動: {0}</translation>
    </message>
    <message>
        <source>{0} (in use by {1})</source>
        <translation>{0}（{1} が使用中）</translation>
    </message>
    <message>
        <source>Keyboard shortcut</source>
        <translation>キーボード ショートカット</translation>
    </message>
    <message>
        <source>Keys that turn the correction on and off in every program. Some desktops ask first.</source>
        <translation>どのプログラムでも補正のオンとオフを切り替えるキーです。先に確認するデスクトップもあります。</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcut</source>
        <translation>キーボード ショートカット(&amp;K)</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one above.</source>
        <translation>カメラを接続するか、上で別のカメラを選んでください。</translation>
    </message>
    <message>
        <source>If a browser doesn&apos;t list it: in Chrome, turn on chrome://flags/#enable-webrtc-pipewire-camera; in Firefox, set media.webrtc.camera.allow-pipewire to true in about:config. Then restart the browser.</source>
        <translation>ブラウザーに表示されない場合: Chrome では chrome://flags/#enable-webrtc-pipewire-camera を有効にし、Firefox では about:config で media.webrtc.camera.allow-pipewire を true にしてから、ブラウザーを再起動してください。</translation>
    </message>
    <message>
        <source>New releases</source>
        <translation>新しいバージョン</translation>
    </message>
    <message>
        <source>Web address that tells the newest release, asked once at each start. Empty: never asked.</source>
        <translation>最新バージョンを知らせるウェブアドレス。起動のたびに一度だけ問い合わせます。空欄なら問い合わせません。</translation>
    </message>
    <message>
        <source>GazeFix {0} is out. This is {1}.</source>
        <translation>GazeFix {0} が公開されています。これは {1} です。</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>&apos;{0}&apos; is GazeFix&apos;s own output</source>
        <translation>「{0}」は GazeFix 自身の出力です</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>ディスプレイ</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>描画</translation>
    </message>
    <message>
        <source>Face finder</source>
        <translation>顔の検出</translation>
    </message>
    <message>
        <source>GStreamer closed the pipe</source>
        <translation>GStreamer が接続を閉じました</translation>
    </message>
    <message>
        <source>GStreamer has ended: {0}</source>
        <translation>GStreamer が終了しました：{0}</translation>
    </message>
    <message>
        <source>GStreamer takes no more frames</source>
        <translation>GStreamer が映像を受け取らなくなりました</translation>
    </message>
    <message>
        <source>GStreamer&apos;s plugin for it is not installed</source>
        <translation>GStreamer 用のプラグインがインストールされていません</translation>
    </message>
    <message>
        <source>GazeFix Camera</source>
        <translation>GazeFix Camera</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use, and stays until the computer is restarted</source>
        <translation>GazeFix Camera は使用中のため、コンピューターを再起動するまで残ります</translation>
    </message>
    <message>
        <source>GazeFix works without a tray; on GNOME the extension &apos;AppIndicator and KStatusNotifierItem Support&apos; adds one</source>
        <translation>GazeFix はトレイがなくても動作します。GNOME では拡張機能「AppIndicator and KStatusNotifierItem Support」で追加できます</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
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
        <translation>PipeWire を使用できません：{0}</translation>
    </message>
    <message>
        <source>PipeWire does not show GazeFix Camera</source>
        <translation>PipeWire に GazeFix Camera が表示されません</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>PyTorch finds no NVIDIA graphics card that it can use</source>
        <translation>PyTorch で使える NVIDIA グラフィックカードが見つかりません</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Qt cannot ask for it: {0}</source>
        <translation>Qt で確認できません：{0}</translation>
    </message>
    <message>
        <source>Qt could not be tried: {0}</source>
        <translation>Qt を試せませんでした：{0}</translation>
    </message>
    <message>
        <source>Qt ended with {0}</source>
        <translation>Qt が {0} で終了しました</translation>
    </message>
    <message>
        <source>Secure Boot is on. If the module is refused: {0}</source>
        <translation>セキュアブートがオンです。モジュールが拒否される場合：{0}</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>設定ファイル</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>システムトレイ</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>ネットワークの重み</translation>
    </message>
    <message>
        <source>a picture of shot {0} is damaged</source>
        <translation>記録 {0} の画像が壊れています</translation>
    </message>
    <message>
        <source>a second person was in {0} of the pictures</source>
        <translation>画像の {0} に別の人が映っていました</translation>
    </message>
    <message>
        <source>a tray needs a display</source>
        <translation>システムトレイにはディスプレイが必要です</translation>
    </message>
    <message>
        <source>add a camera: as root, change the line in {0} to: {1}</source>
        <translation>カメラを追加してください：root として {0} の行を次のように変更します：{1}</translation>
    </message>
    <message>
        <source>another program sends to &apos;{0}&apos; already: {1}</source>
        <translation>別のプログラムがすでに「{0}」に送信しています：{1}</translation>
    </message>
    <message>
        <source>another user&apos;s program</source>
        <translation>別のユーザーのプログラム</translation>
    </message>
    <message>
        <source>be alone in the picture, and try again</source>
        <translation>1 人で映るようにして、もう一度お試しください</translation>
    </message>
    <message>
        <source>both looks went into the same direction ({0} degrees apart)</source>
        <translation>2 回とも同じ方向を見ていました（差は {0} 度）</translation>
    </message>
    <message>
        <source>by NumPy, which takes longer: there are no compiled kernels for this computer</source>
        <translation>NumPy で行います（時間がかかります）。このコンピューター用のコンパイル済みコードがありません</translation>
    </message>
    <message>
        <source>camera {0} is GazeFix&apos;s own output</source>
        <translation>カメラ {0} は GazeFix 自身の出力です</translation>
    </message>
    <message>
        <source>cannot change the registry: {0}</source>
        <translation>レジストリを変更できません：{0}</translation>
    </message>
    <message>
        <source>cannot change {0}: {1}</source>
        <translation>{0} を変更できません：{1}</translation>
    </message>
    <message>
        <source>cannot listen for commands: {0}</source>
        <translation>コマンドを受け付けられません: {0}</translation>
    </message>
    <message>
        <source>cannot read the recording {0}: {1}</source>
        <translation>記録 {0} を読み取れません：{1}</translation>
    </message>
    <message>
        <source>cannot read {0}: {1}</source>
        <translation>{0} を読み取れません：{1}</translation>
    </message>
    <message>
        <source>cannot show a window ({0}): {1}</source>
        <translation>ウィンドウを表示できません（{0}）：{1}</translation>
    </message>
    <message>
        <source>check that it is connected and not in use elsewhere</source>
        <translation>接続されていて、ほかで使われていないことを確認してください</translation>
    </message>
    <message>
        <source>check that it is connected and that GazeFix isn&apos;t paused</source>
        <translation>接続されていて、GazeFix が一時停止中でないことを確認してください</translation>
    </message>
    <message>
        <source>check that you may write there</source>
        <translation>書き込みできる場所か確認してください</translation>
    </message>
    <message>
        <source>check the connection to the internet, and try again</source>
        <translation>インターネット接続を確認して、もう一度お試しください</translation>
    </message>
    <message>
        <source>check the name, and that you may read it</source>
        <translation>名前と、読み取りの権限を確認してください</translation>
    </message>
    <message>
        <source>check the screen&apos;s size with a card, and the distance</source>
        <translation>カードで画面の大きさを確認し、距離も確認してください</translation>
    </message>
    <message>
        <source>check your rights on this computer</source>
        <translation>このコンピューターでの権限を確認してください</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>別の名前を選んでください</translation>
    </message>
    <message>
        <source>choose the camera that you sit in front of</source>
        <translation>正面のカメラを選んでください</translation>
    </message>
    <message>
        <source>connect a camera</source>
        <translation>カメラを接続してください</translation>
    </message>
    <message>
        <source>correct the file, or remove it to use the defaults</source>
        <translation>ファイルを修正するか、削除して既定値を使用してください</translation>
    </message>
    <message>
        <source>face the camera</source>
        <translation>カメラに顔を向けてください</translation>
    </message>
    <message>
        <source>fit the rectangle to a bank card&apos;s long side</source>
        <translation>四角形をカードの長辺に合わせてください</translation>
    </message>
    <message>
        <source>follow the dot with your eyes until it ends, and try again</source>
        <translation>点が終わるまで目で追い、もう一度お試しください</translation>
    </message>
    <message>
        <source>follow the dot with your eyes, keep them open while it rests, and try again</source>
        <translation>点を目で追い、止まっている間は目を開けたまま、もう一度お試しください</translation>
    </message>
    <message>
        <source>give your user access: sudo usermod -aG video $USER, then log out and in</source>
        <translation>ユーザーにアクセス権を与えてください：sudo usermod -aG video $USER を実行し、ログインし直します</translation>
    </message>
    <message>
        <source>install Python 3.11 or newer</source>
        <translation>Python 3.11 以降をインストールしてください</translation>
    </message>
    <message>
        <source>install the system libraries that Qt needs (on Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</source>
        <translation>Qt に必要なシステムライブラリをインストールしてください（Debian と Ubuntu の場合：sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0）</translation>
    </message>
    <message>
        <source>install {0}, and try again</source>
        <translation>{0} をインストールして、もう一度お試しください</translation>
    </message>
    <message>
        <source>invalid name of a recording: &apos;{0}&apos;</source>
        <translation>記録の名前が無効です：「{0}」</translation>
    </message>
    <message>
        <source>invalid profile name: &apos;{0}&apos;</source>
        <translation>プロファイル名が無効です：「{0}」</translation>
    </message>
    <message>
        <source>it does not run in this session</source>
        <translation>このセッションでは動作していません</translation>
    </message>
    <message>
        <source>it failed: {0}</source>
        <translation>失敗しました：{0}</translation>
    </message>
    <message>
        <source>it is in use by {0}: close that, or choose another camera</source>
        <translation>{0} が使用中です。そのプログラムを閉じるか、別のカメラを選んでください</translation>
    </message>
    <message>
        <source>it is started again</source>
        <translation>再起動しています</translation>
    </message>
    <message>
        <source>it needs PipeWire, its GStreamer plugin and pw-dump (on Debian and Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</source>
        <translation>PipeWire とその GStreamer プラグイン、pw-dump が必要です（Debian と Ubuntu の場合：sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base）</translation>
    </message>
    <message>
        <source>it was not allowed, so nothing was done</source>
        <translation>許可されなかったため、何も変更していません</translation>
    </message>
    <message>
        <source>keep looking at one point until the look is over</source>
        <translation>測定が終わるまで 1 点を見続けてください</translation>
    </message>
    <message>
        <source>let your user write to that folder; GazeFix works without a log</source>
        <translation>そのフォルダーへの書き込みを許可してください。GazeFix はログがなくても動作します</translation>
    </message>
    <message>
        <source>let your user write to {0}; GazeFix works without a log</source>
        <translation>{0} への書き込みを許可してください。GazeFix はログがなくても動作します</translation>
    </message>
    <message>
        <source>log in to a desktop; {0}</source>
        <translation>デスクトップにログインしてください。{0}</translation>
    </message>
    <message>
        <source>look into the camera itself, not at its picture</source>
        <translation>カメラの映像ではなく、カメラ自体を見てください</translation>
    </message>
    <message>
        <source>look into the lens first, and then at the call&apos;s window, further away from it</source>
        <translation>先にレンズを見て、次にレンズから離れた通話ウィンドウを見てください</translation>
    </message>
    <message>
        <source>name one by its path: {0}</source>
        <translation>パスで指定してください：{0}</translation>
    </message>
    <message>
        <source>no camera is named {0} yet</source>
        <translation>{0} という名前のカメラはまだありません</translation>
    </message>
    <message>
        <source>no camera was found</source>
        <translation>カメラが見つかりませんでした</translation>
    </message>
    <message>
        <source>no face was seen while the dot rested</source>
        <translation>点が止まっている間、顔が見えませんでした</translation>
    </message>
    <message>
        <source>no permission to open {0}</source>
        <translation>{0} を開く権限がありません</translation>
    </message>
    <message>
        <source>no permission to write to {0}</source>
        <translation>{0} に書き込む権限がありません</translation>
    </message>
    <message>
        <source>no picture from the camera</source>
        <translation>カメラの映像がありません</translation>
    </message>
    <message>
        <source>no preview window can be shown: {0}</source>
        <translation>プレビューウィンドウを表示できません：{0}</translation>
    </message>
    <message>
        <source>none at {0}: the defaults are used</source>
        <translation>{0} にありません：既定値を使用します</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>none yet at {0}</source>
        <translation>{0} にまだログはありません</translation>
    </message>
    <message>
        <source>not installed, and not needed without an NVIDIA graphics card</source>
        <translation>インストールされていませんが、NVIDIA グラフィックカードがないので不要です</translation>
    </message>
    <message>
        <source>not installed, but the settings ask for it</source>
        <translation>インストールされていませんが、設定で指定されています</translation>
    </message>
    <message>
        <source>not installed, so {0} isn&apos;t used</source>
        <translation>インストールされていないため、{0} は使われません</translation>
    </message>
    <message>
        <source>offers GazeFix Camera to browsers and other programs that ask the desktop for cameras</source>
        <translation>デスクトップにカメラを問い合わせるブラウザーなどに GazeFix Camera を提供します</translation>
    </message>
    <message>
        <source>only Linux has it</source>
        <translation>Linux にのみあります</translation>
    </message>
    <message>
        <source>open eyes were seen in only {0} frames of the look</source>
        <translation>測定中、開いた目が映ったのは {0} フレームだけでした</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; cannot be read: {1}</source>
        <translation>プロファイル「{0}」を読み取れません：{1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds impossible numbers</source>
        <translation>プロファイル「{0}」にありえない数値があります</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds {1} = {2}</source>
        <translation>プロファイル「{0}」の {1} が {2} です</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: its slopes</source>
        <translation>プロファイル「{0}」は不完全です：傾きがありません</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: {1}</source>
        <translation>プロファイル「{0}」は不完全です：{1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is of another version</source>
        <translation>プロファイル「{0}」は別のバージョンのものです</translation>
    </message>
    <message>
        <source>put light on your face, and try again</source>
        <translation>顔に光を当てて、もう一度お試しください</translation>
    </message>
    <message>
        <source>pyvirtualcam cannot be loaded: {0}</source>
        <translation>pyvirtualcam を読み込めません: {0}</translation>
    </message>
    <message>
        <source>pyvirtualcam is not installed</source>
        <translation>pyvirtualcam がインストールされていません</translation>
    </message>
    <message>
        <source>record your eyes again</source>
        <translation>目をもう一度記録してください</translation>
    </message>
    <message>
        <source>see the display above; GazeFix works without a tray</source>
        <translation>上の「ディスプレイ」を確認してください。GazeFix はトレイがなくても動作します</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face</source>
        <translation>顔に光が当たるようにカメラの正面に座ってください</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face, keep your eyes open, and try again</source>
        <translation>顔に光が当たるようにカメラの正面に座り、目を開けたまま、もう一度お試しください</translation>
    </message>
    <message>
        <source>start again</source>
        <translation>最初からやり直してください</translation>
    </message>
    <message>
        <source>sudo usermod -aG video $USER, then log out and in</source>
        <translation>sudo usermod -aG video $USER を実行し、ログインし直してください</translation>
    </message>
    <message>
        <source>take both looks with the same camera and resolution</source>
        <translation>2 回とも同じカメラと解像度で測定してください</translation>
    </message>
    <message>
        <source>the camera changed from {0} ({1}x{2}) to {3} ({4}x{5})</source>
        <translation>カメラが {0} ({1}x{2}) から {3} ({4}x{5}) に変わりました</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t built for the running kernel</source>
        <translation>カメラドライバー v4l2loopback が現在のカーネル用にビルドされていません</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed</source>
        <translation>カメラドライバー v4l2loopback がインストールされていません</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed; {0} installs it</source>
        <translation>カメラドライバー v4l2loopback がインストールされていません。{0} でインストールします</translation>
    </message>
    <message>
        <source>the camera&apos;s picture changed its size</source>
        <translation>カメラの映像サイズが変わりました</translation>
    </message>
    <message>
        <source>the card&apos;s width gives an impossible screen</source>
        <translation>カードの幅から求めた画面の大きさがありえません</translation>
    </message>
    <message>
        <source>the correction failed: {0}</source>
        <translation>補正に失敗しました：{0}</translation>
    </message>
    <message>
        <source>the correction is not responding</source>
        <translation>補正が応答しません</translation>
    </message>
    <message>
        <source>the eyes could not be read well</source>
        <translation>目をうまく読み取れませんでした</translation>
    </message>
    <message>
        <source>too few pictures of your face were taken while the dot rested</source>
        <translation>点が止まっている間に撮れた顔の画像が少なすぎます</translation>
    </message>
    <message>
        <source>sit facing the camera, close other programs, and try again</source>
        <translation>カメラの正面に座り、ほかのプログラムを閉じて、もう一度お試しください</translation>
    </message>
    <message>
        <source>the eyes rested on only {0} of {1} dots</source>
        <translation>{1} 個中 {0} 個の点しか見ていませんでした</translation>
    </message>
    <message>
        <source>the eyes seem to turn {0} times as far as the dot</source>
        <translation>目の動きが点の {0} 倍あるようです</translation>
    </message>
    <message>
        <source>the eyes seem {0} cm away</source>
        <translation>目までの距離が {0} cm のようです</translation>
    </message>
    <message>
        <source>the eyes wandered by {0} degrees</source>
        <translation>目が {0} 度動きました</translation>
    </message>
    <message>
        <source>the eyes were elsewhere at {0} of {1} dots</source>
        <translation>{1} 個中 {0} 個の点で目がよそを向いていました</translation>
    </message>
    <message>
        <source>the gaze could only be read to {0} degrees</source>
        <translation>視線の読み取り誤差が {0} 度ありました</translation>
    </message>
    <message>
        <source>the head was turned by {0} degrees</source>
        <translation>頭が {0} 度回っていました</translation>
    </message>
    <message>
        <source>the localizer &apos;{0}&apos; finds a face in an empty picture</source>
        <translation>顔の検出「{0}」が空の画像で顔を見つけました</translation>
    </message>
    <message>
        <source>the look into the lens was measured {0} degrees beside it</source>
        <translation>レンズを見たときの測定値が {0} 度ずれていました</translation>
    </message>
    <message>
        <source>the picture is too dark</source>
        <translation>映像が暗すぎます</translation>
    </message>
    <message>
        <source>the profiles are: {0}</source>
        <translation>プロファイル：{0}</translation>
    </message>
    <message>
        <source>the recordings are: {0}</source>
        <translation>記録：{0}</translation>
    </message>
    <message>
        <source>the virtual camera cannot be opened: {0}</source>
        <translation>仮想カメラを開けません：{0}</translation>
    </message>
    <message>
        <source>the virtual camera {0} failed: {1}</source>
        <translation>仮想カメラ {0} が停止しました：{1}</translation>
    </message>
    <message>
        <source>there is a profile &apos;{0}&apos; already</source>
        <translation>プロファイル「{0}」はすでにあります</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos;</source>
        <translation>「{0}」という名前のカメラがありません</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; to send to</source>
        <translation>送信先となる「{0}」という名前のカメラがありません</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; yet</source>
        <translation>「{0}」という名前のカメラはまだありません</translation>
    </message>
    <message>
        <source>there is no camera {0}</source>
        <translation>カメラ {0} はありません</translation>
    </message>
    <message>
        <source>there is no camera, clip or address &apos;{0}&apos;</source>
        <translation>「{0}」というカメラ、動画、アドレスはありません</translation>
    </message>
    <message>
        <source>there is no display</source>
        <translation>ディスプレイがありません</translation>
    </message>
    <message>
        <source>there is no profile &apos;{0}&apos;</source>
        <translation>プロファイル「{0}」はありません</translation>
    </message>
    <message>
        <source>there is no recording &apos;{0}&apos;</source>
        <translation>記録「{0}」はありません</translation>
    </message>
    <message>
        <source>this desktop has no tray</source>
        <translation>このデスクトップにはシステムトレイがありません</translation>
    </message>
    <message>
        <source>this removes the virtual camera &apos;{0}&apos;, which no program uses</source>
        <translation>どのプログラムも使っていない仮想カメラ「{0}」が削除されます</translation>
    </message>
    <message>
        <source>too few dots were looked at</source>
        <translation>見た点が少なすぎます</translation>
    </message>
    <message>
        <source>try again, or run it as root</source>
        <translation>もう一度試すか、root として実行してください</translation>
    </message>
    <message>
        <source>unknown: the desktop does not answer</source>
        <translation>不明：デスクトップが応答しません</translation>
    </message>
    <message>
        <source>unknown: this bundled program cannot ask</source>
        <translation>不明：この実行ファイルでは確認できません</translation>
    </message>
    <message>
        <source>use more light, avoid reflections on glasses, or come nearer</source>
        <translation>照明を明るくするか、眼鏡の反射を避けるか、近づいてください</translation>
    </message>
    <message>
        <source>use more light, sit still, follow the dot, and try again</source>
        <translation>照明を明るくし、動かずに点を追って、もう一度お試しください</translation>
    </message>
    <message>
        <source>v4l2loopback has other cameras: it stays loaded until a restart</source>
        <translation>v4l2loopback にはほかのカメラがあるため、再起動まで読み込まれたままです</translation>
    </message>
    <message>
        <source>v4l2loopback is loaded for other cameras, and in use: close the programs that use them and try again, or restart the computer</source>
        <translation>v4l2loopback はほかのカメラ用に読み込まれ、使用中です。それらを使うプログラムを閉じてもう一度試すか、コンピューターを再起動してください</translation>
    </message>
    <message>
        <source>your distribution&apos;s package of v4l2loopback, mostly v4l2loopback-dkms</source>
        <translation>ディストリビューションの v4l2loopback パッケージ（通常は v4l2loopback-dkms）</translation>
    </message>
    <message>
        <source>{0} cameras have &apos;{1}&apos; in their names</source>
        <translation>名前に「{1}」を含むカメラが {0} 台あります</translation>
    </message>
    <message>
        <source>{0} cannot be opened</source>
        <translation>{0} を開けません</translation>
    </message>
    <message>
        <source>{0} cannot be run: {1}</source>
        <translation>{0} を実行できません：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be started: {1}</source>
        <translation>{0} を起動できません：{1}</translation>
    </message>
    <message>
        <source>{0} gave something that is not a picture</source>
        <translation>{0} から映像ではないデータが届きました</translation>
    </message>
    <message>
        <source>{0} gives no frames</source>
        <translation>{0} から映像が届きません</translation>
    </message>
    <message>
        <source>{0} gives no pictures that GazeFix can read</source>
        <translation>{0} の映像は GazeFix で読み取れません</translation>
    </message>
    <message>
        <source>{0} has ended</source>
        <translation>{0} が終わりました</translation>
    </message>
    <message>
        <source>{0} is a picture, not a clip</source>
        <translation>{0} は写真です。動画ではありません</translation>
    </message>
    <message>
        <source>{0} is a recording of another version</source>
        <translation>{0} は別のバージョンの記録です</translation>
    </message>
    <message>
        <source>{0} is not a camera</source>
        <translation>{0} はカメラではありません</translation>
    </message>
    <message>
        <source>{0} is not installed</source>
        <translation>{0} がインストールされていません</translation>
    </message>
    <message>
        <source>{0} is stuck</source>
        <translation>{0} が応答しません</translation>
    </message>
    <message>
        <source>{0} names the camera already, so it stays as it is</source>
        <translation>{0} にはすでにこのカメラがあるため、変更しません</translation>
    </message>
    <message>
        <source>{0} names the camera, too; it is not GazeFix&apos;s file, so it stays</source>
        <translation>{0} にもこのカメラがあります。GazeFix のファイルではないため残します</translation>
    </message>
    <message>
        <source>{0} sets v4l2loopback up for other cameras</source>
        <translation>{0} は v4l2loopback をほかのカメラ用に設定しています</translation>
    </message>
    <message>
        <source>{0} was not installed: {1}</source>
        <translation>{0} をインストールできませんでした：{1}</translation>
    </message>
    <message>
        <source>{0}, {1} CPU threads</source>
        <translation>{0}、CPU スレッド {1}</translation>
    </message>
    <message>
        <source>{0}; CPU only</source>
        <translation>{0}。CPU のみ</translation>
    </message>
    <message>
        <source>{0}; CUDA {1} on {2}</source>
        <translation>{0}。CUDA {1}、{2}</translation>
    </message>
    <message>
        <source>{0}; PyTorch runs the networks instead, in three times the time</source>
        <translation>{0}。代わりに PyTorch が 3 倍の時間で実行します</translation>
    </message>
    <message>
        <source>{0}; browsers get it through PipeWire, Zoom and others need it</source>
        <translation>{0}。ブラウザーは PipeWire で利用できますが、Zoom などには必要です</translation>
    </message>
    <message>
        <source>{0}; not needed here</source>
        <translation>{0}。ここでは不要です</translation>
    </message>
    <message>
        <source>{0}; {1} computes wrongly</source>
        <translation>{0}。{1} の計算が正しくありません</translation>
    </message>
    <message>
        <source>this desktop gives programs no shortcuts</source>
        <translation>このデスクトップではプログラムがショートカットを使えません</translation>
    </message>
    <message>
        <source>in the desktop&apos;s settings, make a shortcut that runs the command gazefix ctl toggle</source>
        <translation>デスクトップの設定で、コマンド gazefix ctl toggle を実行するショートカットを作成してください</translation>
    </message>
    <message>
        <source>{0} can&apos;t be a shortcut</source>
        <translation>{0} はショートカットにできません</translation>
    </message>
    <message>
        <source>choose Ctrl, Alt, Shift or Meta with a letter, a digit or F1 to F12</source>
        <translation>Ctrl、Alt、Shift、Meta のいずれかと、英字、数字、F1 から F12 を組み合わせてください</translation>
    </message>
    <message>
        <source>another program has the shortcut {0}</source>
        <translation>ショートカット {0} は別のプログラムが使用しています</translation>
    </message>
    <message>
        <source>choose other keys</source>
        <translation>別のキーを選んでください</translation>
    </message>
    <message>
        <source>the desktop refused the shortcut</source>
        <translation>デスクトップがショートカットを拒否しました</translation>
    </message>
    <message>
        <source>this desktop has no program that asks for the password</source>
        <translation>このデスクトップにはパスワードを求めるプログラムがありません</translation>
    </message>
    <message>
        <source>run gazefix setup-camera in a terminal</source>
        <translation>ターミナルで gazefix setup-camera を実行してください</translation>
    </message>
    <message>
        <source>{0} is not a web address</source>
        <translation>{0} はウェブアドレスではありません</translation>
    </message>
    <message>
        <source>give an address like https://api.github.com/repos/OWNER/NAME/releases/latest, or none</source>
        <translation>https://api.github.com/repos/OWNER/NAME/releases/latest のようなアドレスを入力するか、空欄にしてください</translation>
    </message>
    <message>
        <source>{0} tells no release: {1}</source>
        <translation>{0} はバージョンを知らせていません: {1}</translation>
    </message>
</context>
</TS>
