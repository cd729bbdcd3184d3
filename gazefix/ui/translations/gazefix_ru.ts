<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>GazeFix</name>
    <message>
        <source>Correct my gaze</source>
        <translation>Исправлять взгляд</translation>
    </message>
    <message>
        <source>Turns the live correction on and off.</source>
        <translation>Включает и выключает коррекцию в реальном времени.</translation>
    </message>
    <message>
        <source>Vertical angle</source>
        <translation>Угол по вертикали</translation>
    </message>
    <message>
        <source>Turns your eyes up (+) or down (-), on top of the mode.</source>
        <translation>Поворачивает глаза вверх (+) или вниз (-) в дополнение к режиму.</translation>
    </message>
    <message>
        <source>Horizontal angle</source>
        <translation>Угол по горизонтали</translation>
    </message>
    <message>
        <source>Turns your eyes to your left (+) or right (-), on top of the mode.</source>
        <translation>Поворачивает глаза влево (+) или вправо (-) от вас в дополнение к режиму.</translation>
    </message>
    <message>
        <source>Aim above or below the lens</source>
        <translation>Цель выше или ниже объектива</translation>
    </message>
    <message>
        <source>Where your eyes are brought to. A little below the lens looks best to others.</source>
        <translation>Куда направляется взгляд. Чуть ниже объектива выглядит естественнее всего.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Сила</translation>
    </message>
    <message>
        <source>How strong the correction is.</source>
        <translation>Насколько сильна коррекция.</translation>
    </message>
    <message>
        <source>Maximum faces</source>
        <translation>Лиц, не более</translation>
    </message>
    <message>
        <source>Corrects at most this many faces, the largest first.</source>
        <translation>Исправляет не более этого числа лиц, начиная с самых крупных.</translation>
    </message>
    <message>
        <source>Glance away now and then</source>
        <translation>Иногда отводить взгляд</translation>
    </message>
    <message>
        <source>Looks beside the lens for a moment, as people do. Not in fixed-angle mode.</source>
        <translation>Ненадолго смотрит мимо объектива, как это делают люди. Не в режиме фиксированного угла.</translation>
    </message>
    <message>
        <source>Angle (up to)</source>
        <translation>Угол (до)</translation>
    </message>
    <message>
        <source>Largest angle of a glance, away from the lens.</source>
        <translation>Наибольший угол, на который отводится взгляд от объектива.</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Интервал</translation>
    </message>
    <message>
        <source>Shortest time between glances.</source>
        <translation>Наименьшее время между такими взглядами.</translation>
    </message>
    <message>
        <source>Random extra delay</source>
        <translation>Случайная задержка</translation>
    </message>
    <message>
        <source>A random time up to this is added to the interval.</source>
        <translation>К интервалу добавляется случайное время до этого значения.</translation>
    </message>
    <message>
        <source>Eyes up or down: fade from</source>
        <translation>Глаза вверх/вниз: ослаблять с</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look up or down by more than this.</source>
        <translation>Коррекция слабеет, когда глаза смотрят вверх или вниз больше этого угла.</translation>
    </message>
    <message>
        <source>Eyes up or down: stop at</source>
        <translation>Глаза вверх/вниз: прекращать с</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look up or down by more than this.</source>
        <translation>Коррекция прекращается, когда глаза смотрят вверх или вниз больше этого угла.</translation>
    </message>
    <message>
        <source>Eyes to the side: fade from</source>
        <translation>Глаза в сторону: ослаблять с</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look to the side by more than this.</source>
        <translation>Коррекция слабеет, когда глаза смотрят в сторону больше этого угла.</translation>
    </message>
    <message>
        <source>Eyes to the side: stop at</source>
        <translation>Глаза в сторону: прекращать с</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look to the side by more than this.</source>
        <translation>Коррекция прекращается, когда глаза смотрят в сторону больше этого угла.</translation>
    </message>
    <message>
        <source>Head up or down: fade from</source>
        <translation>Голова вверх/вниз: ослаблять с</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned up or down by more than this.</source>
        <translation>Коррекция слабеет, когда голова наклонена вверх или вниз больше этого угла.</translation>
    </message>
    <message>
        <source>Head up or down: stop at</source>
        <translation>Голова вверх/вниз: прекращать с</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned up or down by more than this.</source>
        <translation>Коррекция прекращается, когда голова наклонена вверх или вниз больше этого угла.</translation>
    </message>
    <message>
        <source>Head to the side: fade from</source>
        <translation>Голова в сторону: ослаблять с</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned to the side by more than this.</source>
        <translation>Коррекция слабеет, когда голова повёрнута в сторону больше этого угла.</translation>
    </message>
    <message>
        <source>Head to the side: stop at</source>
        <translation>Голова в сторону: прекращать с</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned to the side by more than this.</source>
        <translation>Коррекция прекращается, когда голова повёрнута в сторону больше этого угла.</translation>
    </message>
    <message>
        <source>Turn the camera off when no program is using it</source>
        <translation>Выключать камеру, когда она не нужна</translation>
    </message>
    <message>
        <source>The camera turns off when no program is using GazeFix Camera and the window is closed.</source>
        <translation>Камера выключается, когда ни одна программа не использует GazeFix Camera и окно закрыто.</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>Вычислять на</translation>
    </message>
    <message>
        <source>Where the networks run: the CPU or an NVIDIA graphics card.</source>
        <translation>Где работают нейросети: на процессоре или на видеокарте NVIDIA.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Language of the windows. Changes apply when GazeFix starts again.</source>
        <translation>Язык окон. Изменение вступит в силу при следующем запуске GazeFix.</translation>
    </message>
    <message>
        <source>Eye contact</source>
        <translation>Зрительный контакт</translation>
    </message>
    <message>
        <source>Makes you appear to look into the camera while you look at the screen.</source>
        <translation>Кажется, что вы смотрите в камеру, пока вы смотрите на экран.</translation>
    </message>
    <message>
        <source>You appear to look into the camera.</source>
        <translation>Кажется, что вы смотрите в камеру.</translation>
    </message>
    <message>
        <source>Teleprompter</source>
        <translation>Телесуфлёр</translation>
    </message>
    <message>
        <source>For reading a script: allows wider eye movements.</source>
        <translation>Для чтения текста: допускает более широкие движения глаз.</translation>
    </message>
    <message>
        <source>You appear to look into the camera while you read.</source>
        <translation>Кажется, что вы смотрите в камеру, пока читаете.</translation>
    </message>
    <message>
        <source>Fixed angle</source>
        <translation>Фиксированный угол</translation>
    </message>
    <message>
        <source>Turns your eyes by the angles below, whichever way you look.</source>
        <translation>Поворачивает глаза на углы ниже, куда бы вы ни смотрели.</translation>
    </message>
    <message>
        <source>Your eyes are turned by a fixed angle.</source>
        <translation>Глаза повёрнуты на фиксированный угол.</translation>
    </message>
    <message>
        <source>0°</source>
        <translation>0°</translation>
    </message>
    <message>
        <source>{0}° up</source>
        <translation>{0}° вверх</translation>
    </message>
    <message>
        <source>{0}° down</source>
        <translation>{0}° вниз</translation>
    </message>
    <message>
        <source>{0}° to your left</source>
        <translation>{0}° влево от вас</translation>
    </message>
    <message>
        <source>{0}° to your right</source>
        <translation>{0}° вправо от вас</translation>
    </message>
    <message>
        <source>&amp;Correct my gaze</source>
        <translation>Испр&amp;авлять взгляд</translation>
    </message>
    <message>
        <source>&amp;Pause (camera off)</source>
        <translation>Па&amp;уза (камера выключена)</translation>
    </message>
    <message>
        <source>Show p&amp;review</source>
        <translation>&amp;Показать просмотр</translation>
    </message>
    <message>
        <source>Cali&amp;brate…</source>
        <translation>Ка&amp;либровка…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Настройки…</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>&amp;Диагностика…</translation>
    </message>
    <message>
        <source>&amp;Getting started…</source>
        <translation>&amp;Первые шаги…</translation>
    </message>
    <message>
        <source>GazeFix &amp;manual…</source>
        <translation>&amp;Руководство GazeFix…</translation>
    </message>
    <message>
        <source>&amp;About GazeFix…</source>
        <translation>&amp;О программе GazeFix…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Выход</translation>
    </message>
    <message>
        <source>Up by 1°</source>
        <translation>Вверх на 1°</translation>
    </message>
    <message>
        <source>Down by 1°</source>
        <translation>Вниз на 1°</translation>
    </message>
    <message>
        <source>To your left by 1°</source>
        <translation>Влево от вас на 1°</translation>
    </message>
    <message>
        <source>To your right by 1°</source>
        <translation>Вправо от вас на 1°</translation>
    </message>
    <message>
        <source>&amp;Mode: {0}</source>
        <translation>&amp;Режим: {0}</translation>
    </message>
    <message>
        <source>&amp;Vertical: {0}</source>
        <translation>П&amp;о вертикали: {0}</translation>
    </message>
    <message>
        <source>&amp;Horizontal: {0}</source>
        <translation>По &amp;горизонтали: {0}</translation>
    </message>
    <message>
        <source>&amp;Strength: {0}</source>
        <translation>&amp;Сила: {0}</translation>
    </message>
    <message>
        <source>C&amp;amera</source>
        <translation>&amp;Камера</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Автоматически</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>&amp;Adjust…</source>
        <translation>&amp;Настроить…</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t read your settings and is using the defaults.</source>
        <translation>GazeFix не удалось прочитать настройки, используются значения по умолчанию.</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t use some of your settings. It keeps the others.</source>
        <translation>GazeFix не удалось использовать некоторые настройки. Остальные сохранены.</translation>
    </message>
    <message>
        <source>{0}

