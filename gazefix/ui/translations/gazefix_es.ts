<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>GazeFix</name>
    <message>
        <source>Correct my gaze</source>
        <translation>Corregir mi mirada</translation>
    </message>
    <message>
        <source>Turns the live correction on and off.</source>
        <translation>Activa y desactiva la corrección en directo.</translation>
    </message>
    <message>
        <source>Vertical angle</source>
        <translation>Ángulo vertical</translation>
    </message>
    <message>
        <source>Turns your eyes up (+) or down (-), on top of the mode.</source>
        <translation>Gira los ojos hacia arriba (+) o abajo (-), además del modo.</translation>
    </message>
    <message>
        <source>Horizontal angle</source>
        <translation>Ángulo horizontal</translation>
    </message>
    <message>
        <source>Turns your eyes to your left (+) or right (-), on top of the mode.</source>
        <translation>Gira los ojos hacia su izquierda (+) o derecha (-), además del modo.</translation>
    </message>
    <message>
        <source>Aim above or below the lens</source>
        <translation>Apuntar por encima o debajo del objetivo</translation>
    </message>
    <message>
        <source>Where your eyes are brought to. A little below the lens looks best to others.</source>
        <translation>Adónde se dirige la mirada. Un poco por debajo del objetivo resulta lo más natural.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Intensidad</translation>
    </message>
    <message>
        <source>How strong the correction is.</source>
        <translation>Fuerza de la corrección.</translation>
    </message>
    <message>
        <source>Maximum faces</source>
        <translation>Caras (máximo)</translation>
    </message>
    <message>
        <source>Corrects at most this many faces, the largest first.</source>
        <translation>Corrige como máximo este número de caras, primero las más grandes.</translation>
    </message>
    <message>
        <source>Glance away now and then</source>
        <translation>Apartar la mirada de vez en cuando</translation>
    </message>
    <message>
        <source>Looks beside the lens for a moment, as people do. Not in fixed-angle mode.</source>
        <translation>Mira un momento al lado del objetivo, como hace cualquiera. No en el modo de ángulo fijo.</translation>
    </message>
    <message>
        <source>Angle (up to)</source>
        <translation>Ángulo (hasta)</translation>
    </message>
    <message>
        <source>Largest angle of a glance, away from the lens.</source>
        <translation>Ángulo máximo de un vistazo, desde el objetivo.</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervalo</translation>
    </message>
    <message>
        <source>Shortest time between glances.</source>
        <translation>Tiempo mínimo entre vistazos.</translation>
    </message>
    <message>
        <source>Random extra delay</source>
        <translation>Retardo aleatorio</translation>
    </message>
    <message>
        <source>A random time up to this is added to the interval.</source>
        <translation>Al intervalo se suma un tiempo aleatorio hasta este valor.</translation>
    </message>
    <message>
        <source>Eyes up or down: fade from</source>
        <translation>Ojos arriba/abajo: atenuar desde</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look up or down by more than this.</source>
        <translation>La corrección se atenúa cuando los ojos miran más arriba o abajo de este ángulo.</translation>
    </message>
    <message>
        <source>Eyes up or down: stop at</source>
        <translation>Ojos arriba/abajo: parar en</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look up or down by more than this.</source>
        <translation>La corrección termina cuando los ojos miran más arriba o abajo de este ángulo.</translation>
    </message>
    <message>
        <source>Eyes to the side: fade from</source>
        <translation>Ojos al lado: atenuar desde</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look to the side by more than this.</source>
        <translation>La corrección se atenúa cuando los ojos miran hacia un lado más de este ángulo.</translation>
    </message>
    <message>
        <source>Eyes to the side: stop at</source>
        <translation>Ojos al lado: parar en</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look to the side by more than this.</source>
        <translation>La corrección termina cuando los ojos miran hacia un lado más de este ángulo.</translation>
    </message>
    <message>
        <source>Head up or down: fade from</source>
        <translation>Cabeza arriba/abajo: atenuar desde</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned up or down by more than this.</source>
        <translation>La corrección se atenúa cuando la cabeza se inclina arriba o abajo más de este ángulo.</translation>
    </message>
    <message>
        <source>Head up or down: stop at</source>
        <translation>Cabeza arriba/abajo: parar en</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned up or down by more than this.</source>
        <translation>La corrección termina cuando la cabeza se inclina arriba o abajo más de este ángulo.</translation>
    </message>
    <message>
        <source>Head to the side: fade from</source>
        <translation>Cabeza al lado: atenuar desde</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned to the side by more than this.</source>
        <translation>La corrección se atenúa cuando la cabeza se gira hacia un lado más de este ángulo.</translation>
    </message>
    <message>
        <source>Head to the side: stop at</source>
        <translation>Cabeza al lado: parar en</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned to the side by more than this.</source>
        <translation>La corrección termina cuando la cabeza se gira hacia un lado más de este ángulo.</translation>
    </message>
    <message>
        <source>Turn the camera off when no program is using it</source>
        <translation>Apagar la cámara si ningún programa la usa</translation>
    </message>
    <message>
        <source>The camera turns off when no program is using GazeFix Camera and the window is closed.</source>
        <translation>La cámara se apaga cuando ningún programa usa GazeFix Camera y la ventana está cerrada.</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>Ejecutar en</translation>
    </message>
    <message>
        <source>Where the networks run: the CPU or an NVIDIA graphics card.</source>
        <translation>Dónde se calculan las redes: en el procesador o en una tarjeta gráfica NVIDIA.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Language of the windows. Changes apply when GazeFix starts again.</source>
        <translation>Idioma de las ventanas. El cambio se aplica al volver a iniciar GazeFix.</translation>
    </message>
    <message>
        <source>Eye contact</source>
        <translation>Contacto visual</translation>
    </message>
    <message>
        <source>Makes you appear to look into the camera while you look at the screen.</source>
        <translation>Parece que mira a la cámara mientras mira a la pantalla.</translation>
    </message>
    <message>
        <source>You appear to look into the camera.</source>
        <translation>Parece que mira a la cámara.</translation>
    </message>
    <message>
        <source>Teleprompter</source>
        <translation>Teleprónter</translation>
    </message>
    <message>
        <source>For reading a script: allows wider eye movements.</source>
        <translation>Para leer un guion: permite movimientos de ojos más amplios.</translation>
    </message>
    <message>
        <source>You appear to look into the camera while you read.</source>
        <translation>Parece que mira a la cámara mientras lee.</translation>
    </message>
    <message>
        <source>Fixed angle</source>
        <translation>Ángulo fijo</translation>
    </message>
    <message>
        <source>Turns your eyes by the angles below, whichever way you look.</source>
        <translation>Gira los ojos según los ángulos de abajo, mire adonde mire.</translation>
    </message>
    <message>
        <source>Your eyes are turned by a fixed angle.</source>
        <translation>Sus ojos se giran un ángulo fijo.</translation>
    </message>
    <message>
        <source>0°</source>
        <translation>0°</translation>
    </message>
    <message>
        <source>{0}° up</source>
        <translation>{0}° arriba</translation>
    </message>
    <message>
        <source>{0}° down</source>
        <translation>{0}° abajo</translation>
    </message>
    <message>
        <source>{0}° to your left</source>
        <translation>{0}° a su izquierda</translation>
    </message>
    <message>
        <source>{0}° to your right</source>
        <translation>{0}° a su derecha</translation>
    </message>
    <message>
        <source>&amp;Correct my gaze</source>
        <translation>Corr&amp;egir mi mirada</translation>
    </message>
    <message>
        <source>&amp;Pause (camera off)</source>
        <translation>Pa&amp;usar (cámara apagada)</translation>
    </message>
    <message>
        <source>Show p&amp;review</source>
        <translation>Mostrar &amp;vista previa</translation>
    </message>
    <message>
        <source>Cali&amp;brate…</source>
        <translation>Cali&amp;brar…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>C&amp;onfiguración…</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>&amp;Diagnóstico…</translation>
    </message>
    <message>
        <source>&amp;Getting started…</source>
        <translation>&amp;Primeros pasos…</translation>
    </message>
    <message>
        <source>GazeFix &amp;manual…</source>
        <translation>&amp;Manual de GazeFix…</translation>
    </message>
    <message>
        <source>&amp;About GazeFix…</source>
        <translation>&amp;Acerca de GazeFix…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>Up by 1°</source>
        <translation>Subir 1°</translation>
    </message>
    <message>
        <source>Down by 1°</source>
        <translation>Bajar 1°</translation>
    </message>
    <message>
        <source>To your left by 1°</source>
        <translation>1° a su izquierda</translation>
    </message>
    <message>
        <source>To your right by 1°</source>
        <translation>1° a su derecha</translation>
    </message>
    <message>
        <source>&amp;Mode: {0}</source>
        <translation>&amp;Modo: {0}</translation>
    </message>
    <message>
        <source>&amp;Vertical: {0}</source>
        <translation>Ve&amp;rtical: {0}</translation>
    </message>
    <message>
        <source>&amp;Horizontal: {0}</source>
        <translation>&amp;Horizontal: {0}</translation>
    </message>
    <message>
        <source>&amp;Strength: {0}</source>
        <translation>&amp;Intensidad: {0}</translation>
    </message>
    <message>
        <source>C&amp;amera</source>
        <translation>&amp;Cámara</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automática</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>&amp;Adjust…</source>
        <translation>&amp;Ajustar…</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t read your settings and is using the defaults.</source>
        <translation>GazeFix no pudo leer la configuración y usa los valores predeterminados.</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t use some of your settings. It keeps the others.</source>
        <translation>GazeFix no pudo usar algunos ajustes. Conserva los demás.</translation>
    </message>
    <message>
        <source>{0}

