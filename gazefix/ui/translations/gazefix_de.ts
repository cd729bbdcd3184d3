<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>GazeFix</name>
    <message>
        <source>Correct my gaze</source>
        <translation>Blick korrigieren</translation>
    </message>
    <message>
        <source>Turns the live correction on and off.</source>
        <translation>Schaltet die Live-Korrektur ein und aus.</translation>
    </message>
    <message>
        <source>Vertical angle</source>
        <translation>Vertikaler Winkel</translation>
    </message>
    <message>
        <source>Turns your eyes up (+) or down (-), on top of the mode.</source>
        <translation>Dreht die Augen zusätzlich zum Modus nach oben (+) oder unten (-).</translation>
    </message>
    <message>
        <source>Horizontal angle</source>
        <translation>Horizontaler Winkel</translation>
    </message>
    <message>
        <source>Turns your eyes to your left (+) or right (-), on top of the mode.</source>
        <translation>Dreht die Augen zusätzlich zum Modus nach links (+) oder rechts (-), von Ihnen aus gesehen.</translation>
    </message>
    <message>
        <source>Aim above or below the lens</source>
        <translation>Ziel über oder unter dem Objektiv</translation>
    </message>
    <message>
        <source>Where your eyes are brought to. A little below the lens looks best to others.</source>
        <translation>Wohin der Blick gelenkt wird. Knapp unter dem Objektiv wirkt auf andere am natürlichsten.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>How strong the correction is.</source>
        <translation>Wie stark korrigiert wird.</translation>
    </message>
    <message>
        <source>Maximum faces</source>
        <translation>Gesichter (höchstens)</translation>
    </message>
    <message>
        <source>Corrects at most this many faces, the largest first.</source>
        <translation>Korrigiert höchstens so viele Gesichter, die größten zuerst.</translation>
    </message>
    <message>
        <source>Glance away now and then</source>
        <translation>Ab und zu kurz wegsehen</translation>
    </message>
    <message>
        <source>Looks beside the lens for a moment, as people do. Not in fixed-angle mode.</source>
        <translation>Blickt wie im echten Leben kurz am Objektiv vorbei. Nicht im Modus „Fester Winkel“.</translation>
    </message>
    <message>
        <source>Angle (up to)</source>
        <translation>Winkel (bis zu)</translation>
    </message>
    <message>
        <source>Largest angle of a glance, away from the lens.</source>
        <translation>Größter Winkel eines Seitenblicks, vom Objektiv aus.</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Shortest time between glances.</source>
        <translation>Kürzeste Zeit zwischen zwei Seitenblicken.</translation>
    </message>
    <message>
        <source>Random extra delay</source>
        <translation>Zufällige Zusatzzeit</translation>
    </message>
    <message>
        <source>A random time up to this is added to the interval.</source>
        <translation>Eine zufällige Zeit bis zu diesem Wert kommt zum Abstand hinzu.</translation>
    </message>
    <message>
        <source>Eyes up or down: fade from</source>
        <translation>Augen auf/ab: Ausblenden ab</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look up or down by more than this.</source>
        <translation>Ab diesem Winkel der Augen nach oben oder unten wird die Korrektur schwächer.</translation>
    </message>
    <message>
        <source>Eyes up or down: stop at</source>
        <translation>Augen auf/ab: Ende bei</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look up or down by more than this.</source>
        <translation>Ab diesem Winkel der Augen nach oben oder unten endet die Korrektur.</translation>
    </message>
    <message>
        <source>Eyes to the side: fade from</source>
        <translation>Augen seitlich: Ausblenden ab</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look to the side by more than this.</source>
        <translation>Ab diesem Winkel der Augen zur Seite wird die Korrektur schwächer.</translation>
    </message>
    <message>
        <source>Eyes to the side: stop at</source>
        <translation>Augen seitlich: Ende bei</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look to the side by more than this.</source>
        <translation>Ab diesem Winkel der Augen zur Seite endet die Korrektur.</translation>
    </message>
    <message>
        <source>Head up or down: fade from</source>
        <translation>Kopf auf/ab: Ausblenden ab</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned up or down by more than this.</source>
        <translation>Ab dieser Neigung des Kopfes nach oben oder unten wird die Korrektur schwächer.</translation>
    </message>
    <message>
        <source>Head up or down: stop at</source>
        <translation>Kopf auf/ab: Ende bei</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned up or down by more than this.</source>
        <translation>Ab dieser Neigung des Kopfes nach oben oder unten endet die Korrektur.</translation>
    </message>
    <message>
        <source>Head to the side: fade from</source>
        <translation>Kopf seitlich: Ausblenden ab</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned to the side by more than this.</source>
        <translation>Ab dieser Drehung des Kopfes zur Seite wird die Korrektur schwächer.</translation>
    </message>
    <message>
        <source>Head to the side: stop at</source>
        <translation>Kopf seitlich: Ende bei</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned to the side by more than this.</source>
        <translation>Ab dieser Drehung des Kopfes zur Seite endet die Korrektur.</translation>
    </message>
    <message>
        <source>Turn the camera off when no program is using it</source>
        <translation>Kamera aus, wenn kein Programm sie nutzt</translation>
    </message>
    <message>
        <source>The camera turns off when no program is using GazeFix Camera and the window is closed.</source>
        <translation>Die Kamera geht aus, wenn kein Programm GazeFix Camera nutzt und das Fenster geschlossen ist.</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>Ausführen auf</translation>
    </message>
    <message>
        <source>Where the networks run: the CPU or an NVIDIA graphics card.</source>
        <translation>Wo die Netze rechnen: auf dem Prozessor oder einer NVIDIA-Grafikkarte.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language of the windows. Changes apply when GazeFix starts again.</source>
        <translation>Sprache der Fenster. Änderungen gelten nach dem nächsten Start von GazeFix.</translation>
    </message>
    <message>
        <source>Eye contact</source>
        <translation>Blickkontakt</translation>
    </message>
    <message>
        <source>Makes you appear to look into the camera while you look at the screen.</source>
        <translation>Sie scheinen in die Kamera zu sehen, während Sie auf den Bildschirm blicken.</translation>
    </message>
    <message>
        <source>You appear to look into the camera.</source>
        <translation>Sie scheinen in die Kamera zu sehen.</translation>
    </message>
    <message>
        <source>Teleprompter</source>
        <translation>Teleprompter</translation>
    </message>
    <message>
        <source>For reading a script: allows wider eye movements.</source>
        <translation>Zum Ablesen eines Textes: lässt größere Augenbewegungen zu.</translation>
    </message>
    <message>
        <source>You appear to look into the camera while you read.</source>
        <translation>Sie scheinen beim Lesen in die Kamera zu sehen.</translation>
    </message>
    <message>
        <source>Fixed angle</source>
        <translation>Fester Winkel</translation>
    </message>
    <message>
        <source>Turns your eyes by the angles below, whichever way you look.</source>
        <translation>Dreht die Augen um die Winkel unten, wohin Sie auch blicken.</translation>
    </message>
    <message>
        <source>Your eyes are turned by a fixed angle.</source>
        <translation>Ihre Augen werden um einen festen Winkel gedreht.</translation>
    </message>
    <message>
        <source>0°</source>
        <translation>0°</translation>
    </message>
    <message>
        <source>{0}° up</source>
        <translation>{0}° nach oben</translation>
    </message>
    <message>
        <source>{0}° down</source>
        <translation>{0}° nach unten</translation>
    </message>
    <message>
        <source>{0}° to your left</source>
        <translation>{0}° nach links</translation>
    </message>
    <message>
        <source>{0}° to your right</source>
        <translation>{0}° nach rechts</translation>
    </message>
    <message>
        <source>&amp;Correct my gaze</source>
        <translation>Bli&amp;ck korrigieren</translation>
    </message>
    <message>
        <source>&amp;Pause (camera off)</source>
        <translation>&amp;Pause (Kamera aus)</translation>
    </message>
    <message>
        <source>Show p&amp;review</source>
        <translation>&amp;Vorschau anzeigen</translation>
    </message>
    <message>
        <source>Cali&amp;brate…</source>
        <translation>K&amp;alibrieren…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>&amp;Diagnose…</translation>
    </message>
    <message>
        <source>&amp;Getting started…</source>
        <translation>&amp;Erste Schritte…</translation>
    </message>
    <message>
        <source>GazeFix &amp;manual…</source>
        <translation>&amp;GazeFix-Handbuch…</translation>
    </message>
    <message>
        <source>&amp;About GazeFix…</source>
        <translation>&amp;Über GazeFix…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Up by 1°</source>
        <translation>1° nach oben</translation>
    </message>
    <message>
        <source>Down by 1°</source>
        <translation>1° nach unten</translation>
    </message>
    <message>
        <source>To your left by 1°</source>
        <translation>1° nach links</translation>
    </message>
    <message>
        <source>To your right by 1°</source>
        <translation>1° nach rechts</translation>
    </message>
    <message>
        <source>&amp;Mode: {0}</source>
        <translation>&amp;Modus: {0}</translation>
    </message>
    <message>
        <source>&amp;Vertical: {0}</source>
        <translation>Ve&amp;rtikal: {0}</translation>
    </message>
    <message>
        <source>&amp;Horizontal: {0}</source>
        <translation>&amp;Horizontal: {0}</translation>
    </message>
    <message>
        <source>&amp;Strength: {0}</source>
        <translation>&amp;Stärke: {0}</translation>
    </message>
    <message>
        <source>C&amp;amera</source>
        <translation>&amp;Kamera</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>&amp;Adjust…</source>
        <translation>&amp;Anpassen…</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t read your settings and is using the defaults.</source>
        <translation>GazeFix konnte Ihre Einstellungen nicht lesen und verwendet die Standardwerte.</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t use some of your settings. It keeps the others.</source>
        <translation>GazeFix konnte einige Einstellungen nicht verwenden. Die übrigen bleiben erhalten.</translation>
    </message>
    <message>
        <source>{0}