Your file will be kept as {1}.</source>
        <translation>{0}

Ваш файл будет сохранён как {1}.</translation>
    </message>
    <message>
        <source>Quit GazeFix?</source>
        <translation>Выйти из GazeFix?</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running in your call.</source>
        <translation>На этом рабочем столе нет системного лотка. Сверните окно, чтобы GazeFix Camera работала во время звонка.</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>&amp;Свернуть</translation>
    </message>
    <message>
        <source>&amp;Use the defaults</source>
        <translation>&amp;Значения по умолчанию</translation>
    </message>
    <message>
        <source>&amp;Keep the rest</source>
        <translation>&amp;Оставить остальное</translation>
    </message>
    <message>
        <source>&amp;Open the file</source>
        <translation>Открыть &amp;файл</translation>
    </message>
    <message>
        <source>GazeFix is still running</source>
        <translation>GazeFix продолжает работать</translation>
    </message>
    <message>
        <source>Click its tray icon to reopen this window; right-click it to quit.</source>
        <translation>Щёлкните значок в системном лотке, чтобы снова открыть окно; правый щелчок — чтобы выйти.</translation>
    </message>
    <message>
        <source>GazeFix keeps using the previous device.</source>
        <translation>Вместо этого GazeFix использует прежнее устройство.</translation>
    </message>
    <message>
        <source>Your settings can&apos;t be saved: {0}.</source>
        <translation>Не удаётся сохранить настройки: {0}.</translation>
    </message>
    <message>
        <source>About GazeFix</source>
        <translation>О программе GazeFix</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>Лицензии</translation>
    </message>
    <message>
        <source>Press Start and keep looking until the bar is full.</source>
        <translation>Нажмите «Начать» и не отводите взгляд, пока полоса не заполнится.</translation>
    </message>
    <message>
        <source>Quality: fair. Trying again may improve it.</source>
        <translation>Качество: среднее. Повторная попытка может его улучшить.</translation>
    </message>
    <message>
        <source>When you look into the lens, {0} and {1} now count as 0°.</source>
        <translation>При взгляде в объектив {0} и {1} теперь считаются за 0°.</translation>
    </message>
    <message>
        <source>Your call window lies {0} and {1} from the lens.</source>
        <translation>Окно звонка находится на {0} и {1} от объектива.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Ход выполнения</translation>
    </message>
    <message>
        <source>Look at the spot on the screen where you usually see the other person.</source>
        <translation>Смотрите в то место экрана, где вы обычно видите собеседника.</translation>
    </message>
    <message>
        <source>Sit as you would in a call. Look straight into the lens, not at your picture, while you move your head slowly in a small circle.</source>
        <translation>Сядьте как во время звонка. Смотрите прямо в объектив, а не на своё изображение, и медленно двигайте головой по небольшому кругу.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Начать</translation>
    </message>
    <message>
        <source>Start the look</source>
        <translation>Начать измерение</translation>
    </message>
    <message>
        <source>Look at your call window… {0}</source>
        <translation>Смотрите на окно звонка… {0}</translation>
    </message>
    <message>
        <source>Look at the lens… {0}</source>
        <translation>Смотрите в объектив… {0}</translation>
    </message>
    <message>
        <source>Keep looking…</source>
        <translation>Не отводите взгляд…</translation>
    </message>
    <message>
        <source>Keep looking into the lens, and move your head in a small circle…</source>
        <translation>Смотрите в объектив и двигайте головой по небольшому кругу…</translation>
    </message>
    <message>
        <source>Calibration complete</source>
        <translation>Калибровка завершена</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>&amp;Начать заново</translation>
    </message>
    <message>
        <source>That didn&apos;t work</source>
        <translation>Не получилось</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Повторить</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Калибровка</translation>
    </message>
    <message>
        <source>Second look: your call window</source>
        <translation>Второй взгляд: окно звонка</translation>
    </message>
    <message>
        <source>First look: the camera lens</source>
        <translation>Первый взгляд: объектив камеры</translation>
    </message>
    <message>
        <source>Used from now on with this camera and resolution.</source>
        <translation>Теперь используется с этой камерой и этим разрешением.</translation>
    </message>
    <message>
        <source>Quality: good.</source>
        <translation>Качество: хорошее.</translation>
    </message>
    <message>
        <source>Esc: cancel</source>
        <translation>Esc: отмена</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>Checking this computer…</source>
        <translation>Проверка компьютера…</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Выполняется</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>&amp;Открыть папку журнала</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>&amp;Копировать отчёт</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>&amp;Проверить снова</translation>
    </message>
    <message>
        <source>Safe to share: no images, names or file paths.</source>
        <translation>Можно безопасно передавать: без изображений, имён и путей к файлам.</translation>
    </message>
    <message>
        <source>Report copied. Paste it where you ask for help.</source>
        <translation>Отчёт скопирован. Вставьте его туда, где просите о помощи.</translation>
    </message>
    <message>
        <source>{0} of {1} checks need attention.</source>
        <translation>Проверок с замечаниями: {0} из {1}.</translation>
    </message>
    <message>
        <source>Everything looks good.</source>
        <translation>Всё в порядке.</translation>
    </message>
    <message>
        <source>Set &amp;up GazeFix Camera…</source>
        <translation>Настроить GazeFix &amp;Camera…</translation>
    </message>
    <message>
        <source>Choose a ca&amp;mera</source>
        <translation>&amp;Выбрать камеру</translation>
    </message>
    <message>
        <source>Open the &amp;file</source>
        <translation>Открыть &amp;файл</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>ОК</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>требует внимания</translation>
    </message>
    <message>
        <source>The checks couldn&apos;t run: {0}</source>
        <translation>Не удалось выполнить проверки: {0}</translation>
    </message>
    <message>
        <source>GazeFix stays in the tray. Its menu turns the correction on and off, changes the angle and pauses the camera.</source>
        <translation>GazeFix остаётся в системном лотке. Его меню включает и выключает коррекцию, меняет угол и приостанавливает камеру.</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running.</source>
        <translation>На этом рабочем столе нет системного лотка. Сверните окно, чтобы GazeFix Camera продолжала работать.</translation>
    </message>
    <message>
        <source>Welcome to GazeFix</source>
        <translation>Добро пожаловать в GazeFix</translation>
    </message>
    <message>
        <source>Step 1 of 3: your camera</source>
        <translation>Шаг 1 из 3: ваша камера</translation>
    </message>
    <message>
        <source>Step 2 of 3: your camera for calls</source>
        <translation>Шаг 2 из 3: камера для звонков</translation>
    </message>
    <message>
        <source>Step 3 of 3: calibration</source>
        <translation>Шаг 3 из 3: калибровка</translation>
    </message>
    <message>
        <source>Choose the camera in front of you. You should see yourself.</source>
        <translation>Выберите камеру перед вами. Вы должны увидеть себя.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Просмотр</translation>
    </message>
    <message>
        <source>GazeFix appears as a camera of its own. Choose “GazeFix Camera” in Zoom, Teams or your browser.</source>
        <translation>GazeFix выглядит как отдельная камера. Выберите «GazeFix Camera» в Zoom, Teams или браузере.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Вывод</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>Н&amp;азад</translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation>Почти готово</translation>
    </message>
    <message>
        <source>You&apos;re all set</source>
        <translation>Всё готово</translation>
    </message>
    <message>
        <source>You can also do this later, under “Camera and output”.</source>
        <translation>Это можно сделать и позже, в разделе «Камера и вывод».</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Готово</translation>
    </message>
    <message>
        <source>Choose “{0}” in your call&apos;s video settings.</source>
        <translation>Выберите «{0}» в настройках видео вашего звонка.</translation>
    </message>
    <message>
        <source>There is no picture from the camera yet. Go back to choose one.</source>
        <translation>Изображения с камеры пока нет. Вернитесь назад, чтобы выбрать другую.</translation>
    </message>
    <message>
        <source>Other programs need GazeFix Camera. Go back to set it up.</source>
        <translation>Другим программам нужна GazeFix Camera. Вернитесь назад, чтобы настроить её.</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>П&amp;ропустить</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Далее</translation>
    </message>
    <message>
        <source>GazeFix manual</source>
        <translation>Руководство GazeFix</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Темы</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Руководство</translation>
    </message>
    <message>
        <source>Run this in a terminal. It shows the commands and asks before it runs them.</source>
        <translation>Выполните это в терминале. Команды будут показаны и выполнены только с вашего согласия.</translation>
    </message>
    <message>
        <source>GazeFix sends to cameras with pyvirtualcam, which isn&apos;t installed yet.</source>
        <translation>GazeFix передаёт изображение камерам через pyvirtualcam, который ещё не установлен.</translation>
    </message>
    <message>
        <source>It is free software under the GPL, and comes from the Python Package Index.</source>
        <translation>Это свободная программа под лицензией GPL из Python Package Index.</translation>
    </message>
    <message>
        <source>Choose “GazeFix Camera” in your call&apos;s video settings. Restart a program that doesn&apos;t list it yet.</source>
        <translation>Выберите «GazeFix Camera» в настройках видео вашего звонка. Если её ещё нет в списке, перезапустите программу.</translation>
    </message>
    <message>
        <source>You will be asked for your password.</source>
        <translation>Потребуется ввести ваш пароль.</translation>
    </message>
    <message>
        <source>Browsers and other programs that use PipeWire can use GazeFix Camera without this.</source>
        <translation>Браузеры и другие программы с поддержкой PipeWire могут использовать GazeFix Camera и без этого.</translation>
    </message>
    <message>
        <source>Ready in browsers and other programs that support PipeWire. For Zoom and the rest, install the camera driver.</source>
        <translation>Готово в браузерах и других программах с поддержкой PipeWire. Для Zoom и остальных установите драйвер камеры.</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet: GazeFix Camera isn&apos;t set up.</source>
        <translation>Другие программы пока не могут использовать GazeFix: GazeFix Camera не настроена.</translation>
    </message>
    <message>
        <source>No output is chosen in the settings.</source>
        <translation>Вывод в настройках не выбран.</translation>
    </message>
    <message>
        <source>Opening the output…</source>
        <translation>Открывается вывод…</translation>
    </message>
    <message>
        <source>Sent to {0}.</source>
        <translation>Отправляется в {0}.</translation>
    </message>
    <message>
        <source>preview only</source>
        <translation>только просмотр</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>нет вывода</translation>
    </message>
    <message>
        <source>GazeFix can&apos;t do this for you. The steps are:</source>
        <translation>GazeFix не может сделать это за вас. Порядок действий:</translation>
    </message>
    <message>
        <source>Set up GazeFix Camera</source>
        <translation>Настроить GazeFix Camera</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Команды</translation>
    </message>
    <message>
        <source>Show the comman&amp;ds</source>
        <translation>Показать &amp;команды</translation>
    </message>
    <message>
        <source>It is listed as “{0}”.</source>
        <translation>В списке она называется «{0}».</translation>
    </message>
    <message>
        <source>&amp;Camera:</source>
        <translation>К&amp;амера:</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use by {0}</source>
        <translation>GazeFix Camera использует {0}</translation>
    </message>
    <message>
        <source>Your gaze: {0}, {1}</source>
        <translation>Ваш взгляд: {0}, {1}</translation>
    </message>
    <message>
        <source>Hol&amp;d to see before</source>
        <translation>Удерживать: &amp;до</translation>
    </message>
    <message>
        <source>Setting up GazeFix Camera…</source>
        <translation>Настраивается GazeFix Camera…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Скопировано.</translation>
    </message>
    <message>
        <source>&amp;Set it up</source>
        <translation>&amp;Настроить</translation>
    </message>
    <message>
        <source>Use &amp;PipeWire</source>
        <translation>&amp;Использовать PipeWire</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>К&amp;опировать</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready.</source>
        <translation>GazeFix Camera готова.</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready in browsers and other PipeWire programs.</source>
        <translation>GazeFix Camera готова в браузерах и других программах PipeWire.</translation>
    </message>
    <message>
        <source>Ready. Choose “{0}” in your call&apos;s video settings.</source>
        <translation>Готово. Выберите «{0}» в настройках видео вашего звонка.</translation>
    </message>
    <message>
        <source>That didn&apos;t work: {0}</source>
        <translation>Не получилось: {0}</translation>
    </message>
    <message>
        <source>Saved calibrations</source>
        <translation>Сохранённые калибровки</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Использовать</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>П&amp;ереименовать</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Удалить</translation>
    </message>
    <message>
        <source>good</source>
        <translation>хорошее</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>среднее</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Сведения</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>используется</translation>
    </message>
    <message>
        <source>Demo portrait</source>
        <translation>Демо-портрет</translation>
    </message>
    <message>
        <source>Everyone&apos;s eyes differ by a few degrees. Two looks save only a few numbers. The thorough way also saves pictures of your eyes on this computer. Only you can read them.</source>
        <translation>Глаза у всех различаются на несколько градусов. При двух взглядах сохраняется лишь несколько чисел. Подробная калибровка сохраняет на этом компьютере и снимки ваших глаз. Прочитать их можете только вы.</translation>
    </message>
    <message>
        <source>&amp;Thorough…</source>
        <translation>П&amp;одробно…</translation>
    </message>
    <message>
        <source>Follow a dot for 90 seconds, for a much better result.</source>
        <translation>Следите за точкой 90 секунд — результат будет намного лучше.</translation>
    </message>
    <message>
        <source>Space: pause   R: repeat   Esc: cancel</source>
        <translation>Пробел: пауза   R: повторить   Esc: отмена</translation>
    </message>
    <message>
        <source>Thorough calibration</source>
        <translation>Подробная калибровка</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Запуск…</translation>
    </message>
    <message>
        <source>Paused. Press Space to go on, or R to repeat the last dot.</source>
        <translation>Пауза. Пробел — продолжить, R — повторить последнюю точку.</translation>
    </message>
    <message>
        <source>Your face can&apos;t be seen.</source>
        <translation>Вашего лица не видно.</translation>
    </message>
    <message>
        <source>Follow the dot with your eyes. Keep your head still.</source>
        <translation>Следите за точкой глазами. Не двигайте головой.</translation>
    </message>
    <message>
        <source>Turn your head a little to the left, and follow the dot.</source>
        <translation>Немного поверните голову влево и следите за точкой.</translation>
    </message>
    <message>
        <source>Turn your head a little to the right, and follow the dot.</source>
        <translation>Немного поверните голову вправо и следите за точкой.</translation>
    </message>
    <message>
        <source>Raise your head a little, and follow the dot.</source>
        <translation>Немного поднимите голову и следите за точкой.</translation>
    </message>
    <message>
        <source>Lower your head a little, and follow the dot.</source>
        <translation>Немного опустите голову и следите за точкой.</translation>
    </message>
    <message>
        <source>The camera&apos;s pictures ended</source>
        <translation>Камера больше не даёт изображений</translation>
    </message>
    <message>
        <source>Your gaze is now measured to about {0} degrees ({1} before).</source>
        <translation>Теперь ваш взгляд измеряется с точностью около {0} градуса (раньше {1}).</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Закрыть</translation>
    </message>
    <message>
        <source>Trying again may improve it.</source>
        <translation>Повторная попытка может улучшить результат.</translation>
    </message>
    <message>
        <source>Measuring… {0} %</source>
        <translation>Измерение… {0} %</translation>
    </message>
    <message>
        <source>Your eyes seem to turn {0} times as far as usual. Check the screen&apos;s size with a card, and try again.</source>
        <translation>Ваши глаза, похоже, поворачиваются в {0} раза дальше обычного. Проверьте размер экрана с помощью карты и попробуйте снова.</translation>
    </message>
    <message>
        <source>Recordings of your eyes</source>
        <translation>Записи ваших глаз</translation>
    </message>
    <message>
        <source>De&amp;lete recording</source>
        <translation>Удалить &amp;запись</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>about {0} degrees</source>
        <translation>около {0} градуса</translation>
    </message>
    <message>
        <source>Can&apos;t be used: {0}</source>
        <translation>Нельзя использовать: {0}</translation>
    </message>
    <message>
        <source>Aim abo&amp;ve or below the lens</source>
        <translation>&amp;Цель выше или ниже объектива</translation>
    </message>
    <message>
        <source>Gla&amp;nce away now and then</source>
        <translation>&amp;Иногда отводить взгляд</translation>
    </message>
    <message>
        <source>Angle (u&amp;p to)</source>
        <translation>&amp;Угол (до)</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>Инт&amp;ервал</translation>
    </message>
    <message>
        <source>Random &amp;extra delay</source>
        <translation>Случайная &amp;задержка</translation>
    </message>
    <message>
        <source>Full correction up to the first angle, none beyond the second.</source>
        <translation>Полная коррекция до первого угла, никакой — после второго.</translation>
    </message>
    <message>
        <source>R&amp;un on</source>
        <translation>В&amp;ычислять на</translation>
    </message>
    <message>
        <source>Maximum &amp;faces</source>
        <translation>&amp;Лиц, не более</translation>
    </message>
    <message>
        <source>&amp;Reset to defaults…</source>
        <translation>С&amp;бросить настройки…</translation>
    </message>
    <message>
        <source>Glances</source>
        <translation>Взгляды в сторону</translation>
    </message>
    <message>
        <source>When to stop</source>
        <translation>Когда прекращать</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Производительность</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>Сбросить настройки</translation>
    </message>
    <message>
        <source>Reset everything under Correction and Advanced to its default?</source>
        <translation>Сбросить всё в разделах «Коррекция» и «Дополнительно»?</translation>
    </message>
    <message>
        <source>Your camera, output and calibration are kept.</source>
        <translation>Камера, вывод и калибровка сохранятся.</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Сбросить</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>Процессор (ЦП)</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>Видеокарта NVIDIA</translation>
    </message>
    <message>
        <source>{0}:</source>
        <translation>{0}:</translation>
    </message>
    <message>
        <source>&amp;Vertical angle</source>
        <translation>Уг&amp;ол по вертикали</translation>
    </message>
    <message>
        <source>Hori&amp;zontal angle</source>
        <translation>Угол по го&amp;ризонтали</translation>
    </message>
    <message>
        <source>&amp;Strength</source>
        <translation>С&amp;ила</translation>
    </message>
    <message>
        <source>Two short looks let GazeFix measure your eyes more accurately.</source>
        <translation>Два коротких взгляда помогут GazeFix точнее измерить ваши глаза.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Режим</translation>
    </message>
    <message>
        <source>&amp;Resume (camera on)</source>
        <translation>Продол&amp;жить (камера включена)</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Вниз</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Вверх</translation>
    </message>
    <message>
        <source>Your left</source>
        <translation>Влево от вас</translation>
    </message>
    <message>
        <source>Your right</source>
        <translation>Вправо от вас</translation>
    </message>
    <message>
        <source>Turn the camera off &amp;when no program is using it</source>
        <translation>В&amp;ыключать камеру, когда она не нужна</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Камера</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>&amp;Обновить</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>Снова искать камеры</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Разрешение</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Частота кадров</translation>
    </message>
    <message>
        <source>&amp;Resolution:</source>
        <translation>&amp;Разрешение:</translation>
    </message>
    <message>
        <source>Fram&amp;e rate:</source>
        <translation>&amp;Частота кадров:</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Рабочий стол</translation>
    </message>
    <message>
        <source>&amp;Start GazeFix when I log in</source>
        <translation>&amp;Запускать GazeFix при входе в систему</translation>
    </message>
    <message>
        <source>Start GazeFix when I log in</source>
        <translation>Запускать GazeFix при входе в систему</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>Язык системы</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>&amp;Язык</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} кадр/с</translation>
    </message>
    <message>
        <source>Calibration is turned off.</source>
        <translation>Калибровка отключена.</translation>
    </message>
    <message>
        <source>Calibrated on {0}, about {1} degrees.</source>
        <translation>Откалибровано {0}, точность около {1} градуса.</translation>
    </message>
    <message>
        <source>Calibrated.</source>
        <translation>Откалибровано.</translation>
    </message>
    <message>
        <source>Both angles are 0. Set one of them.</source>
        <translation>Оба угла равны 0. Задайте один из них.</translation>
    </message>
    <message>
        <source>Diagnostics, in the Tools menu, may show what is wrong.</source>
        <translation>Диагностика в меню «Инструменты» может показать, в чём дело.</translation>
    </message>
    <message>
        <source>GazeFix has stopped</source>
        <translation>GazeFix остановлен</translation>
    </message>
    <message>
        <source>Not calibrated for this camera and resolution.</source>
        <translation>Нет калибровки для этой камеры и этого разрешения.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Выключено</translation>
    </message>
    <message>
        <source>Your picture is shown unchanged.</source>
        <translation>Изображение показывается без изменений.</translation>
    </message>
    <message>
        <source>Nothing to correct</source>
        <translation>Нечего исправлять</translation>
    </message>
    <message>
        <source>The strength is 0.</source>
        <translation>Сила равна 0.</translation>
    </message>
    <message>
        <source>You already look at the camera, so nothing is changed.</source>
        <translation>Вы уже смотрите в камеру, поэтому ничего не меняется.</translation>
    </message>
    <message>
        <source>Correction isn&apos;t working; your picture is unchanged</source>
        <translation>Коррекция не работает; изображение не меняется</translation>
    </message>
    <message>
        <source>Reinstall GazeFix.</source>
        <translation>Переустановите GazeFix.</translation>
    </message>
    <message>
        <source>Open GazeFix to set up GazeFix Camera.</source>
        <translation>Откройте GazeFix, чтобы настроить GazeFix Camera.</translation>
    </message>
    <message>
        <source>Calibrated since {0}.</source>
        <translation>Откалибровано {0}.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Запуск</translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation>Коррекция включена</translation>
    </message>
    <message>
        <source>Eyes on the camera</source>
        <translation>Взгляд в камеру</translation>
    </message>
    <message>
        <source>Switching on</source>
        <translation>Включается</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}.</translation>
    </message>
    <message>
        <source>Calibrate again, or delete it.</source>
        <translation>Выполните калибровку снова или удалите её.</translation>
    </message>
    <message>
        <source>No picture from the camera</source>
        <translation>Нет изображения с камеры</translation>
    </message>
    <message>
        <source>GazeFix Camera stopped working</source>
        <translation>GazeFix Camera перестала работать</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet</source>
        <translation>Другие программы пока не могут использовать GazeFix</translation>
    </message>
    <message>
        <source>Opening the camera and loading the models…</source>
        <translation>Открывается камера, загружаются модели…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>The camera is off. Others see a placeholder.</source>
        <translation>Камера выключена. Собеседники видят заставку.</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Не используется</translation>
    </message>
    <message>
        <source>No program is using GazeFix Camera, so your camera is off.</source>
        <translation>Ни одна программа не использует GazeFix Camera, поэтому камера выключена.</translation>
    </message>
    <message>
        <source>Clip finished</source>
        <translation>Клип закончился</translation>
    </message>
    <message>
        <source>The camera is off.</source>
        <translation>Камера выключена.</translation>
    </message>
    <message>
        <source>GazeFix Camera isn&apos;t set up, so your camera is off.</source>
        <translation>GazeFix Camera не настроена, поэтому камера выключена.</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one under “Camera and output”.</source>
        <translation>Подключите камеру или выберите другую в разделе «Камера и вывод».</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>Нет вывода</translation>
    </message>
    <message>
        <source>See “Camera and output”, or Diagnostics.</source>
        <translation>См. «Камера и вывод» или диагностику.</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>Лицо не найдено</translation>
    </message>
    <message>
        <source>Make sure the camera can see your face.</source>
        <translation>Убедитесь, что камера видит ваше лицо.</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>Глаза закрыты</translation>
    </message>
    <message>
        <source>Closed eyes are not corrected.</source>
        <translation>Закрытые глаза не исправляются.</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re looking away</source>
        <translation>Без коррекции: вы смотрите в сторону</translation>
    </message>
    <message>
        <source>Look back at the screen to resume.</source>
        <translation>Посмотрите снова на экран, чтобы продолжить.</translation>
    </message>
    <message>
        <source>Not correcting: your head is turned</source>
        <translation>Без коррекции: голова повёрнута</translation>
    </message>
    <message>
        <source>Face the camera to resume.</source>
        <translation>Повернитесь к камере, чтобы продолжить.</translation>
    </message>
    <message>
        <source>Not correcting: your eyes aren&apos;t clear enough</source>
        <translation>Без коррекции: глаза видны нечётко</translation>
    </message>
    <message>
        <source>Try more light, or less glare on your glasses.</source>
        <translation>Добавьте света или уберите блики на очках.</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re too far away</source>
        <translation>Без коррекции: вы слишком далеко</translation>
    </message>
    <message>
        <source>Move closer to the camera.</source>
        <translation>Придвиньтесь ближе к камере.</translation>
    </message>
    <message>
        <source>Not correcting: your eyes are at the edge</source>
        <translation>Без коррекции: глаза у края кадра</translation>
    </message>
    <message>
        <source>Move to the centre of the picture.</source>
        <translation>Переместитесь в центр кадра.</translation>
    </message>
    <message>
        <source>Not correcting: this computer can&apos;t keep up</source>
        <translation>Без коррекции: компьютер не успевает</translation>
    </message>
    <message>
        <source>Close other programs or choose a lower resolution.</source>
        <translation>Закройте другие программы или выберите меньшее разрешение.</translation>
    </message>
    <message>
        <source>GazeFix: {0}</source>
        <translation>GazeFix: {0}</translation>
    </message>
    <message>
        <source>Before is left of the divider, after is right of it. Arrow keys move it. The space bar shows before.</source>
        <translation>Слева от разделителя — до, справа — после. Стрелки двигают его. Пробел показывает, как было до.</translation>
    </message>
    <message>
        <source>Drag to compare: before on the left, after on the right.</source>
        <translation>Перетащите для сравнения: слева до, справа после.</translation>
    </message>
    <message>
        <source>After</source>
        <translation>После</translation>
    </message>
    <message>
        <source>Not corrected</source>
        <translation>Без коррекции</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>До</translation>
    </message>
    <message>
        <source>A dot moves over the screen for about 90 seconds. Follow it with your eyes. Sit as you would in a call, with light on your face and nobody else in the picture.</source>
        <translation>Около 90 секунд по экрану движется точка. Следите за ней глазами. Сядьте как во время звонка, при хорошем свете и чтобы в кадре не было других людей.</translation>
    </message>
    <message>
        <source>Pictures of your eyes are saved on this computer, and only you can read them. Calibrate… lists and deletes them.</source>
        <translation>Снимки ваших глаз сохраняются на этом компьютере, и прочитать их можете только вы. «Калибровка…» показывает и удаляет их.</translation>
    </message>
    <message>
        <source>Place of the camera</source>
        <translation>Место камеры</translation>
    </message>
    <message>
        <source>Drag the camera to where it is, or use the arrow keys.</source>
        <translation>Перетащите камеру на её место или используйте клавиши со стрелками.</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>Банковская карта</translation>
    </message>
    <message>
        <source>&amp;Measure with a card</source>
        <translation>&amp;Измерить картой</translation>
    </message>
    <message>
        <source>Width of the card</source>
        <translation>Ширина карты</translation>
    </message>
    <message>
        <source>Lay a bank card on the screen, and move the slider until both are equally large.</source>
        <translation>Приложите банковскую карту к экрану и двигайте ползунок, пока размеры не совпадут.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Отмена</translation>
    </message>
    <message>
        <source>The green circle is the camera. Drag it to where the camera sits at your screen.</source>
        <translation>Зелёный круг — это камера. Перетащите его туда, где она находится у вашего экрана.</translation>
    </message>
    <message>
        <source>The size of this screen is not known.</source>
        <translation>Размер этого экрана неизвестен.</translation>
    </message>
    <message>
        <source>This screen is {0} by {1} cm large.</source>
        <translation>Размер этого экрана: {0} на {1} см.</translation>
    </message>
    <message>
        <source>slider</source>
        <translation>ползунок</translation>
    </message>
    <message>
        <source>number</source>
        <translation>число</translation>
    </message>
    <message>
        <source>Double-click the slider to reset it.</source>
        <translation>Двойной щелчок по ползунку сбрасывает его.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>En&amp;large my eyes</source>
        <translation>Увеличить &amp;глаза</translation>
    </message>
    <message>
        <source>Enlarge my eyes</source>
        <translation>Увеличить глаза</translation>
    </message>
    <message>
        <source>Shows both eyes, before over after, and where they look.</source>
        <translation>Показывает оба глаза, до над после, и куда они смотрят.</translation>
    </message>
    <message>
        <source>Or hold the space bar in the preview.</source>
        <translation>Или удерживайте пробел в просмотре.</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>&amp;Повторить</translation>
    </message>
    <message>
        <source>&amp;GazeFix</source>
        <translation>&amp;GazeFix</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>И&amp;нструменты</translation>
    </message>
    <message>
        <source>C&amp;orrection</source>
        <translation>&amp;Коррекция</translation>
    </message>
    <message>
        <source>Ca&amp;mera and output</source>
        <translation>Камера и &amp;вывод</translation>
    </message>
    <message>
        <source>&amp;Advanced</source>
        <translation>Дополни&amp;тельно</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Показатели</translation>
    </message>
    <message>
        <source>Pla&amp;y again</source>
        <translation>Вос&amp;произвести снова</translation>
    </message>
    <message>
        <source>{0} ms delay</source>
        <translation>задержка {0} мс</translation>
    </message>
    <message>
        <source>uncorrected picture</source>
        <translation>изображение без коррекции</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
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
        <translation>GazeFix продолжит попытки.</translation>
    </message>
    <message>
        <source>Automatic: {0}</source>
        <translation>Авто: {0}</translation>
    </message>
    <message>
        <source>{0} (in use by {1})</source>
        <translation>{0} (занята: {1})</translation>
    </message>
    <message>
        <source>Keyboard shortcut</source>
        <translation>Сочетание клавиш</translation>
    </message>
    <message>
        <source>Keys that turn the correction on and off in every program. Some desktops ask first.</source>
        <translation>Клавиши, которые включают и выключают коррекцию в любой программе. Некоторые рабочие среды сначала спрашивают.</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcut</source>
        <translation>Соч&amp;етание клавиш</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one above.</source>
        <translation>Подключите камеру или выберите другую выше.</translation>
    </message>
    <message>
        <source>If a browser doesn&apos;t list it: in Chrome, turn on chrome://flags/#enable-webrtc-pipewire-camera; in Firefox, set media.webrtc.camera.allow-pipewire to true in about:config. Then restart the browser.</source>
        <translation>Если браузер её не показывает: в Chrome включите chrome://flags/#enable-webrtc-pipewire-camera; в Firefox установите media.webrtc.camera.allow-pipewire в true на странице about:config. Затем перезапустите браузер.</translation>
    </message>
    <message>
        <source>New releases</source>
        <translation>Новые версии</translation>
    </message>
    <message>
        <source>Web address that tells the newest release, asked once at each start. Empty: never asked.</source>
        <translation>Веб-адрес, который сообщает о последней версии; запрашивается один раз при каждом запуске. Пусто: никогда.</translation>
    </message>
    <message>
        <source>GazeFix {0} is out. This is {1}.</source>
        <translation>Вышла GazeFix {0}. Сейчас установлена {1}.</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>&apos;{0}&apos; is GazeFix&apos;s own output</source>
        <translation>«{0}» — это вывод самой программы GazeFix</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Камеры</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Дисплей</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Рисование</translation>
    </message>
    <message>
        <source>Face finder</source>
        <translation>Поиск лица</translation>
    </message>
    <message>
        <source>GStreamer closed the pipe</source>
        <translation>GStreamer закрыл соединение</translation>
    </message>
    <message>
        <source>GStreamer has ended: {0}</source>
        <translation>GStreamer завершился: {0}</translation>
    </message>
    <message>
        <source>GStreamer takes no more frames</source>
        <translation>GStreamer больше не принимает кадры</translation>
    </message>
    <message>
        <source>GStreamer&apos;s plugin for it is not installed</source>
        <translation>Не установлен его модуль для GStreamer</translation>
    </message>
    <message>
        <source>GazeFix Camera</source>
        <translation>GazeFix Camera</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use, and stays until the computer is restarted</source>
        <translation>GazeFix Camera используется и останется до перезагрузки компьютера</translation>
    </message>
    <message>
        <source>GazeFix works without a tray; on GNOME the extension &apos;AppIndicator and KStatusNotifierItem Support&apos; adds one</source>
        <translation>GazeFix работает и без системного лотка; в GNOME его добавляет расширение «AppIndicator and KStatusNotifierItem Support»</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
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
        <translation>Не удаётся использовать PipeWire: {0}</translation>
    </message>
    <message>
        <source>PipeWire does not show GazeFix Camera</source>
        <translation>PipeWire не показывает GazeFix Camera</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>PyTorch finds no NVIDIA graphics card that it can use</source>
        <translation>PyTorch не находит пригодной видеокарты NVIDIA</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Qt cannot ask for it: {0}</source>
        <translation>Qt не может узнать это: {0}</translation>
    </message>
    <message>
        <source>Qt could not be tried: {0}</source>
        <translation>Не удалось проверить Qt: {0}</translation>
    </message>
    <message>
        <source>Qt ended with {0}</source>
        <translation>Qt завершился с кодом {0}</translation>
    </message>
    <message>
        <source>Secure Boot is on. If the module is refused: {0}</source>
        <translation>Включена безопасная загрузка. Если модуль отклонён: {0}</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Файл настроек</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Системный лоток</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Веса нейросетей</translation>
    </message>
    <message>
        <source>a picture of shot {0} is damaged</source>
        <translation>Снимок записи {0} повреждён</translation>
    </message>
    <message>
        <source>a second person was in {0} of the pictures</source>
        <translation>Второй человек был в {0} снимков</translation>
    </message>
    <message>
        <source>a tray needs a display</source>
        <translation>Системному лотку нужен дисплей</translation>
    </message>
    <message>
        <source>add a camera: as root, change the line in {0} to: {1}</source>
        <translation>Добавьте камеру: от имени root замените строку в {0} на: {1}</translation>
    </message>
    <message>
        <source>another program sends to &apos;{0}&apos; already: {1}</source>
        <translation>Другая программа уже передаёт в «{0}»: {1}</translation>
    </message>
    <message>
        <source>another user&apos;s program</source>
        <translation>Программа другого пользователя</translation>
    </message>
    <message>
        <source>be alone in the picture, and try again</source>
        <translation>Оставайтесь в кадре одни и попробуйте снова</translation>
    </message>
    <message>
        <source>both looks went into the same direction ({0} degrees apart)</source>
        <translation>Оба взгляда были в одном направлении (разница {0} градусов)</translation>
    </message>
    <message>
        <source>by NumPy, which takes longer: there are no compiled kernels for this computer</source>
        <translation>через NumPy, что дольше: для этого компьютера нет скомпилированного кода</translation>
    </message>
    <message>
        <source>camera {0} is GazeFix&apos;s own output</source>
        <translation>Камера {0} — это вывод самой программы GazeFix</translation>
    </message>
    <message>
        <source>cannot change the registry: {0}</source>
        <translation>Не удаётся изменить реестр: {0}</translation>
    </message>
    <message>
        <source>cannot change {0}: {1}</source>
        <translation>Не удаётся изменить {0}: {1}</translation>
    </message>
    <message>
        <source>cannot listen for commands: {0}</source>
        <translation>не удаётся принимать команды: {0}</translation>
    </message>
    <message>
        <source>cannot read the recording {0}: {1}</source>
        <translation>Не удаётся прочитать запись {0}: {1}</translation>
    </message>
    <message>
        <source>cannot read {0}: {1}</source>
        <translation>Не удаётся прочитать {0}: {1}</translation>
    </message>
    <message>
        <source>cannot show a window ({0}): {1}</source>
        <translation>Не удаётся показать окно ({0}): {1}</translation>
    </message>
    <message>
        <source>check that it is connected and not in use elsewhere</source>
        <translation>Проверьте, что она подключена и не используется в другом месте</translation>
    </message>
    <message>
        <source>check that it is connected and that GazeFix isn&apos;t paused</source>
        <translation>Проверьте, что она подключена и GazeFix не на паузе</translation>
    </message>
    <message>
        <source>check that you may write there</source>
        <translation>Проверьте, что вы можете туда записывать</translation>
    </message>
    <message>
        <source>check the connection to the internet, and try again</source>
        <translation>Проверьте подключение к интернету и попробуйте снова</translation>
    </message>
    <message>
        <source>check the name, and that you may read it</source>
        <translation>Проверьте имя и право читать файл</translation>
    </message>
    <message>
        <source>check the screen&apos;s size with a card, and the distance</source>
        <translation>Проверьте размер экрана с помощью карты и расстояние</translation>
    </message>
    <message>
        <source>check your rights on this computer</source>
        <translation>Проверьте свои права на этом компьютере</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>Выберите другое имя</translation>
    </message>
    <message>
        <source>choose the camera that you sit in front of</source>
        <translation>Выберите камеру, перед которой вы сидите</translation>
    </message>
    <message>
        <source>connect a camera</source>
        <translation>Подключите камеру</translation>
    </message>
    <message>
        <source>correct the file, or remove it to use the defaults</source>
        <translation>Исправьте файл или удалите его, чтобы использовать значения по умолчанию</translation>
    </message>
    <message>
        <source>face the camera</source>
        <translation>Повернитесь лицом к камере</translation>
    </message>
    <message>
        <source>fit the rectangle to a bank card&apos;s long side</source>
        <translation>Подгоните прямоугольник под длинную сторону банковской карты</translation>
    </message>
    <message>
        <source>follow the dot with your eyes until it ends, and try again</source>
        <translation>Следите за точкой глазами до конца и попробуйте снова</translation>
    </message>
    <message>
        <source>follow the dot with your eyes, keep them open while it rests, and try again</source>
        <translation>Следите за точкой, не закрывайте глаза, пока она стоит, и попробуйте снова</translation>
    </message>
    <message>
        <source>give your user access: sudo usermod -aG video $USER, then log out and in</source>
        <translation>Дайте своему пользователю доступ: sudo usermod -aG video $USER, затем выйдите из системы и войдите снова</translation>
    </message>
    <message>
        <source>install Python 3.11 or newer</source>
        <translation>Установите Python 3.11 или новее</translation>
    </message>
    <message>
        <source>install the system libraries that Qt needs (on Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</source>
        <translation>Установите системные библиотеки, нужные Qt (в Debian и Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</translation>
    </message>
    <message>
        <source>install {0}, and try again</source>
        <translation>Установите {0} и попробуйте снова</translation>
    </message>
    <message>
        <source>invalid name of a recording: &apos;{0}&apos;</source>
        <translation>Недопустимое имя записи: «{0}»</translation>
    </message>
    <message>
        <source>invalid profile name: &apos;{0}&apos;</source>
        <translation>Недопустимое имя профиля: «{0}»</translation>
    </message>
    <message>
        <source>it does not run in this session</source>
        <translation>В этом сеансе он не запущен</translation>
    </message>
    <message>
        <source>it failed: {0}</source>
        <translation>Сбой: {0}</translation>
    </message>
    <message>
        <source>it is in use by {0}: close that, or choose another camera</source>
        <translation>Её использует {0}: закройте эту программу или выберите другую камеру</translation>
    </message>
    <message>
        <source>it is started again</source>
        <translation>Запускается снова</translation>
    </message>
    <message>
        <source>it needs PipeWire, its GStreamer plugin and pw-dump (on Debian and Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</source>
        <translation>Нужны PipeWire, его модуль для GStreamer и pw-dump (в Debian и Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</translation>
    </message>
    <message>
        <source>it was not allowed, so nothing was done</source>
        <translation>Это не было разрешено, поэтому ничего не сделано</translation>
    </message>
    <message>
        <source>keep looking at one point until the look is over</source>
        <translation>Смотрите в одну точку, пока измерение не закончится</translation>
    </message>
    <message>
        <source>let your user write to that folder; GazeFix works without a log</source>
        <translation>Разрешите своему пользователю запись в эту папку; GazeFix работает и без журнала</translation>
    </message>
    <message>
        <source>let your user write to {0}; GazeFix works without a log</source>
        <translation>Разрешите своему пользователю запись в {0}; GazeFix работает и без журнала</translation>
    </message>
    <message>
        <source>log in to a desktop; {0}</source>
        <translation>Войдите в сеанс рабочего стола; {0}</translation>
    </message>
    <message>
        <source>look into the camera itself, not at its picture</source>
        <translation>Смотрите на саму камеру, а не на её изображение</translation>
    </message>
    <message>
        <source>look into the lens first, and then at the call&apos;s window, further away from it</source>
        <translation>Сначала смотрите в объектив, затем на окно звонка, подальше от него</translation>
    </message>
    <message>
        <source>name one by its path: {0}</source>
        <translation>Укажите одну по её пути: {0}</translation>
    </message>
    <message>
        <source>no camera is named {0} yet</source>
        <translation>Камеры с именем {0} пока нет</translation>
    </message>
    <message>
        <source>no camera was found</source>
        <translation>Камера не найдена</translation>
    </message>
    <message>
        <source>no face was seen while the dot rested</source>
        <translation>Лица не было видно, пока точка стояла</translation>
    </message>
    <message>
        <source>no permission to open {0}</source>
        <translation>Нет права открыть {0}</translation>
    </message>
    <message>
        <source>no permission to write to {0}</source>
        <translation>Нет права записи в {0}</translation>
    </message>
    <message>
        <source>no picture from the camera</source>
        <translation>Нет изображения с камеры</translation>
    </message>
    <message>
        <source>no preview window can be shown: {0}</source>
        <translation>Не удаётся показать окно просмотра: {0}</translation>
    </message>
    <message>
        <source>none at {0}: the defaults are used</source>
        <translation>Нет файла {0}: используются значения по умолчанию</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>Не найдены</translation>
    </message>
    <message>
        <source>none yet at {0}</source>
        <translation>Пока нет журнала в {0}</translation>
    </message>
    <message>
        <source>not installed, and not needed without an NVIDIA graphics card</source>
        <translation>Не установлено и не нужно без видеокарты NVIDIA</translation>
    </message>
    <message>
        <source>not installed, but the settings ask for it</source>
        <translation>Не установлено, но требуется настройками</translation>
    </message>
    <message>
        <source>not installed, so {0} isn&apos;t used</source>
        <translation>Не установлено, поэтому {0} не используется</translation>
    </message>
    <message>
        <source>offers GazeFix Camera to browsers and other programs that ask the desktop for cameras</source>
        <translation>Предоставляет GazeFix Camera браузерам и другим программам, которые запрашивают камеры у рабочего стола</translation>
    </message>
    <message>
        <source>only Linux has it</source>
        <translation>Он есть только в Linux</translation>
    </message>
    <message>
        <source>open eyes were seen in only {0} frames of the look</source>
        <translation>Открытые глаза были видны лишь в {0} кадрах измерения</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; cannot be read: {1}</source>
        <translation>Не удаётся прочитать профиль «{0}»: {1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds impossible numbers</source>
        <translation>Профиль «{0}» содержит невозможные числа</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds {1} = {2}</source>
        <translation>Профиль «{0}» содержит {1} = {2}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: its slopes</source>
        <translation>Профиль «{0}» неполон: нет наклонов</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: {1}</source>
        <translation>Профиль «{0}» неполон: {1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is of another version</source>
        <translation>Профиль «{0}» из другой версии</translation>
    </message>
    <message>
        <source>put light on your face, and try again</source>
        <translation>Осветите лицо и попробуйте снова</translation>
    </message>
    <message>
        <source>pyvirtualcam cannot be loaded: {0}</source>
        <translation>не удаётся загрузить pyvirtualcam: {0}</translation>
    </message>
    <message>
        <source>pyvirtualcam is not installed</source>
        <translation>pyvirtualcam не установлен</translation>
    </message>
    <message>
        <source>record your eyes again</source>
        <translation>Запишите глаза ещё раз</translation>
    </message>
    <message>
        <source>see the display above; GazeFix works without a tray</source>
        <translation>См. «Дисплей» выше; GazeFix работает и без системного лотка</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face</source>
        <translation>Сядьте лицом к камере при хорошем свете</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face, keep your eyes open, and try again</source>
        <translation>Сядьте лицом к камере при хорошем свете, не закрывайте глаза и попробуйте снова</translation>
    </message>
    <message>
        <source>start again</source>
        <translation>Начните снова</translation>
    </message>
    <message>
        <source>sudo usermod -aG video $USER, then log out and in</source>
        <translation>sudo usermod -aG video $USER, затем выйдите из системы и войдите снова</translation>
    </message>
    <message>
        <source>take both looks with the same camera and resolution</source>
        <translation>Выполните оба измерения с одной камерой и одним разрешением</translation>
    </message>
    <message>
        <source>the camera changed from {0} ({1}x{2}) to {3} ({4}x{5})</source>
        <translation>Камера сменилась с {0} ({1}x{2}) на {3} ({4}x{5})</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t built for the running kernel</source>
        <translation>Драйвер камеры v4l2loopback не собран для текущего ядра</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed</source>
        <translation>Драйвер камеры v4l2loopback не установлен</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed; {0} installs it</source>
        <translation>Драйвер камеры v4l2loopback не установлен; его установит {0}</translation>
    </message>
    <message>
        <source>the camera&apos;s picture changed its size</source>
        <translation>Размер изображения камеры изменился</translation>
    </message>
    <message>
        <source>the card&apos;s width gives an impossible screen</source>
        <translation>Ширина карты даёт невозможный размер экрана</translation>
    </message>
    <message>
        <source>the correction failed: {0}</source>
        <translation>Сбой коррекции: {0}</translation>
    </message>
    <message>
        <source>the correction is not responding</source>
        <translation>Коррекция не отвечает</translation>
    </message>
    <message>
        <source>the eyes could not be read well</source>
        <translation>Не удалось хорошо распознать глаза</translation>
    </message>
    <message>
        <source>too few pictures of your face were taken while the dot rested</source>
        <translation>Пока точка стояла на месте, сделано слишком мало снимков вашего лица</translation>
    </message>
    <message>
        <source>sit facing the camera, close other programs, and try again</source>
        <translation>Сядьте лицом к камере, закройте другие программы и попробуйте ещё раз</translation>
    </message>
    <message>
        <source>the eyes rested on only {0} of {1} dots</source>
        <translation>Глаза задержались лишь на {0} из {1} точек</translation>
    </message>
    <message>
        <source>the eyes seem to turn {0} times as far as the dot</source>
        <translation>Глаза, похоже, поворачиваются в {0} раза дальше точки</translation>
    </message>
    <message>
        <source>the eyes seem {0} cm away</source>
        <translation>Глаза, похоже, на расстоянии {0} см</translation>
    </message>
    <message>
        <source>the eyes wandered by {0} degrees</source>
        <translation>Глаза сместились на {0} градусов</translation>
    </message>
    <message>
        <source>the eyes were elsewhere at {0} of {1} dots</source>
        <translation>Глаза смотрели в другое место на {0} из {1} точек</translation>
    </message>
    <message>
        <source>the gaze could only be read to {0} degrees</source>
        <translation>Взгляд удалось определить лишь с точностью {0} градуса</translation>
    </message>
    <message>
        <source>the head was turned by {0} degrees</source>
        <translation>Голова была повёрнута на {0} градусов</translation>
    </message>
    <message>
        <source>the localizer &apos;{0}&apos; finds a face in an empty picture</source>
        <translation>Поиск лица «{0}» находит лицо на пустом изображении</translation>
    </message>
    <message>
        <source>the look into the lens was measured {0} degrees beside it</source>
        <translation>Взгляд в объектив измерен в {0} градусах от него</translation>
    </message>
    <message>
        <source>the picture is too dark</source>
        <translation>Изображение слишком тёмное</translation>
    </message>
    <message>
        <source>the profiles are: {0}</source>
        <translation>Профили: {0}</translation>
    </message>
    <message>
        <source>the recordings are: {0}</source>
        <translation>Записи: {0}</translation>
    </message>
    <message>
        <source>the virtual camera cannot be opened: {0}</source>
        <translation>Не удаётся открыть виртуальную камеру: {0}</translation>
    </message>
    <message>
        <source>the virtual camera {0} failed: {1}</source>
        <translation>Сбой виртуальной камеры {0}: {1}</translation>
    </message>
    <message>
        <source>there is a profile &apos;{0}&apos; already</source>
        <translation>Профиль «{0}» уже есть</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos;</source>
        <translation>Нет камеры с именем «{0}»</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; to send to</source>
        <translation>Нет камеры с именем «{0}» для передачи</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; yet</source>
        <translation>Камеры с именем «{0}» пока нет</translation>
    </message>
    <message>
        <source>there is no camera {0}</source>
        <translation>Нет камеры {0}</translation>
    </message>
    <message>
        <source>there is no camera, clip or address &apos;{0}&apos;</source>
        <translation>Нет камеры, клипа или адреса «{0}»</translation>
    </message>
    <message>
        <source>there is no display</source>
        <translation>Нет дисплея</translation>
    </message>
    <message>
        <source>there is no profile &apos;{0}&apos;</source>
        <translation>Нет профиля «{0}»</translation>
    </message>
    <message>
        <source>there is no recording &apos;{0}&apos;</source>
        <translation>Нет записи «{0}»</translation>
    </message>
    <message>
        <source>this desktop has no tray</source>
        <translation>На этом рабочем столе нет системного лотка</translation>
    </message>
    <message>
        <source>this removes the virtual camera &apos;{0}&apos;, which no program uses</source>
        <translation>Это удалит виртуальную камеру «{0}», которую не использует ни одна программа</translation>
    </message>
    <message>
        <source>too few dots were looked at</source>
        <translation>Просмотрено слишком мало точек</translation>
    </message>
    <message>
        <source>try again, or run it as root</source>
        <translation>Попробуйте снова или выполните от имени root</translation>
    </message>
    <message>
        <source>unknown: the desktop does not answer</source>
        <translation>Неизвестно: рабочий стол не отвечает</translation>
    </message>
    <message>
        <source>unknown: this bundled program cannot ask</source>
        <translation>Неизвестно: эта сборка программы не может это узнать</translation>
    </message>
    <message>
        <source>use more light, avoid reflections on glasses, or come nearer</source>
        <translation>Добавьте света, уберите блики на очках или подойдите ближе</translation>
    </message>
    <message>
        <source>use more light, sit still, follow the dot, and try again</source>
        <translation>Добавьте света, сидите неподвижно, следите за точкой и попробуйте снова</translation>
    </message>
    <message>
        <source>v4l2loopback has other cameras: it stays loaded until a restart</source>
        <translation>У v4l2loopback есть другие камеры: модуль останется загруженным до перезагрузки</translation>
    </message>
    <message>
        <source>v4l2loopback is loaded for other cameras, and in use: close the programs that use them and try again, or restart the computer</source>
        <translation>v4l2loopback загружен для других камер и используется: закройте программы, которые их используют, и попробуйте снова или перезагрузите компьютер</translation>
    </message>
    <message>
        <source>your distribution&apos;s package of v4l2loopback, mostly v4l2loopback-dkms</source>
        <translation>пакет v4l2loopback вашего дистрибутива, обычно v4l2loopback-dkms</translation>
    </message>
    <message>
        <source>{0} cameras have &apos;{1}&apos; in their names</source>
        <translation>Камер с «{1}» в имени: {0}</translation>
    </message>
    <message>
        <source>{0} cannot be opened</source>
        <translation>Не удаётся открыть {0}</translation>
    </message>
    <message>
        <source>{0} cannot be run: {1}</source>
        <translation>Не удаётся выполнить {0}: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be started: {1}</source>
        <translation>Не удаётся запустить {0}: {1}</translation>
    </message>
    <message>
        <source>{0} gave something that is not a picture</source>
        <translation>{0} передаёт не изображение</translation>
    </message>
    <message>
        <source>{0} gives no frames</source>
        <translation>{0} не даёт кадров</translation>
    </message>
    <message>
        <source>{0} gives no pictures that GazeFix can read</source>
        <translation>{0} не даёт изображений, которые GazeFix может прочитать</translation>
    </message>
    <message>
        <source>{0} has ended</source>
        <translation>{0}: конец</translation>
    </message>
    <message>
        <source>{0} is a picture, not a clip</source>
        <translation>{0} — фотография, а не клип</translation>
    </message>
    <message>
        <source>{0} is a recording of another version</source>
        <translation>{0} — запись другой версии</translation>
    </message>
    <message>
        <source>{0} is not a camera</source>
        <translation>{0} — не камера</translation>
    </message>
    <message>
        <source>{0} is not installed</source>
        <translation>{0} не установлен</translation>
    </message>
    <message>
        <source>{0} is stuck</source>
        <translation>{0} не отвечает</translation>
    </message>
    <message>
        <source>{0} names the camera already, so it stays as it is</source>
        <translation>{0} уже называет камеру и остаётся без изменений</translation>
    </message>
    <message>
        <source>{0} names the camera, too; it is not GazeFix&apos;s file, so it stays</source>
        <translation>{0} тоже называет камеру; файл не принадлежит GazeFix и остаётся</translation>
    </message>
    <message>
        <source>{0} sets v4l2loopback up for other cameras</source>
        <translation>{0} настраивает v4l2loopback для других камер</translation>
    </message>
    <message>
        <source>{0} was not installed: {1}</source>
        <translation>{0} не установлен: {1}</translation>
    </message>
    <message>
        <source>{0}, {1} CPU threads</source>
        <translation>{0}, потоков ЦП: {1}</translation>
    </message>
    <message>
        <source>{0}; CPU only</source>
        <translation>{0}; только ЦП</translation>
    </message>
    <message>
        <source>{0}; CUDA {1} on {2}</source>
        <translation>{0}; CUDA {1} на {2}</translation>
    </message>
    <message>
        <source>{0}; PyTorch runs the networks instead, in three times the time</source>
        <translation>{0}; вместо него работает PyTorch, втрое медленнее</translation>
    </message>
    <message>
        <source>{0}; browsers get it through PipeWire, Zoom and others need it</source>
        <translation>{0}; браузеры получают её через PipeWire, Zoom и другим она нужна</translation>
    </message>
    <message>
        <source>{0}; not needed here</source>
        <translation>{0}; здесь не нужно</translation>
    </message>
    <message>
        <source>{0}; {1} computes wrongly</source>
        <translation>{0}; {1} считает неверно</translation>
    </message>
    <message>
        <source>this desktop gives programs no shortcuts</source>
        <translation>эта рабочая среда не даёт программам сочетаний клавиш</translation>
    </message>
    <message>
        <source>in the desktop&apos;s settings, make a shortcut that runs the command gazefix ctl toggle</source>
        <translation>создайте в настройках рабочей среды сочетание клавиш для команды gazefix ctl toggle</translation>
    </message>
    <message>
        <source>{0} can&apos;t be a shortcut</source>
        <translation>{0} не может быть сочетанием клавиш</translation>
    </message>
    <message>
        <source>choose Ctrl, Alt, Shift or Meta with a letter, a digit or F1 to F12</source>
        <translation>выберите Ctrl, Alt, Shift или Meta с буквой, цифрой или F1–F12</translation>
    </message>
    <message>
        <source>another program has the shortcut {0}</source>
        <translation>сочетание {0} занято другой программой</translation>
    </message>
    <message>
        <source>choose other keys</source>
        <translation>выберите другие клавиши</translation>
    </message>
    <message>
        <source>the desktop refused the shortcut</source>
        <translation>рабочая среда отклонила сочетание клавиш</translation>
    </message>
    <message>
        <source>this desktop has no program that asks for the password</source>
        <translation>в этой рабочей среде нет программы, которая спрашивает пароль</translation>
    </message>
    <message>
        <source>run gazefix setup-camera in a terminal</source>
        <translation>выполните gazefix setup-camera в терминале</translation>
    </message>
    <message>
        <source>{0} is not a web address</source>
        <translation>{0} — не веб-адрес</translation>
    </message>
    <message>
        <source>give an address like https://api.github.com/repos/OWNER/NAME/releases/latest, or none</source>
        <translation>укажите адрес вида https://api.github.com/repos/OWNER/NAME/releases/latest или оставьте поле пустым</translation>
    </message>
    <message>
        <source>{0} tells no release: {1}</source>
        <translation>{0} не сообщает о версии: {1}</translation>
    </message>
</context>
</TS>