Your file will be kept as {1}.</source>
        <translation>{0}

Su archivo se conservará como {1}.</translation>
    </message>
    <message>
        <source>Quit GazeFix?</source>
        <translation>¿Salir de GazeFix?</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running in your call.</source>
        <translation>Este escritorio no tiene bandeja del sistema. Minimice la ventana para que GazeFix Camera siga activa en su llamada.</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>&amp;Minimizar</translation>
    </message>
    <message>
        <source>&amp;Use the defaults</source>
        <translation>&amp;Usar los valores predeterminados</translation>
    </message>
    <message>
        <source>&amp;Keep the rest</source>
        <translation>&amp;Conservar el resto</translation>
    </message>
    <message>
        <source>&amp;Open the file</source>
        <translation>&amp;Abrir el archivo</translation>
    </message>
    <message>
        <source>GazeFix is still running</source>
        <translation>GazeFix sigue en marcha</translation>
    </message>
    <message>
        <source>Click its tray icon to reopen this window; right-click it to quit.</source>
        <translation>Haga clic en su icono de la bandeja para volver a abrir esta ventana; con el botón derecho puede salir.</translation>
    </message>
    <message>
        <source>GazeFix keeps using the previous device.</source>
        <translation>GazeFix usa en su lugar el dispositivo anterior.</translation>
    </message>
    <message>
        <source>Your settings can&apos;t be saved: {0}.</source>
        <translation>No se puede guardar la configuración: {0}.</translation>
    </message>
    <message>
        <source>About GazeFix</source>
        <translation>Acerca de GazeFix</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>Licencias</translation>
    </message>
    <message>
        <source>Press Start and keep looking until the bar is full.</source>
        <translation>Pulse Iniciar y mantenga la mirada hasta que la barra esté llena.</translation>
    </message>
    <message>
        <source>Quality: fair. Trying again may improve it.</source>
        <translation>Calidad: aceptable. Otro intento puede mejorarla.</translation>
    </message>
    <message>
        <source>When you look into the lens, {0} and {1} now count as 0°.</source>
        <translation>Al mirar al objetivo, {0} y {1} cuentan ahora como 0°.</translation>
    </message>
    <message>
        <source>Your call window lies {0} and {1} from the lens.</source>
        <translation>La ventana de su llamada está a {0} y {1} del objetivo.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Look at the spot on the screen where you usually see the other person.</source>
        <translation>Mire al punto de la pantalla donde suele ver a la otra persona.</translation>
    </message>
    <message>
        <source>Sit as you would in a call. Look straight into the lens, not at your picture, while you move your head slowly in a small circle.</source>
        <translation>Siéntese como en una llamada. Mire directamente al objetivo, no a su imagen, mientras mueve la cabeza despacio en un pequeño círculo.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Iniciar</translation>
    </message>
    <message>
        <source>Start the look</source>
        <translation>Iniciar la medición</translation>
    </message>
    <message>
        <source>Look at your call window… {0}</source>
        <translation>Mire a la ventana de la llamada… {0}</translation>
    </message>
    <message>
        <source>Look at the lens… {0}</source>
        <translation>Mire al objetivo… {0}</translation>
    </message>
    <message>
        <source>Keep looking…</source>
        <translation>Mantenga la mirada…</translation>
    </message>
    <message>
        <source>Keep looking into the lens, and move your head in a small circle…</source>
        <translation>Siga mirando al objetivo y mueva la cabeza en un pequeño círculo…</translation>
    </message>
    <message>
        <source>Calibration complete</source>
        <translation>Calibración completada</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>Empezar &amp;de nuevo</translation>
    </message>
    <message>
        <source>That didn&apos;t work</source>
        <translation>No ha funcionado</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Reintentar</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Calibrar</translation>
    </message>
    <message>
        <source>Second look: your call window</source>
        <translation>Segunda mirada: la ventana de la llamada</translation>
    </message>
    <message>
        <source>First look: the camera lens</source>
        <translation>Primera mirada: el objetivo de la cámara</translation>
    </message>
    <message>
        <source>Used from now on with this camera and resolution.</source>
        <translation>Se usa desde ahora con esta cámara y esta resolución.</translation>
    </message>
    <message>
        <source>Quality: good.</source>
        <translation>Calidad: buena.</translation>
    </message>
    <message>
        <source>Esc: cancel</source>
        <translation>Esc: cancelar</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Checking this computer…</source>
        <translation>Comprobando este equipo…</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Trabajando</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>&amp;Abrir la carpeta del registro</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>&amp;Copiar informe</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>Comprobar &amp;de nuevo</translation>
    </message>
    <message>
        <source>Safe to share: no images, names or file paths.</source>
        <translation>Se puede compartir sin riesgo: no contiene imágenes, nombres ni rutas de archivos.</translation>
    </message>
    <message>
        <source>Report copied. Paste it where you ask for help.</source>
        <translation>Informe copiado. Péguelo donde pida ayuda.</translation>
    </message>
    <message>
        <source>{0} of {1} checks need attention.</source>
        <translation>{0} de {1} comprobaciones requieren atención.</translation>
    </message>
    <message>
        <source>Everything looks good.</source>
        <translation>Todo está en orden.</translation>
    </message>
    <message>
        <source>Set &amp;up GazeFix Camera…</source>
        <translation>Co&amp;nfigurar GazeFix Camera…</translation>
    </message>
    <message>
        <source>Choose a ca&amp;mera</source>
        <translation>&amp;Elegir una cámara</translation>
    </message>
    <message>
        <source>Open the &amp;file</source>
        <translation>A&amp;brir el archivo</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>Correcto</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>requiere atención</translation>
    </message>
    <message>
        <source>The checks couldn&apos;t run: {0}</source>
        <translation>No se pudieron hacer las comprobaciones: {0}</translation>
    </message>
    <message>
        <source>GazeFix stays in the tray. Its menu turns the correction on and off, changes the angle and pauses the camera.</source>
        <translation>GazeFix permanece en la bandeja del sistema. Su menú activa y desactiva la corrección, cambia el ángulo y pausa la cámara.</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running.</source>
        <translation>Este escritorio no tiene bandeja del sistema. Minimice la ventana para que GazeFix Camera siga activa.</translation>
    </message>
    <message>
        <source>Welcome to GazeFix</source>
        <translation>Le damos la bienvenida a GazeFix</translation>
    </message>
    <message>
        <source>Step 1 of 3: your camera</source>
        <translation>Paso 1 de 3: su cámara</translation>
    </message>
    <message>
        <source>Step 2 of 3: your camera for calls</source>
        <translation>Paso 2 de 3: su cámara para llamadas</translation>
    </message>
    <message>
        <source>Step 3 of 3: calibration</source>
        <translation>Paso 3 de 3: calibración</translation>
    </message>
    <message>
        <source>Choose the camera in front of you. You should see yourself.</source>
        <translation>Elija la cámara que tiene delante. Debería verse a sí mismo.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
    <message>
        <source>GazeFix appears as a camera of its own. Choose “GazeFix Camera” in Zoom, Teams or your browser.</source>
        <translation>GazeFix aparece como una cámara propia. Elija «GazeFix Camera» en Zoom, Teams o el navegador.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Atrás</translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation>Casi listo</translation>
    </message>
    <message>
        <source>You&apos;re all set</source>
        <translation>Todo listo</translation>
    </message>
    <message>
        <source>You can also do this later, under “Camera and output”.</source>
        <translation>También puede hacerlo más tarde, en «Cámara y salida».</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Finalizar</translation>
    </message>
    <message>
        <source>Choose “{0}” in your call&apos;s video settings.</source>
        <translation>Elija «{0}» en los ajustes de vídeo de su llamada.</translation>
    </message>
    <message>
        <source>There is no picture from the camera yet. Go back to choose one.</source>
        <translation>Todavía no hay imagen de la cámara. Vuelva atrás para elegir una.</translation>
    </message>
    <message>
        <source>Other programs need GazeFix Camera. Go back to set it up.</source>
        <translation>Los demás programas necesitan GazeFix Camera. Vuelva atrás para configurarla.</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>&amp;Omitir</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Siguiente</translation>
    </message>
    <message>
        <source>GazeFix manual</source>
        <translation>Manual de GazeFix</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Temas</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Manual</translation>
    </message>
    <message>
        <source>Run this in a terminal. It shows the commands and asks before it runs them.</source>
        <translation>Ejecute esto en un terminal. Muestra las órdenes y pregunta antes de ejecutarlas.</translation>
    </message>
    <message>
        <source>GazeFix sends to cameras with pyvirtualcam, which isn&apos;t installed yet.</source>
        <translation>GazeFix envía a cámaras con pyvirtualcam, que aún no está instalado.</translation>
    </message>
    <message>
        <source>It is free software under the GPL, and comes from the Python Package Index.</source>
        <translation>Es software libre bajo la GPL y procede del Python Package Index.</translation>
    </message>
    <message>
        <source>Choose “GazeFix Camera” in your call&apos;s video settings. Restart a program that doesn&apos;t list it yet.</source>
        <translation>Elija «GazeFix Camera» en los ajustes de vídeo de su llamada. Reinicie el programa si aún no la muestra.</translation>
    </message>
    <message>
        <source>You will be asked for your password.</source>
        <translation>Se le pedirá su contraseña.</translation>
    </message>
    <message>
        <source>Browsers and other programs that use PipeWire can use GazeFix Camera without this.</source>
        <translation>Los navegadores y otros programas que usan PipeWire pueden usar GazeFix Camera sin esto.</translation>
    </message>
    <message>
        <source>Ready in browsers and other programs that support PipeWire. For Zoom and the rest, install the camera driver.</source>
        <translation>Lista en navegadores y otros programas compatibles con PipeWire. Para Zoom y los demás, instale el controlador de cámara.</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet: GazeFix Camera isn&apos;t set up.</source>
        <translation>Los demás programas aún no pueden usar GazeFix: GazeFix Camera no está configurada.</translation>
    </message>
    <message>
        <source>No output is chosen in the settings.</source>
        <translation>No hay ninguna salida elegida en la configuración.</translation>
    </message>
    <message>
        <source>Opening the output…</source>
        <translation>Abriendo la salida…</translation>
    </message>
    <message>
        <source>Sent to {0}.</source>
        <translation>Se envía a {0}.</translation>
    </message>
    <message>
        <source>preview only</source>
        <translation>solo vista previa</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>sin salida</translation>
    </message>
    <message>
        <source>GazeFix can&apos;t do this for you. The steps are:</source>
        <translation>GazeFix no puede hacerlo por usted. Los pasos son:</translation>
    </message>
    <message>
        <source>Set up GazeFix Camera</source>
        <translation>Configurar GazeFix Camera</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Órdenes</translation>
    </message>
    <message>
        <source>Show the comman&amp;ds</source>
        <translation>&amp;Mostrar las órdenes</translation>
    </message>
    <message>
        <source>It is listed as “{0}”.</source>
        <translation>Aparece como «{0}».</translation>
    </message>
    <message>
        <source>&amp;Camera:</source>
        <translation>Cá&amp;mara:</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use by {0}</source>
        <translation>GazeFix Camera está en uso por {0}</translation>
    </message>
    <message>
        <source>Your gaze: {0}, {1}</source>
        <translation>Su mirada: {0}, {1}</translation>
    </message>
    <message>
        <source>Hol&amp;d to see before</source>
        <translation>Mantener &amp;para ver antes</translation>
    </message>
    <message>
        <source>Setting up GazeFix Camera…</source>
        <translation>Configurando GazeFix Camera…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
    <message>
        <source>&amp;Set it up</source>
        <translation>C&amp;onfigurar</translation>
    </message>
    <message>
        <source>Use &amp;PipeWire</source>
        <translation>&amp;Usar PipeWire</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready.</source>
        <translation>GazeFix Camera está lista.</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready in browsers and other PipeWire programs.</source>
        <translation>GazeFix Camera está lista en navegadores y otros programas de PipeWire.</translation>
    </message>
    <message>
        <source>Ready. Choose “{0}” in your call&apos;s video settings.</source>
        <translation>Lista. Elija «{0}» en los ajustes de vídeo de su llamada.</translation>
    </message>
    <message>
        <source>That didn&apos;t work: {0}</source>
        <translation>No ha funcionado: {0}</translation>
    </message>
    <message>
        <source>Saved calibrations</source>
        <translation>Calibraciones guardadas</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Usar</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Cambiar nombre</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Eliminar</translation>
    </message>
    <message>
        <source>good</source>
        <translation>buena</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>aceptable</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>en uso</translation>
    </message>
    <message>
        <source>Demo portrait</source>
        <translation>Retrato de demostración</translation>
    </message>
    <message>
        <source>Everyone&apos;s eyes differ by a few degrees. Two looks save only a few numbers. The thorough way also saves pictures of your eyes on this computer. Only you can read them.</source>
        <translation>Los ojos de cada persona difieren en unos grados. Con dos miradas solo se guardan unos pocos números. La calibración minuciosa guarda además imágenes de sus ojos en este equipo. Solo usted puede leerlas.</translation>
    </message>
    <message>
        <source>&amp;Thorough…</source>
        <translation>&amp;Minuciosa…</translation>
    </message>
    <message>
        <source>Follow a dot for 90 seconds, for a much better result.</source>
        <translation>Siga un punto durante 90 segundos para obtener un resultado mucho mejor.</translation>
    </message>
    <message>
        <source>Space: pause   R: repeat   Esc: cancel</source>
        <translation>Espacio: pausa   R: repetir   Esc: cancelar</translation>
    </message>
    <message>
        <source>Thorough calibration</source>
        <translation>Calibración minuciosa</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Iniciando…</translation>
    </message>
    <message>
        <source>Paused. Press Space to go on, or R to repeat the last dot.</source>
        <translation>En pausa. Pulse Espacio para continuar o R para repetir el último punto.</translation>
    </message>
    <message>
        <source>Your face can&apos;t be seen.</source>
        <translation>No se ve su cara.</translation>
    </message>
    <message>
        <source>Follow the dot with your eyes. Keep your head still.</source>
        <translation>Siga el punto con los ojos. No mueva la cabeza.</translation>
    </message>
    <message>
        <source>Turn your head a little to the left, and follow the dot.</source>
        <translation>Gire un poco la cabeza a la izquierda y siga el punto.</translation>
    </message>
    <message>
        <source>Turn your head a little to the right, and follow the dot.</source>
        <translation>Gire un poco la cabeza a la derecha y siga el punto.</translation>
    </message>
    <message>
        <source>Raise your head a little, and follow the dot.</source>
        <translation>Levante un poco la cabeza y siga el punto.</translation>
    </message>
    <message>
        <source>Lower your head a little, and follow the dot.</source>
        <translation>Baje un poco la cabeza y siga el punto.</translation>
    </message>
    <message>
        <source>The camera&apos;s pictures ended</source>
        <translation>La cámara ya no da imágenes</translation>
    </message>
    <message>
        <source>Your gaze is now measured to about {0} degrees ({1} before).</source>
        <translation>Su mirada se mide ahora con unos {0} grados de error ({1} antes).</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>Trying again may improve it.</source>
        <translation>Otro intento puede mejorar el resultado.</translation>
    </message>
    <message>
        <source>Measuring… {0} %</source>
        <translation>Midiendo… {0} %</translation>
    </message>
    <message>
        <source>Your eyes seem to turn {0} times as far as usual. Check the screen&apos;s size with a card, and try again.</source>
        <translation>Sus ojos parecen girar {0} veces más de lo habitual. Compruebe el tamaño de la pantalla con una tarjeta e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Recordings of your eyes</source>
        <translation>Grabaciones de sus ojos</translation>
    </message>
    <message>
        <source>De&amp;lete recording</source>
        <translation>Eliminar &amp;grabación</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>about {0} degrees</source>
        <translation>unos {0} grados</translation>
    </message>
    <message>
        <source>Can&apos;t be used: {0}</source>
        <translation>No se puede usar: {0}</translation>
    </message>
    <message>
        <source>Aim abo&amp;ve or below the lens</source>
        <translation>Apuntar por &amp;encima o debajo del objetivo</translation>
    </message>
    <message>
        <source>Gla&amp;nce away now and then</source>
        <translation>Apartar &amp;la mirada de vez en cuando</translation>
    </message>
    <message>
        <source>Angle (u&amp;p to)</source>
        <translation>&amp;Ángulo (hasta)</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>&amp;Intervalo</translation>
    </message>
    <message>
        <source>Random &amp;extra delay</source>
        <translation>Re&amp;tardo aleatorio</translation>
    </message>
    <message>
        <source>Full correction up to the first angle, none beyond the second.</source>
        <translation>Corrección completa hasta el primer ángulo, ninguna más allá del segundo.</translation>
    </message>
    <message>
        <source>R&amp;un on</source>
        <translation>Ejec&amp;utar en</translation>
    </message>
    <message>
        <source>Maximum &amp;faces</source>
        <translation>Caras (&amp;máximo)</translation>
    </message>
    <message>
        <source>&amp;Reset to defaults…</source>
        <translation>Restablecer &amp;valores predeterminados…</translation>
    </message>
    <message>
        <source>Glances</source>
        <translation>Vistazos</translation>
    </message>
    <message>
        <source>When to stop</source>
        <translation>Cuándo parar</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Rendimiento</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>Restablecer valores predeterminados</translation>
    </message>
    <message>
        <source>Reset everything under Correction and Advanced to its default?</source>
        <translation>¿Restablecer todo lo que hay en Corrección y Avanzado a sus valores predeterminados?</translation>
    </message>
    <message>
        <source>Your camera, output and calibration are kept.</source>
        <translation>Se conservan la cámara, la salida y la calibración.</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Restablecer</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>Procesador (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>Tarjeta gráfica NVIDIA</translation>
    </message>
    <message>
        <source>{0}:</source>
        <translation>{0}:</translation>
    </message>
    <message>
        <source>&amp;Vertical angle</source>
        <translation>&amp;Ángulo vertical</translation>
    </message>
    <message>
        <source>Hori&amp;zontal angle</source>
        <translation>Á&amp;ngulo horizontal</translation>
    </message>
    <message>
        <source>&amp;Strength</source>
        <translation>&amp;Intensidad</translation>
    </message>
    <message>
        <source>Two short looks let GazeFix measure your eyes more accurately.</source>
        <translation>Con dos miradas breves GazeFix mide sus ojos con más precisión.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>&amp;Resume (camera on)</source>
        <translation>Rean&amp;udar (cámara encendida)</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Abajo</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Arriba</translation>
    </message>
    <message>
        <source>Your left</source>
        <translation>Su izquierda</translation>
    </message>
    <message>
        <source>Your right</source>
        <translation>Su derecha</translation>
    </message>
    <message>
        <source>Turn the camera off &amp;when no program is using it</source>
        <translation>Apagar &amp;la cámara si ningún programa la usa</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>Ac&amp;tualizar</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>Buscar cámaras de nuevo</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Resolución</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Fotogramas por segundo</translation>
    </message>
    <message>
        <source>&amp;Resolution:</source>
        <translation>R&amp;esolución:</translation>
    </message>
    <message>
        <source>Fram&amp;e rate:</source>
        <translation>&amp;Fotogramas por segundo:</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Escritorio</translation>
    </message>
    <message>
        <source>&amp;Start GazeFix when I log in</source>
        <translation>Iniciar Ga&amp;zeFix al iniciar sesión</translation>
    </message>
    <message>
        <source>Start GazeFix when I log in</source>
        <translation>Iniciar GazeFix al iniciar sesión</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>Idioma del sistema</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} fps</translation>
    </message>
    <message>
        <source>Calibration is turned off.</source>
        <translation>La calibración está desactivada.</translation>
    </message>
    <message>
        <source>Calibrated on {0}, about {1} degrees.</source>
        <translation>Calibrado el {0}, con unos {1} grados.</translation>
    </message>
    <message>
        <source>Calibrated.</source>
        <translation>Calibrado.</translation>
    </message>
    <message>
        <source>Both angles are 0. Set one of them.</source>
        <translation>Ambos ángulos son 0. Ajuste uno de ellos.</translation>
    </message>
    <message>
        <source>Diagnostics, in the Tools menu, may show what is wrong.</source>
        <translation>El diagnóstico, en el menú Herramientas, puede mostrar qué falla.</translation>
    </message>
    <message>
        <source>GazeFix has stopped</source>
        <translation>GazeFix se ha detenido</translation>
    </message>
    <message>
        <source>Not calibrated for this camera and resolution.</source>
        <translation>Sin calibrar para esta cámara y esta resolución.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desactivado</translation>
    </message>
    <message>
        <source>Your picture is shown unchanged.</source>
        <translation>Su imagen se muestra sin cambios.</translation>
    </message>
    <message>
        <source>Nothing to correct</source>
        <translation>Nada que corregir</translation>
    </message>
    <message>
        <source>The strength is 0.</source>
        <translation>La intensidad es 0.</translation>
    </message>
    <message>
        <source>You already look at the camera, so nothing is changed.</source>
        <translation>Ya mira a la cámara, así que no se cambia nada.</translation>
    </message>
    <message>
        <source>Correction isn&apos;t working; your picture is unchanged</source>
        <translation>La corrección no funciona; su imagen no se modifica</translation>
    </message>
    <message>
        <source>Reinstall GazeFix.</source>
        <translation>Reinstale GazeFix.</translation>
    </message>
    <message>
        <source>Open GazeFix to set up GazeFix Camera.</source>
        <translation>Abra GazeFix para configurar GazeFix Camera.</translation>
    </message>
    <message>
        <source>Calibrated since {0}.</source>
        <translation>Calibrado desde el {0}.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation>Corrigiendo</translation>
    </message>
    <message>
        <source>Eyes on the camera</source>
        <translation>Mirada en la cámara</translation>
    </message>
    <message>
        <source>Switching on</source>
        <translation>Activando</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}.</translation>
    </message>
    <message>
        <source>Calibrate again, or delete it.</source>
        <translation>Calibre de nuevo o elimine la calibración.</translation>
    </message>
    <message>
        <source>No picture from the camera</source>
        <translation>No hay imagen de la cámara</translation>
    </message>
    <message>
        <source>GazeFix Camera stopped working</source>
        <translation>GazeFix Camera ha dejado de funcionar</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet</source>
        <translation>Los demás programas aún no pueden usar GazeFix</translation>
    </message>
    <message>
        <source>Opening the camera and loading the models…</source>
        <translation>Abriendo la cámara y cargando los modelos…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>The camera is off. Others see a placeholder.</source>
        <translation>La cámara está apagada. Los demás ven una imagen de espera.</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Sin uso</translation>
    </message>
    <message>
        <source>No program is using GazeFix Camera, so your camera is off.</source>
        <translation>Ningún programa usa GazeFix Camera, así que su cámara está apagada.</translation>
    </message>
    <message>
        <source>Clip finished</source>
        <translation>Clip terminado</translation>
    </message>
    <message>
        <source>The camera is off.</source>
        <translation>La cámara está apagada.</translation>
    </message>
    <message>
        <source>GazeFix Camera isn&apos;t set up, so your camera is off.</source>
        <translation>GazeFix Camera no está configurada, así que su cámara está apagada.</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one under “Camera and output”.</source>
        <translation>Conecte una cámara o elija otra en «Cámara y salida».</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>Sin salida</translation>
    </message>
    <message>
        <source>See “Camera and output”, or Diagnostics.</source>
        <translation>Consulte «Cámara y salida» o el diagnóstico.</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>No se encuentra ninguna cara</translation>
    </message>
    <message>
        <source>Make sure the camera can see your face.</source>
        <translation>Asegúrese de que la cámara ve su cara.</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>Ojos cerrados</translation>
    </message>
    <message>
        <source>Closed eyes are not corrected.</source>
        <translation>Los ojos cerrados no se corrigen.</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re looking away</source>
        <translation>Sin corrección: está mirando a otro lado</translation>
    </message>
    <message>
        <source>Look back at the screen to resume.</source>
        <translation>Vuelva a mirar a la pantalla para continuar.</translation>
    </message>
    <message>
        <source>Not correcting: your head is turned</source>
        <translation>Sin corrección: tiene la cabeza girada</translation>
    </message>
    <message>
        <source>Face the camera to resume.</source>
        <translation>Póngase de cara a la cámara para continuar.</translation>
    </message>
    <message>
        <source>Not correcting: your eyes aren&apos;t clear enough</source>
        <translation>Sin corrección: sus ojos no se ven con claridad</translation>
    </message>
    <message>
        <source>Try more light, or less glare on your glasses.</source>
        <translation>Pruebe con más luz o con menos reflejos en las gafas.</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re too far away</source>
        <translation>Sin corrección: está demasiado lejos</translation>
    </message>
    <message>
        <source>Move closer to the camera.</source>
        <translation>Acérquese a la cámara.</translation>
    </message>
    <message>
        <source>Not correcting: your eyes are at the edge</source>
        <translation>Sin corrección: sus ojos están en el borde</translation>
    </message>
    <message>
        <source>Move to the centre of the picture.</source>
        <translation>Colóquese en el centro de la imagen.</translation>
    </message>
    <message>
        <source>Not correcting: this computer can&apos;t keep up</source>
        <translation>Sin corrección: este equipo es demasiado lento</translation>
    </message>
    <message>
        <source>Close other programs or choose a lower resolution.</source>
        <translation>Cierre otros programas o elija una resolución más baja.</translation>
    </message>
    <message>
        <source>GazeFix: {0}</source>
        <translation>GazeFix: {0}</translation>
    </message>
    <message>
        <source>Before is left of the divider, after is right of it. Arrow keys move it. The space bar shows before.</source>
        <translation>Antes está a la izquierda del divisor y después, a la derecha. Las flechas lo mueven. La barra espaciadora muestra el antes.</translation>
    </message>
    <message>
        <source>Drag to compare: before on the left, after on the right.</source>
        <translation>Arrastre para comparar: antes a la izquierda, después a la derecha.</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Not corrected</source>
        <translation>Sin corregir</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>A dot moves over the screen for about 90 seconds. Follow it with your eyes. Sit as you would in a call, with light on your face and nobody else in the picture.</source>
        <translation>Un punto se mueve por la pantalla durante unos 90 segundos. Sígalo con los ojos. Siéntese como en una llamada, con luz en el rostro y sin nadie más en la imagen.</translation>
    </message>
    <message>
        <source>Pictures of your eyes are saved on this computer, and only you can read them. Calibrate… lists and deletes them.</source>
        <translation>Se guardan imágenes de sus ojos en este equipo, y solo usted puede leerlas. «Calibrar…» las muestra y las elimina.</translation>
    </message>
    <message>
        <source>Place of the camera</source>
        <translation>Lugar de la cámara</translation>
    </message>
    <message>
        <source>Drag the camera to where it is, or use the arrow keys.</source>
        <translation>Arrastre la cámara a su lugar o use las flechas.</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>Tarjeta bancaria</translation>
    </message>
    <message>
        <source>&amp;Measure with a card</source>
        <translation>&amp;Medir con una tarjeta</translation>
    </message>
    <message>
        <source>Width of the card</source>
        <translation>Ancho de la tarjeta</translation>
    </message>
    <message>
        <source>Lay a bank card on the screen, and move the slider until both are equally large.</source>
        <translation>Ponga una tarjeta bancaria sobre la pantalla y mueva el control hasta que ambas tengan el mismo tamaño.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>The green circle is the camera. Drag it to where the camera sits at your screen.</source>
        <translation>El círculo verde es la cámara. Arrástrelo adonde está en su pantalla.</translation>
    </message>
    <message>
        <source>The size of this screen is not known.</source>
        <translation>No se conoce el tamaño de esta pantalla.</translation>
    </message>
    <message>
        <source>This screen is {0} by {1} cm large.</source>
        <translation>Esta pantalla mide {0} por {1} cm.</translation>
    </message>
    <message>
        <source>slider</source>
        <translation>control deslizante</translation>
    </message>
    <message>
        <source>number</source>
        <translation>número</translation>
    </message>
    <message>
        <source>Double-click the slider to reset it.</source>
        <translation>Haga doble clic en el control para restablecerlo.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Configuración</translation>
    </message>
    <message>
        <source>En&amp;large my eyes</source>
        <translation>Ampliar mis &amp;ojos</translation>
    </message>
    <message>
        <source>Enlarge my eyes</source>
        <translation>Ampliar mis ojos</translation>
    </message>
    <message>
        <source>Shows both eyes, before over after, and where they look.</source>
        <translation>Muestra ambos ojos, antes sobre después, y adónde miran.</translation>
    </message>
    <message>
        <source>Or hold the space bar in the preview.</source>
        <translation>O mantenga pulsada la barra espaciadora en la vista previa.</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>&amp;Reintentar</translation>
    </message>
    <message>
        <source>&amp;GazeFix</source>
        <translation>&amp;GazeFix</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Herramientas</translation>
    </message>
    <message>
        <source>C&amp;orrection</source>
        <translation>&amp;Corrección</translation>
    </message>
    <message>
        <source>Ca&amp;mera and output</source>
        <translation>Cámara y &amp;salida</translation>
    </message>
    <message>
        <source>&amp;Advanced</source>
        <translation>&amp;Avanzado</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Mediciones</translation>
    </message>
    <message>
        <source>Pla&amp;y again</source>
        <translation>&amp;Reproducir de nuevo</translation>
    </message>
    <message>
        <source>{0} ms delay</source>
        <translation>{0} ms de retardo</translation>
    </message>
    <message>
        <source>uncorrected picture</source>
        <translation>imagen sin corregir</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
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
        <translation>GazeFix seguirá intentándolo.</translation>
    </message>
    <message>
        <source>Automatic: {0}</source>
        <translation>Automática: {0}</translation>
    </message>
    <message>
        <source>{0} (in use by {1})</source>
        <translation>{0} (en uso por {1})</translation>
    </message>
    <message>
        <source>Keyboard shortcut</source>
        <translation>Atajo de teclado</translation>
    </message>
    <message>
        <source>Keys that turn the correction on and off in every program. Some desktops ask first.</source>
        <translation>Teclas que activan y desactivan la corrección en cualquier programa. Algunos escritorios preguntan antes.</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcut</source>
        <translation>Ata&amp;jo de teclado</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one above.</source>
        <translation>Conecte una cámara o elija otra arriba.</translation>
    </message>
    <message>
        <source>If a browser doesn&apos;t list it: in Chrome, turn on chrome://flags/#enable-webrtc-pipewire-camera; in Firefox, set media.webrtc.camera.allow-pipewire to true in about:config. Then restart the browser.</source>
        <translation>Si un navegador no la muestra: en Chrome, active chrome://flags/#enable-webrtc-pipewire-camera; en Firefox, ponga media.webrtc.camera.allow-pipewire en true en about:config. Después, reinicie el navegador.</translation>
    </message>
    <message>
        <source>New releases</source>
        <translation>Nuevas versiones</translation>
    </message>
    <message>
        <source>Web address that tells the newest release, asked once at each start. Empty: never asked.</source>
        <translation>Dirección web que indica la versión más reciente; se consulta una vez en cada inicio. Vacío: nunca.</translation>
    </message>
    <message>
        <source>GazeFix {0} is out. This is {1}.</source>
        <translation>Ha salido GazeFix {0}. Esta es la {1}.</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>&apos;{0}&apos; is GazeFix&apos;s own output</source>
        <translation>«{0}» es la salida del propio GazeFix</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Cámaras</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Pantalla</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dibujo</translation>
    </message>
    <message>
        <source>Face finder</source>
        <translation>Detección de caras</translation>
    </message>
    <message>
        <source>GStreamer closed the pipe</source>
        <translation>GStreamer cerró la conexión</translation>
    </message>
    <message>
        <source>GStreamer has ended: {0}</source>
        <translation>GStreamer ha terminado: {0}</translation>
    </message>
    <message>
        <source>GStreamer takes no more frames</source>
        <translation>GStreamer ya no acepta fotogramas</translation>
    </message>
    <message>
        <source>GStreamer&apos;s plugin for it is not installed</source>
        <translation>Su complemento de GStreamer no está instalado</translation>
    </message>
    <message>
        <source>GazeFix Camera</source>
        <translation>GazeFix Camera</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use, and stays until the computer is restarted</source>
        <translation>GazeFix Camera está en uso y permanece hasta que se reinicie el equipo</translation>
    </message>
    <message>
        <source>GazeFix works without a tray; on GNOME the extension &apos;AppIndicator and KStatusNotifierItem Support&apos; adds one</source>
        <translation>GazeFix funciona sin bandeja; en GNOME, la extensión «AppIndicator and KStatusNotifierItem Support» añade una</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
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
        <translation>No se puede usar PipeWire: {0}</translation>
    </message>
    <message>
        <source>PipeWire does not show GazeFix Camera</source>
        <translation>PipeWire no muestra GazeFix Camera</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>PyTorch finds no NVIDIA graphics card that it can use</source>
        <translation>PyTorch no encuentra ninguna tarjeta gráfica NVIDIA que pueda usar</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Qt cannot ask for it: {0}</source>
        <translation>Qt no puede consultarlo: {0}</translation>
    </message>
    <message>
        <source>Qt could not be tried: {0}</source>
        <translation>No se pudo probar Qt: {0}</translation>
    </message>
    <message>
        <source>Qt ended with {0}</source>
        <translation>Qt terminó con {0}</translation>
    </message>
    <message>
        <source>Secure Boot is on. If the module is refused: {0}</source>
        <translation>Secure Boot está activado. Si se rechaza el módulo: {0}</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Archivo de configuración</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Bandeja del sistema</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos de las redes</translation>
    </message>
    <message>
        <source>a picture of shot {0} is damaged</source>
        <translation>Una imagen de la grabación {0} está dañada</translation>
    </message>
    <message>
        <source>a second person was in {0} of the pictures</source>
        <translation>Había una segunda persona en {0} de las imágenes</translation>
    </message>
    <message>
        <source>a tray needs a display</source>
        <translation>La bandeja necesita una pantalla</translation>
    </message>
    <message>
        <source>add a camera: as root, change the line in {0} to: {1}</source>
        <translation>Añada una cámara: como root, cambie la línea de {0} a: {1}</translation>
    </message>
    <message>
        <source>another program sends to &apos;{0}&apos; already: {1}</source>
        <translation>Otro programa ya envía a «{0}»: {1}</translation>
    </message>
    <message>
        <source>another user&apos;s program</source>
        <translation>Un programa de otro usuario</translation>
    </message>
    <message>
        <source>be alone in the picture, and try again</source>
        <translation>Quédese a solas en la imagen e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>both looks went into the same direction ({0} degrees apart)</source>
        <translation>Las dos miradas fueron en la misma dirección (con {0} grados de diferencia)</translation>
    </message>
    <message>
        <source>by NumPy, which takes longer: there are no compiled kernels for this computer</source>
        <translation>con NumPy, que tarda más: no hay código compilado para este ordenador</translation>
    </message>
    <message>
        <source>camera {0} is GazeFix&apos;s own output</source>
        <translation>La cámara {0} es la salida del propio GazeFix</translation>
    </message>
    <message>
        <source>cannot change the registry: {0}</source>
        <translation>No se puede cambiar el registro: {0}</translation>
    </message>
    <message>
        <source>cannot change {0}: {1}</source>
        <translation>No se puede cambiar {0}: {1}</translation>
    </message>
    <message>
        <source>cannot listen for commands: {0}</source>
        <translation>no se pueden recibir comandos: {0}</translation>
    </message>
    <message>
        <source>cannot read the recording {0}: {1}</source>
        <translation>No se puede leer la grabación {0}: {1}</translation>
    </message>
    <message>
        <source>cannot read {0}: {1}</source>
        <translation>No se puede leer {0}: {1}</translation>
    </message>
    <message>
        <source>cannot show a window ({0}): {1}</source>
        <translation>No se puede mostrar una ventana ({0}): {1}</translation>
    </message>
    <message>
        <source>check that it is connected and not in use elsewhere</source>
        <translation>Compruebe que está conectada y que no se usa en otro sitio</translation>
    </message>
    <message>
        <source>check that it is connected and that GazeFix isn&apos;t paused</source>
        <translation>Compruebe que está conectada y que GazeFix no está en pausa</translation>
    </message>
    <message>
        <source>check that you may write there</source>
        <translation>Compruebe que puede escribir allí</translation>
    </message>
    <message>
        <source>check the connection to the internet, and try again</source>
        <translation>Compruebe la conexión a Internet e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>check the name, and that you may read it</source>
        <translation>Compruebe el nombre y que puede leer el archivo</translation>
    </message>
    <message>
        <source>check the screen&apos;s size with a card, and the distance</source>
        <translation>Compruebe el tamaño de la pantalla con una tarjeta, y la distancia</translation>
    </message>
    <message>
        <source>check your rights on this computer</source>
        <translation>Compruebe sus permisos en este equipo</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>Elija otro nombre</translation>
    </message>
    <message>
        <source>choose the camera that you sit in front of</source>
        <translation>Elija la cámara que tiene delante</translation>
    </message>
    <message>
        <source>connect a camera</source>
        <translation>Conecte una cámara</translation>
    </message>
    <message>
        <source>correct the file, or remove it to use the defaults</source>
        <translation>Corrija el archivo o elimínelo para usar los valores predeterminados</translation>
    </message>
    <message>
        <source>face the camera</source>
        <translation>Póngase de cara a la cámara</translation>
    </message>
    <message>
        <source>fit the rectangle to a bank card&apos;s long side</source>
        <translation>Ajuste el rectángulo al lado largo de una tarjeta bancaria</translation>
    </message>
    <message>
        <source>follow the dot with your eyes until it ends, and try again</source>
        <translation>Siga el punto con los ojos hasta el final e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>follow the dot with your eyes, keep them open while it rests, and try again</source>
        <translation>Siga el punto con los ojos, manténgalos abiertos mientras se detiene e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>give your user access: sudo usermod -aG video $USER, then log out and in</source>
        <translation>Dé acceso a su usuario: sudo usermod -aG video $USER, y después cierre la sesión y vuelva a entrar</translation>
    </message>
    <message>
        <source>install Python 3.11 or newer</source>
        <translation>Instale Python 3.11 o posterior</translation>
    </message>
    <message>
        <source>install the system libraries that Qt needs (on Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</source>
        <translation>Instale las bibliotecas del sistema que Qt necesita (en Debian y Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</translation>
    </message>
    <message>
        <source>install {0}, and try again</source>
        <translation>Instale {0} e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>invalid name of a recording: &apos;{0}&apos;</source>
        <translation>Nombre de grabación no válido: «{0}»</translation>
    </message>
    <message>
        <source>invalid profile name: &apos;{0}&apos;</source>
        <translation>Nombre de perfil no válido: «{0}»</translation>
    </message>
    <message>
        <source>it does not run in this session</source>
        <translation>No se ejecuta en esta sesión</translation>
    </message>
    <message>
        <source>it failed: {0}</source>
        <translation>Ha fallado: {0}</translation>
    </message>
    <message>
        <source>it is in use by {0}: close that, or choose another camera</source>
        <translation>La está usando {0}: ciérrelo o elija otra cámara</translation>
    </message>
    <message>
        <source>it is started again</source>
        <translation>Se inicia de nuevo</translation>
    </message>
    <message>
        <source>it needs PipeWire, its GStreamer plugin and pw-dump (on Debian and Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</source>
        <translation>Hacen falta PipeWire, su complemento de GStreamer y pw-dump (en Debian y Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</translation>
    </message>
    <message>
        <source>it was not allowed, so nothing was done</source>
        <translation>No se permitió, así que no se ha hecho nada</translation>
    </message>
    <message>
        <source>keep looking at one point until the look is over</source>
        <translation>Mire a un solo punto hasta que termine la medición</translation>
    </message>
    <message>
        <source>let your user write to that folder; GazeFix works without a log</source>
        <translation>Permita que su usuario escriba en esa carpeta; GazeFix funciona sin registro</translation>
    </message>
    <message>
        <source>let your user write to {0}; GazeFix works without a log</source>
        <translation>Permita que su usuario escriba en {0}; GazeFix funciona sin registro</translation>
    </message>
    <message>
        <source>log in to a desktop; {0}</source>
        <translation>Inicie sesión en un escritorio; {0}</translation>
    </message>
    <message>
        <source>look into the camera itself, not at its picture</source>
        <translation>Mire a la propia cámara, no a su imagen</translation>
    </message>
    <message>
        <source>look into the lens first, and then at the call&apos;s window, further away from it</source>
        <translation>Mire primero al objetivo y después a la ventana de la llamada, más lejos de él</translation>
    </message>
    <message>
        <source>name one by its path: {0}</source>
        <translation>Indique una por su ruta: {0}</translation>
    </message>
    <message>
        <source>no camera is named {0} yet</source>
        <translation>Todavía ninguna cámara se llama {0}</translation>
    </message>
    <message>
        <source>no camera was found</source>
        <translation>No se ha encontrado ninguna cámara</translation>
    </message>
    <message>
        <source>no face was seen while the dot rested</source>
        <translation>No se vio ninguna cara mientras el punto se detenía</translation>
    </message>
    <message>
        <source>no permission to open {0}</source>
        <translation>Sin permiso para abrir {0}</translation>
    </message>
    <message>
        <source>no permission to write to {0}</source>
        <translation>Sin permiso para escribir en {0}</translation>
    </message>
    <message>
        <source>no picture from the camera</source>
        <translation>No hay imagen de la cámara</translation>
    </message>
    <message>
        <source>no preview window can be shown: {0}</source>
        <translation>No se puede mostrar la ventana de vista previa: {0}</translation>
    </message>
    <message>
        <source>none at {0}: the defaults are used</source>
        <translation>No hay archivo en {0}: se usan los valores predeterminados</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>Ninguna encontrada</translation>
    </message>
    <message>
        <source>none yet at {0}</source>
        <translation>Todavía no hay registro en {0}</translation>
    </message>
    <message>
        <source>not installed, and not needed without an NVIDIA graphics card</source>
        <translation>No instalado, y no hace falta sin una tarjeta gráfica NVIDIA</translation>
    </message>
    <message>
        <source>not installed, but the settings ask for it</source>
        <translation>No instalado, pero la configuración lo pide</translation>
    </message>
    <message>
        <source>not installed, so {0} isn&apos;t used</source>
        <translation>No instalado, así que no se usa {0}</translation>
    </message>
    <message>
        <source>offers GazeFix Camera to browsers and other programs that ask the desktop for cameras</source>
        <translation>Ofrece GazeFix Camera a navegadores y otros programas que piden las cámaras al escritorio</translation>
    </message>
    <message>
        <source>only Linux has it</source>
        <translation>Solo existe en Linux</translation>
    </message>
    <message>
        <source>open eyes were seen in only {0} frames of the look</source>
        <translation>Solo se vieron ojos abiertos en {0} fotogramas de la medición</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; cannot be read: {1}</source>
        <translation>No se puede leer el perfil «{0}»: {1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds impossible numbers</source>
        <translation>El perfil «{0}» contiene números imposibles</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds {1} = {2}</source>
        <translation>El perfil «{0}» contiene {1} = {2}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: its slopes</source>
        <translation>El perfil «{0}» está incompleto: faltan las pendientes</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: {1}</source>
        <translation>El perfil «{0}» está incompleto: {1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is of another version</source>
        <translation>El perfil «{0}» es de otra versión</translation>
    </message>
    <message>
        <source>put light on your face, and try again</source>
        <translation>Ilumine su rostro e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>pyvirtualcam cannot be loaded: {0}</source>
        <translation>no se puede cargar pyvirtualcam: {0}</translation>
    </message>
    <message>
        <source>pyvirtualcam is not installed</source>
        <translation>pyvirtualcam no está instalado</translation>
    </message>
    <message>
        <source>record your eyes again</source>
        <translation>Grabe sus ojos de nuevo</translation>
    </message>
    <message>
        <source>see the display above; GazeFix works without a tray</source>
        <translation>Vea «Pantalla» más arriba; GazeFix funciona sin bandeja</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face</source>
        <translation>Siéntese de cara a la cámara con luz en el rostro</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face, keep your eyes open, and try again</source>
        <translation>Siéntese de cara a la cámara con luz en el rostro, mantenga los ojos abiertos e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>start again</source>
        <translation>Empiece de nuevo</translation>
    </message>
    <message>
        <source>sudo usermod -aG video $USER, then log out and in</source>
        <translation>sudo usermod -aG video $USER, y después cierre la sesión y vuelva a entrar</translation>
    </message>
    <message>
        <source>take both looks with the same camera and resolution</source>
        <translation>Haga las dos mediciones con la misma cámara y resolución</translation>
    </message>
    <message>
        <source>the camera changed from {0} ({1}x{2}) to {3} ({4}x{5})</source>
        <translation>La cámara cambió de {0} ({1}x{2}) a {3} ({4}x{5})</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t built for the running kernel</source>
        <translation>El controlador de cámara v4l2loopback no está compilado para el núcleo en uso</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed</source>
        <translation>El controlador de cámara v4l2loopback no está instalado</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed; {0} installs it</source>
        <translation>El controlador de cámara v4l2loopback no está instalado; {0} lo instala</translation>
    </message>
    <message>
        <source>the camera&apos;s picture changed its size</source>
        <translation>La imagen de la cámara cambió de tamaño</translation>
    </message>
    <message>
        <source>the card&apos;s width gives an impossible screen</source>
        <translation>El ancho de la tarjeta da una pantalla imposible</translation>
    </message>
    <message>
        <source>the correction failed: {0}</source>
        <translation>La corrección ha fallado: {0}</translation>
    </message>
    <message>
        <source>the correction is not responding</source>
        <translation>La corrección no responde</translation>
    </message>
    <message>
        <source>the eyes could not be read well</source>
        <translation>No se han podido leer bien los ojos</translation>
    </message>
    <message>
        <source>too few pictures of your face were taken while the dot rested</source>
        <translation>Se tomaron muy pocas imágenes de su rostro mientras el punto estaba quieto</translation>
    </message>
    <message>
        <source>sit facing the camera, close other programs, and try again</source>
        <translation>Siéntese de cara a la cámara, cierre otros programas e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>the eyes rested on only {0} of {1} dots</source>
        <translation>Los ojos se detuvieron solo en {0} de {1} puntos</translation>
    </message>
    <message>
        <source>the eyes seem to turn {0} times as far as the dot</source>
        <translation>Los ojos parecen girar {0} veces más que el punto</translation>
    </message>
    <message>
        <source>the eyes seem {0} cm away</source>
        <translation>Los ojos parecen estar a {0} cm</translation>
    </message>
    <message>
        <source>the eyes wandered by {0} degrees</source>
        <translation>Los ojos se movieron {0} grados</translation>
    </message>
    <message>
        <source>the eyes were elsewhere at {0} of {1} dots</source>
        <translation>Los ojos estaban en otra parte en {0} de {1} puntos</translation>
    </message>
    <message>
        <source>the gaze could only be read to {0} degrees</source>
        <translation>La mirada solo se pudo leer con {0} grados de error</translation>
    </message>
    <message>
        <source>the head was turned by {0} degrees</source>
        <translation>La cabeza estaba girada {0} grados</translation>
    </message>
    <message>
        <source>the localizer &apos;{0}&apos; finds a face in an empty picture</source>
        <translation>El detector «{0}» encuentra una cara en una imagen vacía</translation>
    </message>
    <message>
        <source>the look into the lens was measured {0} degrees beside it</source>
        <translation>La mirada al objetivo se midió a {0} grados de él</translation>
    </message>
    <message>
        <source>the picture is too dark</source>
        <translation>La imagen es demasiado oscura</translation>
    </message>
    <message>
        <source>the profiles are: {0}</source>
        <translation>Los perfiles son: {0}</translation>
    </message>
    <message>
        <source>the recordings are: {0}</source>
        <translation>Las grabaciones son: {0}</translation>
    </message>
    <message>
        <source>the virtual camera cannot be opened: {0}</source>
        <translation>No se puede abrir la cámara virtual: {0}</translation>
    </message>
    <message>
        <source>the virtual camera {0} failed: {1}</source>
        <translation>La cámara virtual {0} ha fallado: {1}</translation>
    </message>
    <message>
        <source>there is a profile &apos;{0}&apos; already</source>
        <translation>Ya existe un perfil «{0}»</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos;</source>
        <translation>No hay ninguna cámara llamada «{0}»</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; to send to</source>
        <translation>No hay ninguna cámara llamada «{0}» a la que enviar</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; yet</source>
        <translation>Todavía no hay ninguna cámara llamada «{0}»</translation>
    </message>
    <message>
        <source>there is no camera {0}</source>
        <translation>No hay ninguna cámara {0}</translation>
    </message>
    <message>
        <source>there is no camera, clip or address &apos;{0}&apos;</source>
        <translation>No hay ninguna cámara, clip ni dirección «{0}»</translation>
    </message>
    <message>
        <source>there is no display</source>
        <translation>No hay pantalla</translation>
    </message>
    <message>
        <source>there is no profile &apos;{0}&apos;</source>
        <translation>No hay ningún perfil «{0}»</translation>
    </message>
    <message>
        <source>there is no recording &apos;{0}&apos;</source>
        <translation>No hay ninguna grabación «{0}»</translation>
    </message>
    <message>
        <source>this desktop has no tray</source>
        <translation>Este escritorio no tiene bandeja del sistema</translation>
    </message>
    <message>
        <source>this removes the virtual camera &apos;{0}&apos;, which no program uses</source>
        <translation>Esto quita la cámara virtual «{0}», que ningún programa usa</translation>
    </message>
    <message>
        <source>too few dots were looked at</source>
        <translation>Se miraron muy pocos puntos</translation>
    </message>
    <message>
        <source>try again, or run it as root</source>
        <translation>Inténtelo de nuevo o ejecútelo como root</translation>
    </message>
    <message>
        <source>unknown: the desktop does not answer</source>
        <translation>Desconocido: el escritorio no responde</translation>
    </message>
    <message>
        <source>unknown: this bundled program cannot ask</source>
        <translation>Desconocido: este programa empaquetado no puede consultarlo</translation>
    </message>
    <message>
        <source>use more light, avoid reflections on glasses, or come nearer</source>
        <translation>Use más luz, evite los reflejos en las gafas o acérquese</translation>
    </message>
    <message>
        <source>use more light, sit still, follow the dot, and try again</source>
        <translation>Use más luz, no se mueva, siga el punto e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>v4l2loopback has other cameras: it stays loaded until a restart</source>
        <translation>v4l2loopback tiene otras cámaras: sigue cargado hasta un reinicio</translation>
    </message>
    <message>
        <source>v4l2loopback is loaded for other cameras, and in use: close the programs that use them and try again, or restart the computer</source>
        <translation>v4l2loopback está cargado para otras cámaras y en uso: cierre los programas que las usan e inténtelo de nuevo, o reinicie el equipo</translation>
    </message>
    <message>
        <source>your distribution&apos;s package of v4l2loopback, mostly v4l2loopback-dkms</source>
        <translation>el paquete v4l2loopback de su distribución, normalmente v4l2loopback-dkms</translation>
    </message>
    <message>
        <source>{0} cameras have &apos;{1}&apos; in their names</source>
        <translation>{0} cámaras tienen «{1}» en su nombre</translation>
    </message>
    <message>
        <source>{0} cannot be opened</source>
        <translation>No se puede abrir {0}</translation>
    </message>
    <message>
        <source>{0} cannot be run: {1}</source>
        <translation>No se puede ejecutar {0}: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be started: {1}</source>
        <translation>No se puede iniciar {0}: {1}</translation>
    </message>
    <message>
        <source>{0} gave something that is not a picture</source>
        <translation>{0} dio algo que no es una imagen</translation>
    </message>
    <message>
        <source>{0} gives no frames</source>
        <translation>{0} no da fotogramas</translation>
    </message>
    <message>
        <source>{0} gives no pictures that GazeFix can read</source>
        <translation>{0} no da imágenes que GazeFix pueda leer</translation>
    </message>
    <message>
        <source>{0} has ended</source>
        <translation>{0} ha terminado</translation>
    </message>
    <message>
        <source>{0} is a picture, not a clip</source>
        <translation>{0} es una foto, no un clip</translation>
    </message>
    <message>
        <source>{0} is a recording of another version</source>
        <translation>{0} es una grabación de otra versión</translation>
    </message>
    <message>
        <source>{0} is not a camera</source>
        <translation>{0} no es una cámara</translation>
    </message>
    <message>
        <source>{0} is not installed</source>
        <translation>{0} no está instalado</translation>
    </message>
    <message>
        <source>{0} is stuck</source>
        <translation>{0} está bloqueado</translation>
    </message>
    <message>
        <source>{0} names the camera already, so it stays as it is</source>
        <translation>{0} ya nombra la cámara, así que queda como está</translation>
    </message>
    <message>
        <source>{0} names the camera, too; it is not GazeFix&apos;s file, so it stays</source>
        <translation>{0} también nombra la cámara; no es un archivo de GazeFix, así que se queda</translation>
    </message>
    <message>
        <source>{0} sets v4l2loopback up for other cameras</source>
        <translation>{0} configura v4l2loopback para otras cámaras</translation>
    </message>
    <message>
        <source>{0} was not installed: {1}</source>
        <translation>{0} no se instaló: {1}</translation>
    </message>
    <message>
        <source>{0}, {1} CPU threads</source>
        <translation>{0}, {1} hilos de CPU</translation>
    </message>
    <message>
        <source>{0}; CPU only</source>
        <translation>{0}; solo CPU</translation>
    </message>
    <message>
        <source>{0}; CUDA {1} on {2}</source>
        <translation>{0}; CUDA {1} en {2}</translation>
    </message>
    <message>
        <source>{0}; PyTorch runs the networks instead, in three times the time</source>
        <translation>{0}; PyTorch calcula las redes en su lugar, en el triple de tiempo</translation>
    </message>
    <message>
        <source>{0}; browsers get it through PipeWire, Zoom and others need it</source>
        <translation>{0}; los navegadores la reciben por PipeWire, Zoom y otros la necesitan</translation>
    </message>
    <message>
        <source>{0}; not needed here</source>
        <translation>{0}; aquí no hace falta</translation>
    </message>
    <message>
        <source>{0}; {1} computes wrongly</source>
        <translation>{0}; {1} calcula mal</translation>
    </message>
    <message>
        <source>this desktop gives programs no shortcuts</source>
        <translation>este escritorio no permite atajos a los programas</translation>
    </message>
    <message>
        <source>in the desktop&apos;s settings, make a shortcut that runs the command gazefix ctl toggle</source>
        <translation>en la configuración del escritorio, cree un atajo que ejecute la orden gazefix ctl toggle</translation>
    </message>
    <message>
        <source>{0} can&apos;t be a shortcut</source>
        <translation>{0} no puede ser un atajo</translation>
    </message>
    <message>
        <source>choose Ctrl, Alt, Shift or Meta with a letter, a digit or F1 to F12</source>
        <translation>elija Ctrl, Alt, Mayús o Meta con una letra, una cifra o F1 a F12</translation>
    </message>
    <message>
        <source>another program has the shortcut {0}</source>
        <translation>otro programa tiene el atajo {0}</translation>
    </message>
    <message>
        <source>choose other keys</source>
        <translation>elija otras teclas</translation>
    </message>
    <message>
        <source>the desktop refused the shortcut</source>
        <translation>el escritorio rechazó el atajo</translation>
    </message>
    <message>
        <source>this desktop has no program that asks for the password</source>
        <translation>este escritorio no tiene ningún programa que pida la contraseña</translation>
    </message>
    <message>
        <source>run gazefix setup-camera in a terminal</source>
        <translation>ejecute gazefix setup-camera en un terminal</translation>
    </message>
    <message>
        <source>{0} is not a web address</source>
        <translation>{0} no es una dirección web</translation>
    </message>
    <message>
        <source>give an address like https://api.github.com/repos/OWNER/NAME/releases/latest, or none</source>
        <translation>indique una dirección como https://api.github.com/repos/OWNER/NAME/releases/latest, o ninguna</translation>
    </message>
    <message>
        <source>{0} tells no release: {1}</source>
        <translation>{0} no indica ninguna versión: {1}</translation>
    </message>
</context>
</TS>