Your file will be kept as {1}.</source>
        <translation>{0}

Ihre Datei bleibt als {1} erhalten.</translation>
    </message>
    <message>
        <source>Quit GazeFix?</source>
        <translation>GazeFix beenden?</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running in your call.</source>
        <translation>Diese Arbeitsumgebung hat keinen Infobereich. Minimieren Sie das Fenster, damit GazeFix Camera im Gespräch weiterläuft.</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>&amp;Minimieren</translation>
    </message>
    <message>
        <source>&amp;Use the defaults</source>
        <translation>&amp;Standardwerte verwenden</translation>
    </message>
    <message>
        <source>&amp;Keep the rest</source>
        <translation>&amp;Übrige behalten</translation>
    </message>
    <message>
        <source>&amp;Open the file</source>
        <translation>&amp;Datei öffnen</translation>
    </message>
    <message>
        <source>GazeFix is still running</source>
        <translation>GazeFix läuft weiter</translation>
    </message>
    <message>
        <source>Click its tray icon to reopen this window; right-click it to quit.</source>
        <translation>Ein Klick auf das Symbol im Infobereich öffnet das Fenster wieder; ein Rechtsklick führt zu „Beenden“.</translation>
    </message>
    <message>
        <source>GazeFix keeps using the previous device.</source>
        <translation>GazeFix verwendet stattdessen das vorherige Gerät.</translation>
    </message>
    <message>
        <source>Your settings can&apos;t be saved: {0}.</source>
        <translation>Ihre Einstellungen können nicht gespeichert werden: {0}.</translation>
    </message>
    <message>
        <source>About GazeFix</source>
        <translation>Über GazeFix</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Press Start and keep looking until the bar is full.</source>
        <translation>Drücken Sie „Start“ und halten Sie den Blick, bis der Balken voll ist.</translation>
    </message>
    <message>
        <source>Quality: fair. Trying again may improve it.</source>
        <translation>Qualität: ausreichend. Ein neuer Versuch kann sie verbessern.</translation>
    </message>
    <message>
        <source>When you look into the lens, {0} and {1} now count as 0°.</source>
        <translation>Beim Blick ins Objektiv zählen {0} und {1} jetzt als 0°.</translation>
    </message>
    <message>
        <source>Your call window lies {0} and {1} from the lens.</source>
        <translation>Ihr Gesprächsfenster liegt {0} und {1} vom Objektiv.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Look at the spot on the screen where you usually see the other person.</source>
        <translation>Blicken Sie auf die Stelle des Bildschirms, an der Sie sonst Ihr Gegenüber sehen.</translation>
    </message>
    <message>
        <source>Sit as you would in a call. Look straight into the lens, not at your picture, while you move your head slowly in a small circle.</source>
        <translation>Sitzen Sie wie im Gespräch. Blicken Sie direkt ins Objektiv, nicht auf Ihr Bild, und bewegen Sie dabei den Kopf langsam in einem kleinen Kreis.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Start</translation>
    </message>
    <message>
        <source>Start the look</source>
        <translation>Messung starten</translation>
    </message>
    <message>
        <source>Look at your call window… {0}</source>
        <translation>Blicken Sie auf das Gesprächsfenster … {0}</translation>
    </message>
    <message>
        <source>Look at the lens… {0}</source>
        <translation>Blicken Sie ins Objektiv … {0}</translation>
    </message>
    <message>
        <source>Keep looking…</source>
        <translation>Blick halten…</translation>
    </message>
    <message>
        <source>Keep looking into the lens, and move your head in a small circle…</source>
        <translation>Blicken Sie weiter ins Objektiv und bewegen Sie den Kopf in einem kleinen Kreis …</translation>
    </message>
    <message>
        <source>Calibration complete</source>
        <translation>Kalibrierung abgeschlossen</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <source>That didn&apos;t work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>Second look: your call window</source>
        <translation>Zweiter Blick: Ihr Gesprächsfenster</translation>
    </message>
    <message>
        <source>First look: the camera lens</source>
        <translation>Erster Blick: das Objektiv</translation>
    </message>
    <message>
        <source>Used from now on with this camera and resolution.</source>
        <translation>Gilt ab jetzt für diese Kamera und Auflösung.</translation>
    </message>
    <message>
        <source>Quality: good.</source>
        <translation>Qualität: gut.</translation>
    </message>
    <message>
        <source>Esc: cancel</source>
        <translation>Esc: abbrechen</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Checking this computer…</source>
        <translation>Computer wird geprüft…</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Bitte warten</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>Protokollordner &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>&amp;Bericht kopieren</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>Erneut &amp;prüfen</translation>
    </message>
    <message>
        <source>Safe to share: no images, names or file paths.</source>
        <translation>Kann bedenkenlos weitergegeben werden: keine Bilder, Namen oder Dateipfade.</translation>
    </message>
    <message>
        <source>Report copied. Paste it where you ask for help.</source>
        <translation>Bericht kopiert. Fügen Sie ihn dort ein, wo Sie um Hilfe bitten.</translation>
    </message>
    <message>
        <source>{0} of {1} checks need attention.</source>
        <translation>{0} von {1} Prüfungen zeigen ein Problem.</translation>
    </message>
    <message>
        <source>Everything looks good.</source>
        <translation>Alles in Ordnung.</translation>
    </message>
    <message>
        <source>Set &amp;up GazeFix Camera…</source>
        <translation>GazeFix &amp;Camera einrichten…</translation>
    </message>
    <message>
        <source>Choose a ca&amp;mera</source>
        <translation>&amp;Kamera auswählen</translation>
    </message>
    <message>
        <source>Open the &amp;file</source>
        <translation>&amp;Datei öffnen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>The checks couldn&apos;t run: {0}</source>
        <translation>Die Prüfungen konnten nicht ausgeführt werden: {0}</translation>
    </message>
    <message>
        <source>GazeFix stays in the tray. Its menu turns the correction on and off, changes the angle and pauses the camera.</source>
        <translation>GazeFix bleibt im Infobereich. Über das Menü dort schalten Sie die Korrektur ein und aus, ändern den Winkel und pausieren die Kamera.</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running.</source>
        <translation>Diese Arbeitsumgebung hat keinen Infobereich. Minimieren Sie das Fenster, damit GazeFix Camera weiterläuft.</translation>
    </message>
    <message>
        <source>Welcome to GazeFix</source>
        <translation>Willkommen bei GazeFix</translation>
    </message>
    <message>
        <source>Step 1 of 3: your camera</source>
        <translation>Schritt 1 von 3: Ihre Kamera</translation>
    </message>
    <message>
        <source>Step 2 of 3: your camera for calls</source>
        <translation>Schritt 2 von 3: Ihre Kamera für Gespräche</translation>
    </message>
    <message>
        <source>Step 3 of 3: calibration</source>
        <translation>Schritt 3 von 3: Kalibrierung</translation>
    </message>
    <message>
        <source>Choose the camera in front of you. You should see yourself.</source>
        <translation>Wählen Sie die Kamera vor Ihnen. Sie sollten sich selbst sehen.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>GazeFix appears as a camera of its own. Choose “GazeFix Camera” in Zoom, Teams or your browser.</source>
        <translation>GazeFix erscheint als eigene Kamera. Wählen Sie „GazeFix Camera“ in Zoom, Teams oder im Browser.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation>Fast geschafft</translation>
    </message>
    <message>
        <source>You&apos;re all set</source>
        <translation>Alles bereit</translation>
    </message>
    <message>
        <source>You can also do this later, under “Camera and output”.</source>
        <translation>Das geht auch später, unter „Kamera und Ausgabe“.</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>Choose “{0}” in your call&apos;s video settings.</source>
        <translation>Wählen Sie „{0}“ in den Videoeinstellungen Ihres Gesprächs.</translation>
    </message>
    <message>
        <source>There is no picture from the camera yet. Go back to choose one.</source>
        <translation>Die Kamera liefert noch kein Bild. Gehen Sie zurück, um eine andere zu wählen.</translation>
    </message>
    <message>
        <source>Other programs need GazeFix Camera. Go back to set it up.</source>
        <translation>Andere Programme brauchen GazeFix Camera. Gehen Sie zurück, um sie einzurichten.</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>&amp;Überspringen</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>GazeFix manual</source>
        <translation>GazeFix-Handbuch</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Run this in a terminal. It shows the commands and asks before it runs them.</source>
        <translation>Führen Sie dies in einem Terminal aus. Die Befehle werden angezeigt und erst nach Ihrer Zustimmung ausgeführt.</translation>
    </message>
    <message>
        <source>GazeFix sends to cameras with pyvirtualcam, which isn&apos;t installed yet.</source>
        <translation>GazeFix sendet mit pyvirtualcam an Kameras, und das ist noch nicht installiert.</translation>
    </message>
    <message>
        <source>It is free software under the GPL, and comes from the Python Package Index.</source>
        <translation>Es ist freie Software unter der GPL und kommt aus dem Python Package Index.</translation>
    </message>
    <message>
        <source>Choose “GazeFix Camera” in your call&apos;s video settings. Restart a program that doesn&apos;t list it yet.</source>
        <translation>Wählen Sie „GazeFix Camera“ in den Videoeinstellungen Ihres Gesprächs. Starten Sie ein Programm neu, das sie noch nicht anbietet.</translation>
    </message>
    <message>
        <source>You will be asked for your password.</source>
        <translation>Sie werden nach Ihrem Passwort gefragt.</translation>
    </message>
    <message>
        <source>Browsers and other programs that use PipeWire can use GazeFix Camera without this.</source>
        <translation>Browser und andere Programme, die PipeWire nutzen, können GazeFix Camera auch so verwenden.</translation>
    </message>
    <message>
        <source>Ready in browsers and other programs that support PipeWire. For Zoom and the rest, install the camera driver.</source>
        <translation>Bereit in Browsern und anderen Programmen, die PipeWire unterstützen. Installieren Sie für Zoom und andere den Kameratreiber.</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet: GazeFix Camera isn&apos;t set up.</source>
        <translation>Andere Programme können GazeFix noch nicht nutzen: GazeFix Camera ist nicht eingerichtet.</translation>
    </message>
    <message>
        <source>No output is chosen in the settings.</source>
        <translation>In den Einstellungen ist keine Ausgabe gewählt.</translation>
    </message>
    <message>
        <source>Opening the output…</source>
        <translation>Ausgabe wird geöffnet…</translation>
    </message>
    <message>
        <source>Sent to {0}.</source>
        <translation>Ausgabe an {0}.</translation>
    </message>
    <message>
        <source>preview only</source>
        <translation>nur Vorschau</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>keine Ausgabe</translation>
    </message>
    <message>
        <source>GazeFix can&apos;t do this for you. The steps are:</source>
        <translation>GazeFix kann das nicht für Sie erledigen. Die Schritte:</translation>
    </message>
    <message>
        <source>Set up GazeFix Camera</source>
        <translation>GazeFix Camera einrichten</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Show the comman&amp;ds</source>
        <translation>&amp;Befehle anzeigen</translation>
    </message>
    <message>
        <source>It is listed as “{0}”.</source>
        <translation>Sie heißt dort „{0}“.</translation>
    </message>
    <message>
        <source>&amp;Camera:</source>
        <translation>K&amp;amera:</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use by {0}</source>
        <translation>GazeFix Camera wird von {0} genutzt</translation>
    </message>
    <message>
        <source>Your gaze: {0}, {1}</source>
        <translation>Ihr Blick: {0}, {1}</translation>
    </message>
    <message>
        <source>Hol&amp;d to see before</source>
        <translation>Gedrückt halten: &amp;vorher</translation>
    </message>
    <message>
        <source>Setting up GazeFix Camera…</source>
        <translation>GazeFix Camera wird eingerichtet…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>&amp;Set it up</source>
        <translation>&amp;Einrichten</translation>
    </message>
    <message>
        <source>Use &amp;PipeWire</source>
        <translation>PipeWire &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready.</source>
        <translation>GazeFix Camera ist bereit.</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready in browsers and other PipeWire programs.</source>
        <translation>GazeFix Camera ist in Browsern und anderen PipeWire-Programmen bereit.</translation>
    </message>
    <message>
        <source>Ready. Choose “{0}” in your call&apos;s video settings.</source>
        <translation>Bereit. Wählen Sie „{0}“ in den Videoeinstellungen Ihres Gesprächs.</translation>
    </message>
    <message>
        <source>That didn&apos;t work: {0}</source>
        <translation>Das hat nicht geklappt: {0}</translation>
    </message>
    <message>
        <source>Saved calibrations</source>
        <translation>Gespeicherte Kalibrierungen</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>ausreichend</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>Demo portrait</source>
        <translation>Demo-Porträt</translation>
    </message>
    <message>
        <source>Everyone&apos;s eyes differ by a few degrees. Two looks save only a few numbers. The thorough way also saves pictures of your eyes on this computer. Only you can read them.</source>
        <translation>Alle Augen unterscheiden sich um ein paar Grad. Bei zwei Blicken werden nur wenige Zahlen gespeichert. Bei der gründlichen Kalibrierung werden auch Bilder Ihrer Augen auf diesem Computer gespeichert. Nur Sie können sie lesen.</translation>
    </message>
    <message>
        <source>&amp;Thorough…</source>
        <translation>&amp;Gründlich…</translation>
    </message>
    <message>
        <source>Follow a dot for 90 seconds, for a much better result.</source>
        <translation>Folgen Sie 90 Sekunden lang einem Punkt, für ein viel besseres Ergebnis.</translation>
    </message>
    <message>
        <source>Space: pause   R: repeat   Esc: cancel</source>
        <translation>Leertaste: Pause   R: wiederholen   Esc: abbrechen</translation>
    </message>
    <message>
        <source>Thorough calibration</source>
        <translation>Gründliche Kalibrierung</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Paused. Press Space to go on, or R to repeat the last dot.</source>
        <translation>Pause. Leertaste zum Fortfahren, R wiederholt den letzten Punkt.</translation>
    </message>
    <message>
        <source>Your face can&apos;t be seen.</source>
        <translation>Ihr Gesicht ist nicht zu sehen.</translation>
    </message>
    <message>
        <source>Follow the dot with your eyes. Keep your head still.</source>
        <translation>Folgen Sie dem Punkt mit den Augen. Halten Sie den Kopf still.</translation>
    </message>
    <message>
        <source>Turn your head a little to the left, and follow the dot.</source>
        <translation>Drehen Sie den Kopf etwas nach links und folgen Sie dem Punkt.</translation>
    </message>
    <message>
        <source>Turn your head a little to the right, and follow the dot.</source>
        <translation>Drehen Sie den Kopf etwas nach rechts und folgen Sie dem Punkt.</translation>
    </message>
    <message>
        <source>Raise your head a little, and follow the dot.</source>
        <translation>Heben Sie den Kopf etwas und folgen Sie dem Punkt.</translation>
    </message>
    <message>
        <source>Lower your head a little, and follow the dot.</source>
        <translation>Senken Sie den Kopf etwas und folgen Sie dem Punkt.</translation>
    </message>
    <message>
        <source>The camera&apos;s pictures ended</source>
        <translation>Die Kamera liefert keine Bilder mehr</translation>
    </message>
    <message>
        <source>Your gaze is now measured to about {0} degrees ({1} before).</source>
        <translation>Ihr Blick wird jetzt auf etwa {0} Grad genau gemessen (vorher {1}).</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Trying again may improve it.</source>
        <translation>Ein neuer Versuch kann das Ergebnis verbessern.</translation>
    </message>
    <message>
        <source>Measuring… {0} %</source>
        <translation>Wird gemessen … {0} %</translation>
    </message>
    <message>
        <source>Your eyes seem to turn {0} times as far as usual. Check the screen&apos;s size with a card, and try again.</source>
        <translation>Ihre Augen scheinen sich {0}-mal so weit wie üblich zu drehen. Prüfen Sie die Bildschirmgröße mit einer Karte und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Recordings of your eyes</source>
        <translation>Aufnahmen Ihrer Augen</translation>
    </message>
    <message>
        <source>De&amp;lete recording</source>
        <translation>&amp;Aufnahme löschen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>about {0} degrees</source>
        <translation>etwa {0} Grad</translation>
    </message>
    <message>
        <source>Can&apos;t be used: {0}</source>
        <translation>Nicht verwendbar: {0}</translation>
    </message>
    <message>
        <source>Aim abo&amp;ve or below the lens</source>
        <translation>&amp;Ziel über oder unter dem Objektiv</translation>
    </message>
    <message>
        <source>Gla&amp;nce away now and then</source>
        <translation>A&amp;b und zu kurz wegsehen</translation>
    </message>
    <message>
        <source>Angle (u&amp;p to)</source>
        <translation>Winkel (bi&amp;s zu)</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>&amp;Abstand</translation>
    </message>
    <message>
        <source>Random &amp;extra delay</source>
        <translation>Zu&amp;fällige Zusatzzeit</translation>
    </message>
    <message>
        <source>Full correction up to the first angle, none beyond the second.</source>
        <translation>Volle Korrektur bis zum ersten Winkel, keine über dem zweiten.</translation>
    </message>
    <message>
        <source>R&amp;un on</source>
        <translation>Ausf&amp;ühren auf</translation>
    </message>
    <message>
        <source>Maximum &amp;faces</source>
        <translation>Gesi&amp;chter (höchstens)</translation>
    </message>
    <message>
        <source>&amp;Reset to defaults…</source>
        <translation>Auf S&amp;tandardwerte zurücksetzen…</translation>
    </message>
    <message>
        <source>Glances</source>
        <translation>Seitenblicke</translation>
    </message>
    <message>
        <source>When to stop</source>
        <translation>Wann die Korrektur endet</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>Auf Standardwerte zurücksetzen</translation>
    </message>
    <message>
        <source>Reset everything under Correction and Advanced to its default?</source>
        <translation>Alles unter „Korrektur“ und „Erweitert“ auf die Standardwerte zurücksetzen?</translation>
    </message>
    <message>
        <source>Your camera, output and calibration are kept.</source>
        <translation>Kamera, Ausgabe und Kalibrierung bleiben erhalten.</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>NVIDIA-Grafikkarte</translation>
    </message>
    <message>
        <source>{0}:</source>
        <translation>{0}:</translation>
    </message>
    <message>
        <source>&amp;Vertical angle</source>
        <translation>Ver&amp;tikaler Winkel</translation>
    </message>
    <message>
        <source>Hori&amp;zontal angle</source>
        <translation>H&amp;orizontaler Winkel</translation>
    </message>
    <message>
        <source>&amp;Strength</source>
        <translation>&amp;Stärke</translation>
    </message>
    <message>
        <source>Two short looks let GazeFix measure your eyes more accurately.</source>
        <translation>Mit zwei kurzen Blicken misst GazeFix Ihre Augen genauer.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>&amp;Resume (camera on)</source>
        <translation>&amp;Fortsetzen (Kamera an)</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Your left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Your right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Turn the camera off &amp;when no program is using it</source>
        <translation>Kamera aus, wenn kein &amp;Programm sie nutzt</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>Ak&amp;tualisieren</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>Erneut nach Kameras suchen</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>&amp;Resolution:</source>
        <translation>Au&amp;flösung:</translation>
    </message>
    <message>
        <source>Fram&amp;e rate:</source>
        <translation>&amp;Bildrate:</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Arbeitsumgebung</translation>
    </message>
    <message>
        <source>&amp;Start GazeFix when I log in</source>
        <translation>GazeFix bei &amp;der Anmeldung starten</translation>
    </message>
    <message>
        <source>Start GazeFix when I log in</source>
        <translation>GazeFix bei der Anmeldung starten</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>Systemsprache</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} fps</translation>
    </message>
    <message>
        <source>Calibration is turned off.</source>
        <translation>Die Kalibrierung ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Calibrated on {0}, about {1} degrees.</source>
        <translation>Kalibriert am {0}, auf etwa {1} Grad.</translation>
    </message>
    <message>
        <source>Calibrated.</source>
        <translation>Kalibriert.</translation>
    </message>
    <message>
        <source>Both angles are 0. Set one of them.</source>
        <translation>Beide Winkel sind 0. Stellen Sie einen davon ein.</translation>
    </message>
    <message>
        <source>Diagnostics, in the Tools menu, may show what is wrong.</source>
        <translation>Die Diagnose im Menü „Werkzeuge“ zeigt vielleicht, woran es liegt.</translation>
    </message>
    <message>
        <source>GazeFix has stopped</source>
        <translation>GazeFix wurde beendet</translation>
    </message>
    <message>
        <source>Not calibrated for this camera and resolution.</source>
        <translation>Für diese Kamera und Auflösung nicht kalibriert.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Your picture is shown unchanged.</source>
        <translation>Ihr Bild wird unverändert gezeigt.</translation>
    </message>
    <message>
        <source>Nothing to correct</source>
        <translation>Nichts zu korrigieren</translation>
    </message>
    <message>
        <source>The strength is 0.</source>
        <translation>Die Stärke ist 0.</translation>
    </message>
    <message>
        <source>You already look at the camera, so nothing is changed.</source>
        <translation>Sie sehen bereits in die Kamera, daher wird nichts verändert.</translation>
    </message>
    <message>
        <source>Correction isn&apos;t working; your picture is unchanged</source>
        <translation>Die Korrektur funktioniert nicht; Ihr Bild bleibt unverändert</translation>
    </message>
    <message>
        <source>Reinstall GazeFix.</source>
        <translation>Installieren Sie GazeFix neu.</translation>
    </message>
    <message>
        <source>Open GazeFix to set up GazeFix Camera.</source>
        <translation>Öffnen Sie GazeFix, um GazeFix Camera einzurichten.</translation>
    </message>
    <message>
        <source>Calibrated since {0}.</source>
        <translation>Kalibriert seit {0}.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation>Korrigiert</translation>
    </message>
    <message>
        <source>Eyes on the camera</source>
        <translation>Blick in die Kamera</translation>
    </message>
    <message>
        <source>Switching on</source>
        <translation>Wird eingeschaltet</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}.</translation>
    </message>
    <message>
        <source>Calibrate again, or delete it.</source>
        <translation>Kalibrieren Sie neu oder löschen Sie die Kalibrierung.</translation>
    </message>
    <message>
        <source>No picture from the camera</source>
        <translation>Kein Bild von der Kamera</translation>
    </message>
    <message>
        <source>GazeFix Camera stopped working</source>
        <translation>GazeFix Camera funktioniert nicht mehr</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet</source>
        <translation>Andere Programme können GazeFix noch nicht nutzen</translation>
    </message>
    <message>
        <source>Opening the camera and loading the models…</source>
        <translation>Kamera wird geöffnet, Modelle werden geladen…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>The camera is off. Others see a placeholder.</source>
        <translation>Die Kamera ist aus. Andere sehen ein Platzhalterbild.</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Nicht in Gebrauch</translation>
    </message>
    <message>
        <source>No program is using GazeFix Camera, so your camera is off.</source>
        <translation>Kein Programm nutzt GazeFix Camera, daher ist Ihre Kamera aus.</translation>
    </message>
    <message>
        <source>Clip finished</source>
        <translation>Clip zu Ende</translation>
    </message>
    <message>
        <source>The camera is off.</source>
        <translation>Die Kamera ist aus.</translation>
    </message>
    <message>
        <source>GazeFix Camera isn&apos;t set up, so your camera is off.</source>
        <translation>GazeFix Camera ist nicht eingerichtet, daher ist Ihre Kamera aus.</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one under “Camera and output”.</source>
        <translation>Schließen Sie eine Kamera an oder wählen Sie unter „Kamera und Ausgabe“ eine andere.</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>Keine Ausgabe</translation>
    </message>
    <message>
        <source>See “Camera and output”, or Diagnostics.</source>
        <translation>Siehe „Kamera und Ausgabe“ oder die Diagnose.</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>Kein Gesicht gefunden</translation>
    </message>
    <message>
        <source>Make sure the camera can see your face.</source>
        <translation>Achten Sie darauf, dass die Kamera Ihr Gesicht sieht.</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>Augen geschlossen</translation>
    </message>
    <message>
        <source>Closed eyes are not corrected.</source>
        <translation>Geschlossene Augen werden nicht korrigiert.</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re looking away</source>
        <translation>Keine Korrektur: Sie sehen weg</translation>
    </message>
    <message>
        <source>Look back at the screen to resume.</source>
        <translation>Blicken Sie wieder auf den Bildschirm, um fortzufahren.</translation>
    </message>
    <message>
        <source>Not correcting: your head is turned</source>
        <translation>Keine Korrektur: Ihr Kopf ist weggedreht</translation>
    </message>
    <message>
        <source>Face the camera to resume.</source>
        <translation>Wenden Sie sich der Kamera zu, um fortzufahren.</translation>
    </message>
    <message>
        <source>Not correcting: your eyes aren&apos;t clear enough</source>
        <translation>Keine Korrektur: Ihre Augen sind nicht deutlich genug</translation>
    </message>
    <message>
        <source>Try more light, or less glare on your glasses.</source>
        <translation>Versuchen Sie es mit mehr Licht oder weniger Spiegelung auf der Brille.</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re too far away</source>
        <translation>Keine Korrektur: Sie sind zu weit weg</translation>
    </message>
    <message>
        <source>Move closer to the camera.</source>
        <translation>Rücken Sie näher an die Kamera.</translation>
    </message>
    <message>
        <source>Not correcting: your eyes are at the edge</source>
        <translation>Keine Korrektur: Ihre Augen sind am Bildrand</translation>
    </message>
    <message>
        <source>Move to the centre of the picture.</source>
        <translation>Rücken Sie in die Bildmitte.</translation>
    </message>
    <message>
        <source>Not correcting: this computer can&apos;t keep up</source>
        <translation>Keine Korrektur: Der Computer ist zu langsam</translation>
    </message>
    <message>
        <source>Close other programs or choose a lower resolution.</source>
        <translation>Schließen Sie andere Programme oder wählen Sie eine niedrigere Auflösung.</translation>
    </message>
    <message>
        <source>GazeFix: {0}</source>
        <translation>GazeFix: {0}</translation>
    </message>
    <message>
        <source>Before is left of the divider, after is right of it. Arrow keys move it. The space bar shows before.</source>
        <translation>Links der Trennlinie ist vorher, rechts nachher. Die Pfeiltasten verschieben sie. Die Leertaste zeigt das Bild vorher.</translation>
    </message>
    <message>
        <source>Drag to compare: before on the left, after on the right.</source>
        <translation>Zum Vergleichen ziehen: links vorher, rechts nachher.</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Not corrected</source>
        <translation>Nicht korrigiert</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>A dot moves over the screen for about 90 seconds. Follow it with your eyes. Sit as you would in a call, with light on your face and nobody else in the picture.</source>
        <translation>Etwa 90 Sekunden lang bewegt sich ein Punkt über den Bildschirm. Folgen Sie ihm mit den Augen. Sitzen Sie wie im Gespräch, mit Licht im Gesicht und allein im Bild.</translation>
    </message>
    <message>
        <source>Pictures of your eyes are saved on this computer, and only you can read them. Calibrate… lists and deletes them.</source>
        <translation>Bilder Ihrer Augen werden auf diesem Computer gespeichert, und nur Sie können sie lesen. „Kalibrieren…“ listet sie auf und löscht sie.</translation>
    </message>
    <message>
        <source>Place of the camera</source>
        <translation>Platz der Kamera</translation>
    </message>
    <message>
        <source>Drag the camera to where it is, or use the arrow keys.</source>
        <translation>Ziehen Sie die Kamera an ihren Platz oder benutzen Sie die Pfeiltasten.</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>Bankkarte</translation>
    </message>
    <message>
        <source>&amp;Measure with a card</source>
        <translation>&amp;Mit einer Karte messen</translation>
    </message>
    <message>
        <source>Width of the card</source>
        <translation>Breite der Karte</translation>
    </message>
    <message>
        <source>Lay a bank card on the screen, and move the slider until both are equally large.</source>
        <translation>Halten Sie eine Bankkarte an den Bildschirm und verschieben Sie den Regler, bis beide gleich groß sind.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>The green circle is the camera. Drag it to where the camera sits at your screen.</source>
        <translation>Der grüne Kreis ist die Kamera. Ziehen Sie ihn dorthin, wo sie sitzt.</translation>
    </message>
    <message>
        <source>The size of this screen is not known.</source>
        <translation>Die Größe dieses Bildschirms ist nicht bekannt.</translation>
    </message>
    <message>
        <source>This screen is {0} by {1} cm large.</source>
        <translation>Dieser Bildschirm ist {0} mal {1} cm groß.</translation>
    </message>
    <message>
        <source>slider</source>
        <translation>Schieberegler</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Double-click the slider to reset it.</source>
        <translation>Doppelklick auf den Regler setzt ihn zurück.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>En&amp;large my eyes</source>
        <translation>A&amp;ugen vergrößern</translation>
    </message>
    <message>
        <source>Enlarge my eyes</source>
        <translation>Augen vergrößern</translation>
    </message>
    <message>
        <source>Shows both eyes, before over after, and where they look.</source>
        <translation>Zeigt beide Augen, vorher über nachher, und wohin sie blicken.</translation>
    </message>
    <message>
        <source>Or hold the space bar in the preview.</source>
        <translation>Oder halten Sie in der Vorschau die Leertaste gedrückt.</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>&amp;GazeFix</source>
        <translation>&amp;GazeFix</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>C&amp;orrection</source>
        <translation>&amp;Korrektur</translation>
    </message>
    <message>
        <source>Ca&amp;mera and output</source>
        <translation>Ka&amp;mera und Ausgabe</translation>
    </message>
    <message>
        <source>&amp;Advanced</source>
        <translation>&amp;Erweitert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Pla&amp;y again</source>
        <translation>&amp;Noch einmal abspielen</translation>
    </message>
    <message>
        <source>{0} ms delay</source>
        <translation>{0} ms Verzögerung</translation>
    </message>
    <message>
        <source>uncorrected picture</source>
        <translation>unkorrigiertes Bild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
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
        <translation>GazeFix versucht es weiter.</translation>
    </message>
    <message>
        <source>Automatic: {0}</source>
        <translation>Automatisch: {0}</translation>
    </message>
    <message>
        <source>{0} (in use by {1})</source>
        <translation>{0} (genutzt von {1})</translation>
    </message>
    <message>
        <source>Keyboard shortcut</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys that turn the correction on and off in every program. Some desktops ask first.</source>
        <translation>Tasten, die die Korrektur in jedem Programm ein- und ausschalten. Manche Desktops fragen vorher.</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcut</source>
        <translation>Tastenkür&amp;zel</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one above.</source>
        <translation>Schließen Sie eine Kamera an oder wählen Sie oben eine andere.</translation>
    </message>
    <message>
        <source>If a browser doesn&apos;t list it: in Chrome, turn on chrome://flags/#enable-webrtc-pipewire-camera; in Firefox, set media.webrtc.camera.allow-pipewire to true in about:config. Then restart the browser.</source>
        <translation>Falls ein Browser sie nicht anzeigt: Schalten Sie in Chrome chrome://flags/#enable-webrtc-pipewire-camera ein; setzen Sie in Firefox media.webrtc.camera.allow-pipewire in about:config auf true. Starten Sie dann den Browser neu.</translation>
    </message>
    <message>
        <source>New releases</source>
        <translation>Neue Versionen</translation>
    </message>
    <message>
        <source>Web address that tells the newest release, asked once at each start. Empty: never asked.</source>
        <translation>Webadresse, die die neueste Version nennt. Sie wird bei jedem Start einmal gefragt. Leer: nie.</translation>
    </message>
    <message>
        <source>GazeFix {0} is out. This is {1}.</source>
        <translation>GazeFix {0} ist erschienen. Dies ist {1}.</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>&apos;{0}&apos; is GazeFix&apos;s own output</source>
        <translation>„{0}“ ist die Ausgabe von GazeFix selbst</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>Face finder</source>
        <translation>Gesichtssuche</translation>
    </message>
    <message>
        <source>GStreamer closed the pipe</source>
        <translation>GStreamer hat die Verbindung geschlossen</translation>
    </message>
    <message>
        <source>GStreamer has ended: {0}</source>
        <translation>GStreamer wurde beendet: {0}</translation>
    </message>
    <message>
        <source>GStreamer takes no more frames</source>
        <translation>GStreamer nimmt keine Bilder mehr an</translation>
    </message>
    <message>
        <source>GStreamer&apos;s plugin for it is not installed</source>
        <translation>Das GStreamer-Plugin dafür ist nicht installiert</translation>
    </message>
    <message>
        <source>GazeFix Camera</source>
        <translation>GazeFix Camera</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use, and stays until the computer is restarted</source>
        <translation>GazeFix Camera ist in Gebrauch und bleibt, bis der Computer neu gestartet wird</translation>
    </message>
    <message>
        <source>GazeFix works without a tray; on GNOME the extension &apos;AppIndicator and KStatusNotifierItem Support&apos; adds one</source>
        <translation>GazeFix läuft auch ohne Infobereich; unter GNOME fügt die Erweiterung „AppIndicator and KStatusNotifierItem Support“ einen hinzu</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
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
        <translation>PipeWire kann nicht verwendet werden: {0}</translation>
    </message>
    <message>
        <source>PipeWire does not show GazeFix Camera</source>
        <translation>PipeWire zeigt GazeFix Camera nicht an</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>PyTorch finds no NVIDIA graphics card that it can use</source>
        <translation>PyTorch findet keine verwendbare NVIDIA-Grafikkarte</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Qt cannot ask for it: {0}</source>
        <translation>Qt kann nicht danach fragen: {0}</translation>
    </message>
    <message>
        <source>Qt could not be tried: {0}</source>
        <translation>Qt konnte nicht ausprobiert werden: {0}</translation>
    </message>
    <message>
        <source>Qt ended with {0}</source>
        <translation>Qt endete mit {0}</translation>
    </message>
    <message>
        <source>Secure Boot is on. If the module is refused: {0}</source>
        <translation>Secure Boot ist eingeschaltet. Falls das Modul abgelehnt wird: {0}</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Infobereich</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Netzgewichte</translation>
    </message>
    <message>
        <source>a picture of shot {0} is damaged</source>
        <translation>Ein Bild der Aufnahme {0} ist beschädigt</translation>
    </message>
    <message>
        <source>a second person was in {0} of the pictures</source>
        <translation>Auf {0} der Bilder war eine zweite Person</translation>
    </message>
    <message>
        <source>a tray needs a display</source>
        <translation>Ein Infobereich braucht einen Bildschirm</translation>
    </message>
    <message>
        <source>add a camera: as root, change the line in {0} to: {1}</source>
        <translation>Fügen Sie eine Kamera hinzu: Ändern Sie als root die Zeile in {0} zu: {1}</translation>
    </message>
    <message>
        <source>another program sends to &apos;{0}&apos; already: {1}</source>
        <translation>Ein anderes Programm sendet bereits an „{0}“: {1}</translation>
    </message>
    <message>
        <source>another user&apos;s program</source>
        <translation>Ein Programm eines anderen Benutzers</translation>
    </message>
    <message>
        <source>be alone in the picture, and try again</source>
        <translation>Achten Sie darauf, allein im Bild zu sein, und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>both looks went into the same direction ({0} degrees apart)</source>
        <translation>Beide Blicke gingen in dieselbe Richtung ({0} Grad auseinander)</translation>
    </message>
    <message>
        <source>by NumPy, which takes longer: there are no compiled kernels for this computer</source>
        <translation>mit NumPy, was länger dauert: für diesen Computer gibt es keine übersetzten Programmteile</translation>
    </message>
    <message>
        <source>camera {0} is GazeFix&apos;s own output</source>
        <translation>Kamera {0} ist die Ausgabe von GazeFix selbst</translation>
    </message>
    <message>
        <source>cannot change the registry: {0}</source>
        <translation>Die Registrierung kann nicht geändert werden: {0}</translation>
    </message>
    <message>
        <source>cannot change {0}: {1}</source>
        <translation>{0} kann nicht geändert werden: {1}</translation>
    </message>
    <message>
        <source>cannot listen for commands: {0}</source>
        <translation>Befehle können nicht empfangen werden: {0}</translation>
    </message>
    <message>
        <source>cannot read the recording {0}: {1}</source>
        <translation>Die Aufnahme {0} kann nicht gelesen werden: {1}</translation>
    </message>
    <message>
        <source>cannot read {0}: {1}</source>
        <translation>{0} kann nicht gelesen werden: {1}</translation>
    </message>
    <message>
        <source>cannot show a window ({0}): {1}</source>
        <translation>Es kann kein Fenster angezeigt werden ({0}): {1}</translation>
    </message>
    <message>
        <source>check that it is connected and not in use elsewhere</source>
        <translation>Prüfen Sie, ob sie angeschlossen und nicht anderswo in Gebrauch ist</translation>
    </message>
    <message>
        <source>check that it is connected and that GazeFix isn&apos;t paused</source>
        <translation>Prüfen Sie, ob sie angeschlossen ist und GazeFix nicht pausiert</translation>
    </message>
    <message>
        <source>check that you may write there</source>
        <translation>Prüfen Sie, ob Sie dort schreiben dürfen</translation>
    </message>
    <message>
        <source>check the connection to the internet, and try again</source>
        <translation>Prüfen Sie die Internetverbindung und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>check the name, and that you may read it</source>
        <translation>Prüfen Sie den Namen und ob Sie die Datei lesen dürfen</translation>
    </message>
    <message>
        <source>check the screen&apos;s size with a card, and the distance</source>
        <translation>Prüfen Sie die Bildschirmgröße mit einer Karte und den Abstand</translation>
    </message>
    <message>
        <source>check your rights on this computer</source>
        <translation>Prüfen Sie Ihre Rechte auf diesem Computer</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>Wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>choose the camera that you sit in front of</source>
        <translation>Wählen Sie die Kamera, vor der Sie sitzen</translation>
    </message>
    <message>
        <source>connect a camera</source>
        <translation>Schließen Sie eine Kamera an</translation>
    </message>
    <message>
        <source>correct the file, or remove it to use the defaults</source>
        <translation>Berichtigen Sie die Datei oder löschen Sie sie, um die Standardwerte zu verwenden</translation>
    </message>
    <message>
        <source>face the camera</source>
        <translation>Wenden Sie das Gesicht der Kamera zu</translation>
    </message>
    <message>
        <source>fit the rectangle to a bank card&apos;s long side</source>
        <translation>Passen Sie das Rechteck an die lange Seite einer Bankkarte an</translation>
    </message>
    <message>
        <source>follow the dot with your eyes until it ends, and try again</source>
        <translation>Folgen Sie dem Punkt bis zum Ende mit den Augen und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>follow the dot with your eyes, keep them open while it rests, and try again</source>
        <translation>Folgen Sie dem Punkt mit den Augen, halten Sie sie offen, während er ruht, und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>give your user access: sudo usermod -aG video $USER, then log out and in</source>
        <translation>Geben Sie Ihrem Benutzer Zugriff: sudo usermod -aG video $USER, dann ab- und wieder anmelden</translation>
    </message>
    <message>
        <source>install Python 3.11 or newer</source>
        <translation>Installieren Sie Python 3.11 oder neuer</translation>
    </message>
    <message>
        <source>install the system libraries that Qt needs (on Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</source>
        <translation>Installieren Sie die Systembibliotheken, die Qt braucht (unter Debian und Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</translation>
    </message>
    <message>
        <source>install {0}, and try again</source>
        <translation>Installieren Sie {0} und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>invalid name of a recording: &apos;{0}&apos;</source>
        <translation>Ungültiger Name einer Aufnahme: „{0}“</translation>
    </message>
    <message>
        <source>invalid profile name: &apos;{0}&apos;</source>
        <translation>Ungültiger Profilname: „{0}“</translation>
    </message>
    <message>
        <source>it does not run in this session</source>
        <translation>Es läuft in dieser Sitzung nicht</translation>
    </message>
    <message>
        <source>it failed: {0}</source>
        <translation>Fehlgeschlagen: {0}</translation>
    </message>
    <message>
        <source>it is in use by {0}: close that, or choose another camera</source>
        <translation>Sie wird von {0} benutzt: Schließen Sie dieses Programm oder wählen Sie eine andere Kamera</translation>
    </message>
    <message>
        <source>it is started again</source>
        <translation>Es wird neu gestartet</translation>
    </message>
    <message>
        <source>it needs PipeWire, its GStreamer plugin and pw-dump (on Debian and Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</source>
        <translation>Nötig sind PipeWire, sein GStreamer-Plugin und pw-dump (unter Debian und Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</translation>
    </message>
    <message>
        <source>it was not allowed, so nothing was done</source>
        <translation>Es wurde nicht erlaubt, daher ist nichts geschehen</translation>
    </message>
    <message>
        <source>keep looking at one point until the look is over</source>
        <translation>Blicken Sie auf einen Punkt, bis die Messung vorbei ist</translation>
    </message>
    <message>
        <source>let your user write to that folder; GazeFix works without a log</source>
        <translation>Lassen Sie Ihren Benutzer in diesen Ordner schreiben; GazeFix läuft auch ohne Protokoll</translation>
    </message>
    <message>
        <source>let your user write to {0}; GazeFix works without a log</source>
        <translation>Lassen Sie Ihren Benutzer in {0} schreiben; GazeFix läuft auch ohne Protokoll</translation>
    </message>
    <message>
        <source>log in to a desktop; {0}</source>
        <translation>Melden Sie sich an einer Arbeitsumgebung an; {0}</translation>
    </message>
    <message>
        <source>look into the camera itself, not at its picture</source>
        <translation>Blicken Sie in die Kamera selbst, nicht auf ihr Bild</translation>
    </message>
    <message>
        <source>look into the lens first, and then at the call&apos;s window, further away from it</source>
        <translation>Blicken Sie zuerst ins Objektiv und dann auf das Gesprächsfenster, weiter davon entfernt</translation>
    </message>
    <message>
        <source>name one by its path: {0}</source>
        <translation>Nennen Sie eine mit ihrem Pfad: {0}</translation>
    </message>
    <message>
        <source>no camera is named {0} yet</source>
        <translation>Noch keine Kamera heißt {0}</translation>
    </message>
    <message>
        <source>no camera was found</source>
        <translation>Es wurde keine Kamera gefunden</translation>
    </message>
    <message>
        <source>no face was seen while the dot rested</source>
        <translation>Kein Gesicht war zu sehen, während der Punkt ruhte</translation>
    </message>
    <message>
        <source>no permission to open {0}</source>
        <translation>Keine Berechtigung, {0} zu öffnen</translation>
    </message>
    <message>
        <source>no permission to write to {0}</source>
        <translation>Keine Berechtigung, in {0} zu schreiben</translation>
    </message>
    <message>
        <source>no picture from the camera</source>
        <translation>Kein Bild von der Kamera</translation>
    </message>
    <message>
        <source>no preview window can be shown: {0}</source>
        <translation>Es kann kein Vorschaufenster angezeigt werden: {0}</translation>
    </message>
    <message>
        <source>none at {0}: the defaults are used</source>
        <translation>Keine unter {0}: Es gelten die Standardwerte</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>Keine gefunden</translation>
    </message>
    <message>
        <source>none yet at {0}</source>
        <translation>Noch keines unter {0}</translation>
    </message>
    <message>
        <source>not installed, and not needed without an NVIDIA graphics card</source>
        <translation>Nicht installiert und ohne NVIDIA-Grafikkarte nicht nötig</translation>
    </message>
    <message>
        <source>not installed, but the settings ask for it</source>
        <translation>Nicht installiert, aber in den Einstellungen verlangt</translation>
    </message>
    <message>
        <source>not installed, so {0} isn&apos;t used</source>
        <translation>Nicht installiert, daher wird {0} nicht genutzt</translation>
    </message>
    <message>
        <source>offers GazeFix Camera to browsers and other programs that ask the desktop for cameras</source>
        <translation>Bietet GazeFix Camera Browsern und anderen Programmen an, die die Arbeitsumgebung nach Kameras fragen</translation>
    </message>
    <message>
        <source>only Linux has it</source>
        <translation>Nur Linux hat es</translation>
    </message>
    <message>
        <source>open eyes were seen in only {0} frames of the look</source>
        <translation>Offene Augen waren nur in {0} Bildern der Messung zu sehen</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; cannot be read: {1}</source>
        <translation>Profil „{0}“ kann nicht gelesen werden: {1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds impossible numbers</source>
        <translation>Profil „{0}“ enthält unmögliche Zahlen</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds {1} = {2}</source>
        <translation>Profil „{0}“ enthält {1} = {2}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: its slopes</source>
        <translation>Profil „{0}“ ist unvollständig: die Steigungen fehlen</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: {1}</source>
        <translation>Profil „{0}“ ist unvollständig: {1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is of another version</source>
        <translation>Profil „{0}“ stammt von einer anderen Version</translation>
    </message>
    <message>
        <source>put light on your face, and try again</source>
        <translation>Sorgen Sie für Licht im Gesicht und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>pyvirtualcam cannot be loaded: {0}</source>
        <translation>pyvirtualcam kann nicht geladen werden: {0}</translation>
    </message>
    <message>
        <source>pyvirtualcam is not installed</source>
        <translation>pyvirtualcam ist nicht installiert</translation>
    </message>
    <message>
        <source>record your eyes again</source>
        <translation>Nehmen Sie Ihre Augen noch einmal auf</translation>
    </message>
    <message>
        <source>see the display above; GazeFix works without a tray</source>
        <translation>Siehe „Bildschirm“ oben; GazeFix läuft auch ohne Infobereich</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face</source>
        <translation>Sitzen Sie der Kamera zugewandt, mit Licht im Gesicht</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face, keep your eyes open, and try again</source>
        <translation>Sitzen Sie mit Licht im Gesicht vor der Kamera, halten Sie die Augen offen und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>start again</source>
        <translation>Fangen Sie noch einmal an</translation>
    </message>
    <message>
        <source>sudo usermod -aG video $USER, then log out and in</source>
        <translation>sudo usermod -aG video $USER, dann ab- und wieder anmelden</translation>
    </message>
    <message>
        <source>take both looks with the same camera and resolution</source>
        <translation>Führen Sie beide Messungen mit derselben Kamera und Auflösung durch</translation>
    </message>
    <message>
        <source>the camera changed from {0} ({1}x{2}) to {3} ({4}x{5})</source>
        <translation>Die Kamera wechselte von {0} ({1}x{2}) zu {3} ({4}x{5})</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t built for the running kernel</source>
        <translation>Der Kameratreiber v4l2loopback ist nicht für den laufenden Kernel gebaut</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed</source>
        <translation>Der Kameratreiber v4l2loopback ist nicht installiert</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed; {0} installs it</source>
        <translation>Der Kameratreiber v4l2loopback ist nicht installiert; {0} installiert ihn</translation>
    </message>
    <message>
        <source>the camera&apos;s picture changed its size</source>
        <translation>Das Bild der Kamera hat seine Größe geändert</translation>
    </message>
    <message>
        <source>the card&apos;s width gives an impossible screen</source>
        <translation>Die Breite der Karte ergibt einen unmöglichen Bildschirm</translation>
    </message>
    <message>
        <source>the correction failed: {0}</source>
        <translation>Die Korrektur ist fehlgeschlagen: {0}</translation>
    </message>
    <message>
        <source>the correction is not responding</source>
        <translation>Die Korrektur reagiert nicht</translation>
    </message>
    <message>
        <source>the eyes could not be read well</source>
        <translation>Die Augen waren nicht gut zu erkennen</translation>
    </message>
    <message>
        <source>too few pictures of your face were taken while the dot rested</source>
        <translation>Es gab zu wenige Bilder Ihres Gesichts, während der Punkt ruhte</translation>
    </message>
    <message>
        <source>sit facing the camera, close other programs, and try again</source>
        <translation>Sitzen Sie der Kamera zugewandt, schließen Sie andere Programme und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>the eyes rested on only {0} of {1} dots</source>
        <translation>Die Augen ruhten nur auf {0} von {1} Punkten</translation>
    </message>
    <message>
        <source>the eyes seem to turn {0} times as far as the dot</source>
        <translation>Die Augen scheinen sich {0}-mal so weit wie der Punkt zu drehen</translation>
    </message>
    <message>
        <source>the eyes seem {0} cm away</source>
        <translation>Die Augen scheinen {0} cm entfernt zu sein</translation>
    </message>
    <message>
        <source>the eyes wandered by {0} degrees</source>
        <translation>Die Augen sind um {0} Grad gewandert</translation>
    </message>
    <message>
        <source>the eyes were elsewhere at {0} of {1} dots</source>
        <translation>Die Augen waren bei {0} von {1} Punkten woanders</translation>
    </message>
    <message>
        <source>the gaze could only be read to {0} degrees</source>
        <translation>Der Blick war nur auf {0} Grad genau zu lesen</translation>
    </message>
    <message>
        <source>the head was turned by {0} degrees</source>
        <translation>Der Kopf war um {0} Grad gedreht</translation>
    </message>
    <message>
        <source>the localizer &apos;{0}&apos; finds a face in an empty picture</source>
        <translation>Die Gesichtssuche „{0}“ findet in einem leeren Bild ein Gesicht</translation>
    </message>
    <message>
        <source>the look into the lens was measured {0} degrees beside it</source>
        <translation>Der Blick ins Objektiv wurde {0} Grad daneben gemessen</translation>
    </message>
    <message>
        <source>the picture is too dark</source>
        <translation>Das Bild ist zu dunkel</translation>
    </message>
    <message>
        <source>the profiles are: {0}</source>
        <translation>Die Profile sind: {0}</translation>
    </message>
    <message>
        <source>the recordings are: {0}</source>
        <translation>Die Aufnahmen sind: {0}</translation>
    </message>
    <message>
        <source>the virtual camera cannot be opened: {0}</source>
        <translation>Die virtuelle Kamera kann nicht geöffnet werden: {0}</translation>
    </message>
    <message>
        <source>the virtual camera {0} failed: {1}</source>
        <translation>Die virtuelle Kamera {0} ist ausgefallen: {1}</translation>
    </message>
    <message>
        <source>there is a profile &apos;{0}&apos; already</source>
        <translation>Es gibt bereits ein Profil „{0}“</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos;</source>
        <translation>Es gibt keine Kamera namens „{0}“</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; to send to</source>
        <translation>Es gibt keine Kamera namens „{0}“, an die gesendet werden kann</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; yet</source>
        <translation>Es gibt noch keine Kamera namens „{0}“</translation>
    </message>
    <message>
        <source>there is no camera {0}</source>
        <translation>Es gibt keine Kamera {0}</translation>
    </message>
    <message>
        <source>there is no camera, clip or address &apos;{0}&apos;</source>
        <translation>Es gibt weder Kamera noch Clip noch Adresse „{0}“</translation>
    </message>
    <message>
        <source>there is no display</source>
        <translation>Es gibt keinen Bildschirm</translation>
    </message>
    <message>
        <source>there is no profile &apos;{0}&apos;</source>
        <translation>Es gibt kein Profil „{0}“</translation>
    </message>
    <message>
        <source>there is no recording &apos;{0}&apos;</source>
        <translation>Es gibt keine Aufnahme „{0}“</translation>
    </message>
    <message>
        <source>this desktop has no tray</source>
        <translation>Diese Arbeitsumgebung hat keinen Infobereich</translation>
    </message>
    <message>
        <source>this removes the virtual camera &apos;{0}&apos;, which no program uses</source>
        <translation>Dabei wird die virtuelle Kamera „{0}“ entfernt, die kein Programm nutzt</translation>
    </message>
    <message>
        <source>too few dots were looked at</source>
        <translation>Es wurden zu wenige Punkte angesehen</translation>
    </message>
    <message>
        <source>try again, or run it as root</source>
        <translation>Versuchen Sie es erneut oder führen Sie es als root aus</translation>
    </message>
    <message>
        <source>unknown: the desktop does not answer</source>
        <translation>Unbekannt: Die Arbeitsumgebung antwortet nicht</translation>
    </message>
    <message>
        <source>unknown: this bundled program cannot ask</source>
        <translation>Unbekannt: Dieses gebündelte Programm kann nicht fragen</translation>
    </message>
    <message>
        <source>use more light, avoid reflections on glasses, or come nearer</source>
        <translation>Sorgen Sie für mehr Licht, vermeiden Sie Spiegelungen auf der Brille oder kommen Sie näher</translation>
    </message>
    <message>
        <source>use more light, sit still, follow the dot, and try again</source>
        <translation>Sorgen Sie für mehr Licht, sitzen Sie still, folgen Sie dem Punkt und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>v4l2loopback has other cameras: it stays loaded until a restart</source>
        <translation>v4l2loopback hat weitere Kameras und bleibt bis zu einem Neustart geladen</translation>
    </message>
    <message>
        <source>v4l2loopback is loaded for other cameras, and in use: close the programs that use them and try again, or restart the computer</source>
        <translation>v4l2loopback ist für andere Kameras geladen und in Gebrauch: Schließen Sie die Programme, die sie nutzen, und versuchen Sie es erneut, oder starten Sie den Computer neu</translation>
    </message>
    <message>
        <source>your distribution&apos;s package of v4l2loopback, mostly v4l2loopback-dkms</source>
        <translation>das v4l2loopback-Paket Ihrer Distribution, meist v4l2loopback-dkms</translation>
    </message>
    <message>
        <source>{0} cameras have &apos;{1}&apos; in their names</source>
        <translation>{0} Kameras haben „{1}“ im Namen</translation>
    </message>
    <message>
        <source>{0} cannot be opened</source>
        <translation>{0} kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>{0} cannot be run: {1}</source>
        <translation>{0} kann nicht ausgeführt werden: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be started: {1}</source>
        <translation>{0} kann nicht gestartet werden: {1}</translation>
    </message>
    <message>
        <source>{0} gave something that is not a picture</source>
        <translation>{0} hat etwas geliefert, das kein Bild ist</translation>
    </message>
    <message>
        <source>{0} gives no frames</source>
        <translation>{0} liefert keine Bilder</translation>
    </message>
    <message>
        <source>{0} gives no pictures that GazeFix can read</source>
        <translation>{0} liefert keine Bilder, die GazeFix lesen kann</translation>
    </message>
    <message>
        <source>{0} has ended</source>
        <translation>{0} ist zu Ende</translation>
    </message>
    <message>
        <source>{0} is a picture, not a clip</source>
        <translation>{0} ist ein Foto, kein Clip</translation>
    </message>
    <message>
        <source>{0} is a recording of another version</source>
        <translation>{0} ist eine Aufnahme einer anderen Version</translation>
    </message>
    <message>
        <source>{0} is not a camera</source>
        <translation>{0} ist keine Kamera</translation>
    </message>
    <message>
        <source>{0} is not installed</source>
        <translation>{0} ist nicht installiert</translation>
    </message>
    <message>
        <source>{0} is stuck</source>
        <translation>{0} hängt</translation>
    </message>
    <message>
        <source>{0} names the camera already, so it stays as it is</source>
        <translation>{0} nennt die Kamera bereits und bleibt daher, wie es ist</translation>
    </message>
    <message>
        <source>{0} names the camera, too; it is not GazeFix&apos;s file, so it stays</source>
        <translation>{0} nennt die Kamera auch; die Datei gehört nicht zu GazeFix und bleibt daher</translation>
    </message>
    <message>
        <source>{0} sets v4l2loopback up for other cameras</source>
        <translation>{0} richtet v4l2loopback für andere Kameras ein</translation>
    </message>
    <message>
        <source>{0} was not installed: {1}</source>
        <translation>{0} wurde nicht installiert: {1}</translation>
    </message>
    <message>
        <source>{0}, {1} CPU threads</source>
        <translation>{0}, {1} CPU-Threads</translation>
    </message>
    <message>
        <source>{0}; CPU only</source>
        <translation>{0}; nur CPU</translation>
    </message>
    <message>
        <source>{0}; CUDA {1} on {2}</source>
        <translation>{0}; CUDA {1} auf {2}</translation>
    </message>
    <message>
        <source>{0}; PyTorch runs the networks instead, in three times the time</source>
        <translation>{0}; stattdessen rechnet PyTorch, in der dreifachen Zeit</translation>
    </message>
    <message>
        <source>{0}; browsers get it through PipeWire, Zoom and others need it</source>
        <translation>{0}; Browser bekommen sie über PipeWire, Zoom und andere brauchen sie</translation>
    </message>
    <message>
        <source>{0}; not needed here</source>
        <translation>{0}; hier nicht nötig</translation>
    </message>
    <message>
        <source>{0}; {1} computes wrongly</source>
        <translation>{0}; {1} rechnet falsch</translation>
    </message>
    <message>
        <source>this desktop gives programs no shortcuts</source>
        <translation>Dieser Desktop gibt Programmen keine Tastenkürzel</translation>
    </message>
    <message>
        <source>in the desktop&apos;s settings, make a shortcut that runs the command gazefix ctl toggle</source>
        <translation>Legen Sie in den Einstellungen des Desktops ein Kürzel an, das den Befehl gazefix ctl toggle ausführt</translation>
    </message>
    <message>
        <source>{0} can&apos;t be a shortcut</source>
        <translation>{0} kann kein Tastenkürzel sein</translation>
    </message>
    <message>
        <source>choose Ctrl, Alt, Shift or Meta with a letter, a digit or F1 to F12</source>
        <translation>Wählen Sie Strg, Alt, Umschalt oder Meta mit einem Buchstaben, einer Ziffer oder F1 bis F12</translation>
    </message>
    <message>
        <source>another program has the shortcut {0}</source>
        <translation>Ein anderes Programm hat das Tastenkürzel {0}</translation>
    </message>
    <message>
        <source>choose other keys</source>
        <translation>Wählen Sie andere Tasten</translation>
    </message>
    <message>
        <source>the desktop refused the shortcut</source>
        <translation>Der Desktop hat das Tastenkürzel abgelehnt</translation>
    </message>
    <message>
        <source>this desktop has no program that asks for the password</source>
        <translation>Dieser Desktop hat kein Programm, das nach dem Passwort fragt</translation>
    </message>
    <message>
        <source>run gazefix setup-camera in a terminal</source>
        <translation>Führen Sie gazefix setup-camera in einem Terminal aus</translation>
    </message>
    <message>
        <source>{0} is not a web address</source>
        <translation>{0} ist keine Webadresse</translation>
    </message>
    <message>
        <source>give an address like https://api.github.com/repos/OWNER/NAME/releases/latest, or none</source>
        <translation>Geben Sie eine Adresse wie https://api.github.com/repos/OWNER/NAME/releases/latest an, oder keine</translation>
    </message>
    <message>
        <source>{0} tells no release: {1}</source>
        <translation>{0} nennt keine Version: {1}</translation>
    </message>
</context>
</TS>
