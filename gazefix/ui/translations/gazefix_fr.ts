<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>GazeFix</name>
    <message>
        <source>Correct my gaze</source>
        <translation>Corriger mon regard</translation>
    </message>
    <message>
        <source>Turns the live correction on and off.</source>
        <translation>Active ou désactive la correction en direct.</translation>
    </message>
    <message>
        <source>Vertical angle</source>
        <translation>Angle vertical</translation>
    </message>
    <message>
        <source>Turns your eyes up (+) or down (-), on top of the mode.</source>
        <translation>Tourne vos yeux vers le haut (+) ou le bas (-), en plus du mode.</translation>
    </message>
    <message>
        <source>Horizontal angle</source>
        <translation>Angle horizontal</translation>
    </message>
    <message>
        <source>Turns your eyes to your left (+) or right (-), on top of the mode.</source>
        <translation>Tourne vos yeux vers votre gauche (+) ou votre droite (-), en plus du mode.</translation>
    </message>
    <message>
        <source>Aim above or below the lens</source>
        <translation>Viser au-dessus ou au-dessous de l’objectif</translation>
    </message>
    <message>
        <source>Where your eyes are brought to. A little below the lens looks best to others.</source>
        <translation>Là où votre regard est dirigé. Juste sous l’objectif, l’effet est le plus naturel.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Intensité</translation>
    </message>
    <message>
        <source>How strong the correction is.</source>
        <translation>Force de la correction.</translation>
    </message>
    <message>
        <source>Maximum faces</source>
        <translation>Visages (maximum)</translation>
    </message>
    <message>
        <source>Corrects at most this many faces, the largest first.</source>
        <translation>Corrige au plus ce nombre de visages, les plus grands d’abord.</translation>
    </message>
    <message>
        <source>Glance away now and then</source>
        <translation>Détourner le regard de temps en temps</translation>
    </message>
    <message>
        <source>Looks beside the lens for a moment, as people do. Not in fixed-angle mode.</source>
        <translation>Regarde un instant à côté de l’objectif, comme on le fait naturellement. Pas en mode angle fixe.</translation>
    </message>
    <message>
        <source>Angle (up to)</source>
        <translation>Angle (jusqu’à)</translation>
    </message>
    <message>
        <source>Largest angle of a glance, away from the lens.</source>
        <translation>Angle maximal d’un coup d’œil à côté de l’objectif.</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervalle</translation>
    </message>
    <message>
        <source>Shortest time between glances.</source>
        <translation>Durée minimale entre deux coups d’œil.</translation>
    </message>
    <message>
        <source>Random extra delay</source>
        <translation>Délai aléatoire</translation>
    </message>
    <message>
        <source>A random time up to this is added to the interval.</source>
        <translation>Une durée aléatoire, au plus de cette valeur, s’ajoute à l’intervalle.</translation>
    </message>
    <message>
        <source>Eyes up or down: fade from</source>
        <translation>Yeux haut/bas : atténuer dès</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look up or down by more than this.</source>
        <translation>La correction s’atténue quand les yeux regardent plus haut ou plus bas que cet angle.</translation>
    </message>
    <message>
        <source>Eyes up or down: stop at</source>
        <translation>Yeux haut/bas : arrêter à</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look up or down by more than this.</source>
        <translation>La correction s’arrête quand les yeux regardent plus haut ou plus bas que cet angle.</translation>
    </message>
    <message>
        <source>Eyes to the side: fade from</source>
        <translation>Yeux de côté : atténuer dès</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look to the side by more than this.</source>
        <translation>La correction s’atténue quand les yeux regardent de côté au-delà de cet angle.</translation>
    </message>
    <message>
        <source>Eyes to the side: stop at</source>
        <translation>Yeux de côté : arrêter à</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look to the side by more than this.</source>
        <translation>La correction s’arrête quand les yeux regardent de côté au-delà de cet angle.</translation>
    </message>
    <message>
        <source>Head up or down: fade from</source>
        <translation>Tête haut/bas : atténuer dès</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned up or down by more than this.</source>
        <translation>La correction s’atténue quand la tête est levée ou baissée au-delà de cet angle.</translation>
    </message>
    <message>
        <source>Head up or down: stop at</source>
        <translation>Tête haut/bas : arrêter à</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned up or down by more than this.</source>
        <translation>La correction s’arrête quand la tête est levée ou baissée au-delà de cet angle.</translation>
    </message>
    <message>
        <source>Head to the side: fade from</source>
        <translation>Tête de côté : atténuer dès</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned to the side by more than this.</source>
        <translation>La correction s’atténue quand la tête est tournée de côté au-delà de cet angle.</translation>
    </message>
    <message>
        <source>Head to the side: stop at</source>
        <translation>Tête de côté : arrêter à</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned to the side by more than this.</source>
        <translation>La correction s’arrête quand la tête est tournée de côté au-delà de cet angle.</translation>
    </message>
    <message>
        <source>Turn the camera off when no program is using it</source>
        <translation>Éteindre la caméra si aucun programme ne l’utilise</translation>
    </message>
    <message>
        <source>The camera turns off when no program is using GazeFix Camera and the window is closed.</source>
        <translation>La caméra s’éteint quand aucun programme n’utilise GazeFix Camera et que la fenêtre est fermée.</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>Exécuter sur</translation>
    </message>
    <message>
        <source>Where the networks run: the CPU or an NVIDIA graphics card.</source>
        <translation>Où les réseaux sont calculés : le processeur ou une carte graphique NVIDIA.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Language of the windows. Changes apply when GazeFix starts again.</source>
        <translation>Langue des fenêtres. Le changement prend effet au prochain démarrage de GazeFix.</translation>
    </message>
    <message>
        <source>Eye contact</source>
        <translation>Contact visuel</translation>
    </message>
    <message>
        <source>Makes you appear to look into the camera while you look at the screen.</source>
        <translation>Vous semblez regarder la caméra pendant que vous regardez l’écran.</translation>
    </message>
    <message>
        <source>You appear to look into the camera.</source>
        <translation>Vous semblez regarder la caméra.</translation>
    </message>
    <message>
        <source>Teleprompter</source>
        <translation>Téléprompteur</translation>
    </message>
    <message>
        <source>For reading a script: allows wider eye movements.</source>
        <translation>Pour lire un texte : permet de plus grands mouvements des yeux.</translation>
    </message>
    <message>
        <source>You appear to look into the camera while you read.</source>
        <translation>Vous semblez regarder la caméra pendant que vous lisez.</translation>
    </message>
    <message>
        <source>Fixed angle</source>
        <translation>Angle fixe</translation>
    </message>
    <message>
        <source>Turns your eyes by the angles below, whichever way you look.</source>
        <translation>Tourne vos yeux des angles ci-dessous, où que vous regardiez.</translation>
    </message>
    <message>
        <source>Your eyes are turned by a fixed angle.</source>
        <translation>Vos yeux sont tournés d’un angle fixe.</translation>
    </message>
    <message>
        <source>0°</source>
        <translation>0°</translation>
    </message>
    <message>
        <source>{0}° up</source>
        <translation>{0}° vers le haut</translation>
    </message>
    <message>
        <source>{0}° down</source>
        <translation>{0}° vers le bas</translation>
    </message>
    <message>
        <source>{0}° to your left</source>
        <translation>{0}° à votre gauche</translation>
    </message>
    <message>
        <source>{0}° to your right</source>
        <translation>{0}° à votre droite</translation>
    </message>
    <message>
        <source>&amp;Correct my gaze</source>
        <translation>Corriger mo&amp;n regard</translation>
    </message>
    <message>
        <source>&amp;Pause (camera off)</source>
        <translation>Pause (caméra &amp;éteinte)</translation>
    </message>
    <message>
        <source>Show p&amp;review</source>
        <translation>&amp;Afficher l’aperçu</translation>
    </message>
    <message>
        <source>Cali&amp;brate…</source>
        <translation>Cali&amp;brer…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Paramètres…</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>&amp;Diagnostic…</translation>
    </message>
    <message>
        <source>&amp;Getting started…</source>
        <translation>&amp;Premiers pas…</translation>
    </message>
    <message>
        <source>GazeFix &amp;manual…</source>
        <translation>&amp;Manuel de GazeFix…</translation>
    </message>
    <message>
        <source>&amp;About GazeFix…</source>
        <translation>&amp;À propos de GazeFix…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Up by 1°</source>
        <translation>1° vers le haut</translation>
    </message>
    <message>
        <source>Down by 1°</source>
        <translation>1° vers le bas</translation>
    </message>
    <message>
        <source>To your left by 1°</source>
        <translation>1° vers votre gauche</translation>
    </message>
    <message>
        <source>To your right by 1°</source>
        <translation>1° vers votre droite</translation>
    </message>
    <message>
        <source>&amp;Mode: {0}</source>
        <translation>&amp;Mode : {0}</translation>
    </message>
    <message>
        <source>&amp;Vertical: {0}</source>
        <translation>&amp;Vertical : {0}</translation>
    </message>
    <message>
        <source>&amp;Horizontal: {0}</source>
        <translation>&amp;Horizontal : {0}</translation>
    </message>
    <message>
        <source>&amp;Strength: {0}</source>
        <translation>&amp;Intensité : {0}</translation>
    </message>
    <message>
        <source>C&amp;amera</source>
        <translation>&amp;Caméra</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>&amp;Adjust…</source>
        <translation>&amp;Ajuster…</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t read your settings and is using the defaults.</source>
        <translation>GazeFix n’a pas pu lire vos paramètres et utilise les valeurs par défaut.</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t use some of your settings. It keeps the others.</source>
        <translation>GazeFix n’a pas pu utiliser certains paramètres. Les autres sont conservés.</translation>
    </message>
    <message>
        <source>{0}

Your file will be kept as {1}.</source>
        <translation>{0}

Votre fichier sera conservé sous le nom {1}.</translation>
    </message>
    <message>
        <source>Quit GazeFix?</source>
        <translation>Quitter GazeFix ?</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running in your call.</source>
        <translation>Ce bureau n’a pas de zone de notification. Réduisez la fenêtre pour que GazeFix Camera reste active pendant votre appel.</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>&amp;Réduire</translation>
    </message>
    <message>
        <source>&amp;Use the defaults</source>
        <translation>&amp;Utiliser les valeurs par défaut</translation>
    </message>
    <message>
        <source>&amp;Keep the rest</source>
        <translation>&amp;Garder le reste</translation>
    </message>
    <message>
        <source>&amp;Open the file</source>
        <translation>&amp;Ouvrir le fichier</translation>
    </message>
    <message>
        <source>GazeFix is still running</source>
        <translation>GazeFix est toujours actif</translation>
    </message>
    <message>
        <source>Click its tray icon to reopen this window; right-click it to quit.</source>
        <translation>Cliquez sur son icône dans la zone de notification pour rouvrir cette fenêtre ; clic droit pour quitter.</translation>
    </message>
    <message>
        <source>GazeFix keeps using the previous device.</source>
        <translation>GazeFix utilise à la place l’appareil précédent.</translation>
    </message>
    <message>
        <source>Your settings can&apos;t be saved: {0}.</source>
        <translation>Vos paramètres ne peuvent pas être enregistrés : {0}.</translation>
    </message>
    <message>
        <source>About GazeFix</source>
        <translation>À propos de GazeFix</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>Licences</translation>
    </message>
    <message>
        <source>Press Start and keep looking until the bar is full.</source>
        <translation>Appuyez sur Démarrer et gardez le regard fixe jusqu’à ce que la barre soit pleine.</translation>
    </message>
    <message>
        <source>Quality: fair. Trying again may improve it.</source>
        <translation>Qualité : moyenne. Un nouvel essai peut l’améliorer.</translation>
    </message>
    <message>
        <source>When you look into the lens, {0} and {1} now count as 0°.</source>
        <translation>Quand vous regardez l’objectif, {0} et {1} comptent désormais comme 0°.</translation>
    </message>
    <message>
        <source>Your call window lies {0} and {1} from the lens.</source>
        <translation>Votre fenêtre d’appel se trouve à {0} et {1} de l’objectif.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Look at the spot on the screen where you usually see the other person.</source>
        <translation>Regardez l’endroit de l’écran où vous voyez d’habitude votre interlocuteur.</translation>
    </message>
    <message>
        <source>Sit as you would in a call. Look straight into the lens, not at your picture, while you move your head slowly in a small circle.</source>
        <translation>Asseyez-vous comme pendant un appel. Regardez droit dans l’objectif, pas votre image, tout en bougeant lentement la tête en petit cercle.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <source>Start the look</source>
        <translation>Démarrer la mesure</translation>
    </message>
    <message>
        <source>Look at your call window… {0}</source>
        <translation>Regardez votre fenêtre d’appel… {0}</translation>
    </message>
    <message>
        <source>Look at the lens… {0}</source>
        <translation>Regardez l’objectif… {0}</translation>
    </message>
    <message>
        <source>Keep looking…</source>
        <translation>Gardez le regard fixe…</translation>
    </message>
    <message>
        <source>Keep looking into the lens, and move your head in a small circle…</source>
        <translation>Regardez toujours l’objectif et bougez la tête en petit cercle…</translation>
    </message>
    <message>
        <source>Calibration complete</source>
        <translation>Calibrage terminé</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>&amp;Recommencer</translation>
    </message>
    <message>
        <source>That didn&apos;t work</source>
        <translation>Cela n’a pas marché</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Réessayer</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Calibrer</translation>
    </message>
    <message>
        <source>Second look: your call window</source>
        <translation>Second regard : votre fenêtre d’appel</translation>
    </message>
    <message>
        <source>First look: the camera lens</source>
        <translation>Premier regard : l’objectif</translation>
    </message>
    <message>
        <source>Used from now on with this camera and resolution.</source>
        <translation>Utilisé désormais avec cette caméra et cette résolution.</translation>
    </message>
    <message>
        <source>Quality: good.</source>
        <translation>Qualité : bonne.</translation>
    </message>
    <message>
        <source>Esc: cancel</source>
        <translation>Échap : annuler</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostic</translation>
    </message>
    <message>
        <source>Checking this computer…</source>
        <translation>Vérification de cet ordinateur…</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>&amp;Ouvrir le dossier du journal</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>&amp;Copier le rapport</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>&amp;Vérifier à nouveau</translation>
    </message>
    <message>
        <source>Safe to share: no images, names or file paths.</source>
        <translation>Peut être partagé sans risque : ni image, ni nom, ni chemin de fichier.</translation>
    </message>
    <message>
        <source>Report copied. Paste it where you ask for help.</source>
        <translation>Rapport copié. Collez-le là où vous demandez de l’aide.</translation>
    </message>
    <message>
        <source>{0} of {1} checks need attention.</source>
        <translation>{0} vérifications sur {1} signalent un problème.</translation>
    </message>
    <message>
        <source>Everything looks good.</source>
        <translation>Tout est en ordre.</translation>
    </message>
    <message>
        <source>Set &amp;up GazeFix Camera…</source>
        <translation>Co&amp;nfigurer GazeFix Camera…</translation>
    </message>
    <message>
        <source>Choose a ca&amp;mera</source>
        <translation>Choisir &amp;une caméra</translation>
    </message>
    <message>
        <source>Open the &amp;file</source>
        <translation>Ouvrir &amp;le fichier</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>problème</translation>
    </message>
    <message>
        <source>The checks couldn&apos;t run: {0}</source>
        <translation>Les vérifications n’ont pas pu être effectuées : {0}</translation>
    </message>
    <message>
        <source>GazeFix stays in the tray. Its menu turns the correction on and off, changes the angle and pauses the camera.</source>
        <translation>GazeFix reste dans la zone de notification. Son menu active ou désactive la correction, change l’angle et met la caméra en pause.</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running.</source>
        <translation>Ce bureau n’a pas de zone de notification. Réduisez la fenêtre pour que GazeFix Camera reste active.</translation>
    </message>
    <message>
        <source>Welcome to GazeFix</source>
        <translation>Bienvenue dans GazeFix</translation>
    </message>
    <message>
        <source>Step 1 of 3: your camera</source>
        <translation>Étape 1 sur 3 : votre caméra</translation>
    </message>
    <message>
        <source>Step 2 of 3: your camera for calls</source>
        <translation>Étape 2 sur 3 : votre caméra pour les appels</translation>
    </message>
    <message>
        <source>Step 3 of 3: calibration</source>
        <translation>Étape 3 sur 3 : calibrage</translation>
    </message>
    <message>
        <source>Choose the camera in front of you. You should see yourself.</source>
        <translation>Choisissez la caméra devant vous. Vous devriez vous voir.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>GazeFix appears as a camera of its own. Choose “GazeFix Camera” in Zoom, Teams or your browser.</source>
        <translation>GazeFix apparaît comme une caméra à part. Choisissez « GazeFix Camera » dans Zoom, Teams ou votre navigateur.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>Pré&amp;cédent</translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation>Presque terminé</translation>
    </message>
    <message>
        <source>You&apos;re all set</source>
        <translation>Tout est prêt</translation>
    </message>
    <message>
        <source>You can also do this later, under “Camera and output”.</source>
        <translation>Vous pouvez aussi le faire plus tard, dans « Caméra et sortie ».</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Terminer</translation>
    </message>
    <message>
        <source>Choose “{0}” in your call&apos;s video settings.</source>
        <translation>Choisissez « {0} » dans les paramètres vidéo de votre appel.</translation>
    </message>
    <message>
        <source>There is no picture from the camera yet. Go back to choose one.</source>
        <translation>La caméra ne donne pas encore d’image. Revenez en arrière pour en choisir une.</translation>
    </message>
    <message>
        <source>Other programs need GazeFix Camera. Go back to set it up.</source>
        <translation>Les autres programmes ont besoin de GazeFix Camera. Revenez en arrière pour la configurer.</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>&amp;Passer</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Suivant</translation>
    </message>
    <message>
        <source>GazeFix manual</source>
        <translation>Manuel de GazeFix</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Sujets</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Manuel</translation>
    </message>
    <message>
        <source>Run this in a terminal. It shows the commands and asks before it runs them.</source>
        <translation>Exécutez ceci dans un terminal. Les commandes sont affichées, puis exécutées avec votre accord.</translation>
    </message>
    <message>
        <source>GazeFix sends to cameras with pyvirtualcam, which isn&apos;t installed yet.</source>
        <translation>GazeFix envoie aux caméras avec pyvirtualcam, qui n’est pas encore installé.</translation>
    </message>
    <message>
        <source>It is free software under the GPL, and comes from the Python Package Index.</source>
        <translation>C’est un logiciel libre sous licence GPL, fourni par le Python Package Index.</translation>
    </message>
    <message>
        <source>Choose “GazeFix Camera” in your call&apos;s video settings. Restart a program that doesn&apos;t list it yet.</source>
        <translation>Choisissez « GazeFix Camera » dans les paramètres vidéo de votre appel. Redémarrez le programme s’il ne la propose pas encore.</translation>
    </message>
    <message>
        <source>You will be asked for your password.</source>
        <translation>Votre mot de passe vous sera demandé.</translation>
    </message>
    <message>
        <source>Browsers and other programs that use PipeWire can use GazeFix Camera without this.</source>
        <translation>Les navigateurs et les autres programmes qui utilisent PipeWire n’en ont pas besoin pour utiliser GazeFix Camera.</translation>
    </message>
    <message>
        <source>Ready in browsers and other programs that support PipeWire. For Zoom and the rest, install the camera driver.</source>
        <translation>Prêt dans les navigateurs et les autres programmes compatibles avec PipeWire. Pour Zoom et les autres, installez le pilote de caméra.</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet: GazeFix Camera isn&apos;t set up.</source>
        <translation>Les autres programmes ne peuvent pas encore utiliser GazeFix : GazeFix Camera n’est pas configurée.</translation>
    </message>
    <message>
        <source>No output is chosen in the settings.</source>
        <translation>Aucune sortie n’est choisie dans les paramètres.</translation>
    </message>
    <message>
        <source>Opening the output…</source>
        <translation>Ouverture de la sortie…</translation>
    </message>
    <message>
        <source>Sent to {0}.</source>
        <translation>Envoyé à {0}.</translation>
    </message>
    <message>
        <source>preview only</source>
        <translation>aperçu seul</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>aucune sortie</translation>
    </message>
    <message>
        <source>GazeFix can&apos;t do this for you. The steps are:</source>
        <translation>GazeFix ne peut pas le faire pour vous. Les étapes sont :</translation>
    </message>
    <message>
        <source>Set up GazeFix Camera</source>
        <translation>Configurer GazeFix Camera</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Show the comman&amp;ds</source>
        <translation>&amp;Afficher les commandes</translation>
    </message>
    <message>
        <source>It is listed as “{0}”.</source>
        <translation>Elle apparaît sous le nom « {0} ».</translation>
    </message>
    <message>
        <source>&amp;Camera:</source>
        <translation>Ca&amp;méra :</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use by {0}</source>
        <translation>GazeFix Camera est utilisée par {0}</translation>
    </message>
    <message>
        <source>Your gaze: {0}, {1}</source>
        <translation>Votre regard : {0}, {1}</translation>
    </message>
    <message>
        <source>Hol&amp;d to see before</source>
        <translation>Maintenir &amp;pour voir avant</translation>
    </message>
    <message>
        <source>Setting up GazeFix Camera…</source>
        <translation>Configuration de GazeFix Camera…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copié.</translation>
    </message>
    <message>
        <source>&amp;Set it up</source>
        <translation>C&amp;onfigurer</translation>
    </message>
    <message>
        <source>Use &amp;PipeWire</source>
        <translation>&amp;Utiliser PipeWire</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready.</source>
        <translation>GazeFix Camera est prête.</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready in browsers and other PipeWire programs.</source>
        <translation>GazeFix Camera est prête dans les navigateurs et les autres programmes PipeWire.</translation>
    </message>
    <message>
        <source>Ready. Choose “{0}” in your call&apos;s video settings.</source>
        <translation>Prêt. Choisissez « {0} » dans les paramètres vidéo de votre appel.</translation>
    </message>
    <message>
        <source>That didn&apos;t work: {0}</source>
        <translation>Cela n’a pas marché : {0}</translation>
    </message>
    <message>
        <source>Saved calibrations</source>
        <translation>Calibrages enregistrés</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Utiliser</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>R&amp;enommer</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>good</source>
        <translation>bonne</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>utilisé</translation>
    </message>
    <message>
        <source>Demo portrait</source>
        <translation>Portrait de démonstration</translation>
    </message>
    <message>
        <source>Everyone&apos;s eyes differ by a few degrees. Two looks save only a few numbers. The thorough way also saves pictures of your eyes on this computer. Only you can read them.</source>
        <translation>Les yeux de chacun diffèrent de quelques degrés. Deux regards n’enregistrent que quelques nombres. Le calibrage approfondi enregistre aussi des images de vos yeux sur cet ordinateur. Vous seul pouvez les lire.</translation>
    </message>
    <message>
        <source>&amp;Thorough…</source>
        <translation>&amp;Approfondi…</translation>
    </message>
    <message>
        <source>Follow a dot for 90 seconds, for a much better result.</source>
        <translation>Suivez un point pendant 90 secondes, pour un bien meilleur résultat.</translation>
    </message>
    <message>
        <source>Space: pause   R: repeat   Esc: cancel</source>
        <translation>Espace : pause   R : répéter   Échap : annuler</translation>
    </message>
    <message>
        <source>Thorough calibration</source>
        <translation>Calibrage approfondi</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Démarrage…</translation>
    </message>
    <message>
        <source>Paused. Press Space to go on, or R to repeat the last dot.</source>
        <translation>En pause. Espace pour continuer, R pour répéter le dernier point.</translation>
    </message>
    <message>
        <source>Your face can&apos;t be seen.</source>
        <translation>Votre visage n’est pas visible.</translation>
    </message>
    <message>
        <source>Follow the dot with your eyes. Keep your head still.</source>
        <translation>Suivez le point des yeux. Gardez la tête immobile.</translation>
    </message>
    <message>
        <source>Turn your head a little to the left, and follow the dot.</source>
        <translation>Tournez un peu la tête vers la gauche et suivez le point.</translation>
    </message>
    <message>
        <source>Turn your head a little to the right, and follow the dot.</source>
        <translation>Tournez un peu la tête vers la droite et suivez le point.</translation>
    </message>
    <message>
        <source>Raise your head a little, and follow the dot.</source>
        <translation>Levez un peu la tête et suivez le point.</translation>
    </message>
    <message>
        <source>Lower your head a little, and follow the dot.</source>
        <translation>Baissez un peu la tête et suivez le point.</translation>
    </message>
    <message>
        <source>The camera&apos;s pictures ended</source>
        <translation>La caméra ne donne plus d’images</translation>
    </message>
    <message>
        <source>Your gaze is now measured to about {0} degrees ({1} before).</source>
        <translation>Votre regard est maintenant mesuré à environ {0} degrés près ({1} avant).</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Trying again may improve it.</source>
        <translation>Un nouvel essai peut améliorer le résultat.</translation>
    </message>
    <message>
        <source>Measuring… {0} %</source>
        <translation>Mesure… {0} %</translation>
    </message>
    <message>
        <source>Your eyes seem to turn {0} times as far as usual. Check the screen&apos;s size with a card, and try again.</source>
        <translation>Vos yeux semblent tourner {0} fois plus que d’habitude. Vérifiez la taille de l’écran avec une carte, puis réessayez.</translation>
    </message>
    <message>
        <source>Recordings of your eyes</source>
        <translation>Enregistrements de vos yeux</translation>
    </message>
    <message>
        <source>De&amp;lete recording</source>
        <translation>Supprimer &amp;l’enregistrement</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>about {0} degrees</source>
        <translation>environ {0} degrés</translation>
    </message>
    <message>
        <source>Can&apos;t be used: {0}</source>
        <translation>Inutilisable : {0}</translation>
    </message>
    <message>
        <source>Aim abo&amp;ve or below the lens</source>
        <translation>&amp;Viser au-dessus ou au-dessous de l’objectif</translation>
    </message>
    <message>
        <source>Gla&amp;nce away now and then</source>
        <translation>Détourner &amp;le regard de temps en temps</translation>
    </message>
    <message>
        <source>Angle (u&amp;p to)</source>
        <translation>Angle (&amp;jusqu’à)</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>&amp;Intervalle</translation>
    </message>
    <message>
        <source>Random &amp;extra delay</source>
        <translation>Délai aléa&amp;toire</translation>
    </message>
    <message>
        <source>Full correction up to the first angle, none beyond the second.</source>
        <translation>Correction complète jusqu’au premier angle, aucune au-delà du second.</translation>
    </message>
    <message>
        <source>R&amp;un on</source>
        <translation>Exécuter &amp;sur</translation>
    </message>
    <message>
        <source>Maximum &amp;faces</source>
        <translation>Visages (&amp;maximum)</translation>
    </message>
    <message>
        <source>&amp;Reset to defaults…</source>
        <translation>Réta&amp;blir les valeurs par défaut…</translation>
    </message>
    <message>
        <source>Glances</source>
        <translation>Coups d’œil</translation>
    </message>
    <message>
        <source>When to stop</source>
        <translation>Quand arrêter</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Performances</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>Rétablir les valeurs par défaut</translation>
    </message>
    <message>
        <source>Reset everything under Correction and Advanced to its default?</source>
        <translation>Rétablir les valeurs par défaut de tout ce qui est sous Correction et Avancé ?</translation>
    </message>
    <message>
        <source>Your camera, output and calibration are kept.</source>
        <translation>Votre caméra, votre sortie et votre calibrage sont conservés.</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>Processeur (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>Carte graphique NVIDIA</translation>
    </message>
    <message>
        <source>{0}:</source>
        <translation>{0} :</translation>
    </message>
    <message>
        <source>&amp;Vertical angle</source>
        <translation>Angle &amp;vertical</translation>
    </message>
    <message>
        <source>Hori&amp;zontal angle</source>
        <translation>Angle &amp;horizontal</translation>
    </message>
    <message>
        <source>&amp;Strength</source>
        <translation>&amp;Intensité</translation>
    </message>
    <message>
        <source>Two short looks let GazeFix measure your eyes more accurately.</source>
        <translation>Deux courtes mesures permettent à GazeFix de mieux lire vos yeux.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Mode</translation>
    </message>
    <message>
        <source>&amp;Resume (camera on)</source>
        <translation>Reprendre (ca&amp;méra allumée)</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Bas</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Haut</translation>
    </message>
    <message>
        <source>Your left</source>
        <translation>Votre gauche</translation>
    </message>
    <message>
        <source>Your right</source>
        <translation>Votre droite</translation>
    </message>
    <message>
        <source>Turn the camera off &amp;when no program is using it</source>
        <translation>&amp;Éteindre la caméra si aucun programme ne l’utilise</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Caméra</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>Ac&amp;tualiser</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>Rechercher à nouveau les caméras</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Résolution</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Images par seconde</translation>
    </message>
    <message>
        <source>&amp;Resolution:</source>
        <translation>Ré&amp;solution :</translation>
    </message>
    <message>
        <source>Fram&amp;e rate:</source>
        <translation>&amp;Images par seconde :</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Bureau</translation>
    </message>
    <message>
        <source>&amp;Start GazeFix when I log in</source>
        <translation>Lancer GazeFix &amp;à l’ouverture de session</translation>
    </message>
    <message>
        <source>Start GazeFix when I log in</source>
        <translation>Lancer GazeFix à l’ouverture de session</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>Langue du système</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} i/s</translation>
    </message>
    <message>
        <source>Calibration is turned off.</source>
        <translation>Le calibrage est désactivé.</translation>
    </message>
    <message>
        <source>Calibrated on {0}, about {1} degrees.</source>
        <translation>Calibré le {0}, à environ {1} degrés.</translation>
    </message>
    <message>
        <source>Calibrated.</source>
        <translation>Calibré.</translation>
    </message>
    <message>
        <source>Both angles are 0. Set one of them.</source>
        <translation>Les deux angles sont à 0. Réglez l’un d’eux.</translation>
    </message>
    <message>
        <source>Diagnostics, in the Tools menu, may show what is wrong.</source>
        <translation>Le diagnostic, dans le menu Outils, peut montrer ce qui ne va pas.</translation>
    </message>
    <message>
        <source>GazeFix has stopped</source>
        <translation>GazeFix s’est arrêté</translation>
    </message>
    <message>
        <source>Not calibrated for this camera and resolution.</source>
        <translation>Pas de calibrage pour cette caméra et cette résolution.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>Your picture is shown unchanged.</source>
        <translation>Votre image est montrée telle quelle.</translation>
    </message>
    <message>
        <source>Nothing to correct</source>
        <translation>Rien à corriger</translation>
    </message>
    <message>
        <source>The strength is 0.</source>
        <translation>L’intensité est à 0.</translation>
    </message>
    <message>
        <source>You already look at the camera, so nothing is changed.</source>
        <translation>Vous regardez déjà la caméra, donc rien n’est modifié.</translation>
    </message>
    <message>
        <source>Correction isn&apos;t working; your picture is unchanged</source>
        <translation>La correction ne fonctionne pas ; votre image est inchangée</translation>
    </message>
    <message>
        <source>Reinstall GazeFix.</source>
        <translation>Réinstallez GazeFix.</translation>
    </message>
    <message>
        <source>Open GazeFix to set up GazeFix Camera.</source>
        <translation>Ouvrez GazeFix pour configurer GazeFix Camera.</translation>
    </message>
    <message>
        <source>Calibrated since {0}.</source>
        <translation>Calibré depuis le {0}.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation>Correction en cours</translation>
    </message>
    <message>
        <source>Eyes on the camera</source>
        <translation>Regard vers la caméra</translation>
    </message>
    <message>
        <source>Switching on</source>
        <translation>Activation</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}.</translation>
    </message>
    <message>
        <source>Calibrate again, or delete it.</source>
        <translation>Calibrez à nouveau, ou supprimez ce calibrage.</translation>
    </message>
    <message>
        <source>No picture from the camera</source>
        <translation>Pas d’image de la caméra</translation>
    </message>
    <message>
        <source>GazeFix Camera stopped working</source>
        <translation>GazeFix Camera ne fonctionne plus</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet</source>
        <translation>Les autres programmes ne peuvent pas encore utiliser GazeFix</translation>
    </message>
    <message>
        <source>Opening the camera and loading the models…</source>
        <translation>Ouverture de la caméra et chargement des modèles…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>The camera is off. Others see a placeholder.</source>
        <translation>La caméra est éteinte. Les autres voient une image d’attente.</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Non utilisée</translation>
    </message>
    <message>
        <source>No program is using GazeFix Camera, so your camera is off.</source>
        <translation>Aucun programme n’utilise GazeFix Camera, votre caméra est donc éteinte.</translation>
    </message>
    <message>
        <source>Clip finished</source>
        <translation>Clip terminé</translation>
    </message>
    <message>
        <source>The camera is off.</source>
        <translation>La caméra est éteinte.</translation>
    </message>
    <message>
        <source>GazeFix Camera isn&apos;t set up, so your camera is off.</source>
        <translation>GazeFix Camera n’est pas configurée, votre caméra est donc éteinte.</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one under “Camera and output”.</source>
        <translation>Branchez une caméra, ou choisissez-en une autre sous « Caméra et sortie ».</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>Aucune sortie</translation>
    </message>
    <message>
        <source>See “Camera and output”, or Diagnostics.</source>
        <translation>Voir « Caméra et sortie » ou le diagnostic.</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>Aucun visage trouvé</translation>
    </message>
    <message>
        <source>Make sure the camera can see your face.</source>
        <translation>Vérifiez que la caméra voit votre visage.</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>Yeux fermés</translation>
    </message>
    <message>
        <source>Closed eyes are not corrected.</source>
        <translation>Les yeux fermés ne sont pas corrigés.</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re looking away</source>
        <translation>Pas de correction : vous regardez ailleurs</translation>
    </message>
    <message>
        <source>Look back at the screen to resume.</source>
        <translation>Regardez à nouveau l’écran pour reprendre.</translation>
    </message>
    <message>
        <source>Not correcting: your head is turned</source>
        <translation>Pas de correction : votre tête est tournée</translation>
    </message>
    <message>
        <source>Face the camera to resume.</source>
        <translation>Faites face à la caméra pour reprendre.</translation>
    </message>
    <message>
        <source>Not correcting: your eyes aren&apos;t clear enough</source>
        <translation>Pas de correction : vos yeux ne sont pas assez nets</translation>
    </message>
    <message>
        <source>Try more light, or less glare on your glasses.</source>
        <translation>Essayez plus de lumière, ou moins de reflets sur vos lunettes.</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re too far away</source>
        <translation>Pas de correction : vous êtes trop loin</translation>
    </message>
    <message>
        <source>Move closer to the camera.</source>
        <translation>Rapprochez-vous de la caméra.</translation>
    </message>
    <message>
        <source>Not correcting: your eyes are at the edge</source>
        <translation>Pas de correction : vos yeux sont au bord</translation>
    </message>
    <message>
        <source>Move to the centre of the picture.</source>
        <translation>Placez-vous au centre de l’image.</translation>
    </message>
    <message>
        <source>Not correcting: this computer can&apos;t keep up</source>
        <translation>Pas de correction : cet ordinateur est trop lent</translation>
    </message>
    <message>
        <source>Close other programs or choose a lower resolution.</source>
        <translation>Fermez d’autres programmes ou choisissez une résolution plus basse.</translation>
    </message>
    <message>
        <source>GazeFix: {0}</source>
        <translation>GazeFix : {0}</translation>
    </message>
    <message>
        <source>Before is left of the divider, after is right of it. Arrow keys move it. The space bar shows before.</source>
        <translation>Avant est à gauche du séparateur, après à droite. Les flèches le déplacent. La barre d’espace montre l’image d’avant.</translation>
    </message>
    <message>
        <source>Drag to compare: before on the left, after on the right.</source>
        <translation>Faites glisser pour comparer : avant à gauche, après à droite.</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>Not corrected</source>
        <translation>Non corrigé</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>A dot moves over the screen for about 90 seconds. Follow it with your eyes. Sit as you would in a call, with light on your face and nobody else in the picture.</source>
        <translation>Un point se déplace sur l’écran pendant environ 90 secondes. Suivez-le des yeux. Asseyez-vous comme pendant un appel, le visage éclairé et sans personne d’autre dans l’image.</translation>
    </message>
    <message>
        <source>Pictures of your eyes are saved on this computer, and only you can read them. Calibrate… lists and deletes them.</source>
        <translation>Des images de vos yeux sont enregistrées sur cet ordinateur, et vous seul pouvez les lire. « Calibrer… » les liste et les supprime.</translation>
    </message>
    <message>
        <source>Place of the camera</source>
        <translation>Place de la caméra</translation>
    </message>
    <message>
        <source>Drag the camera to where it is, or use the arrow keys.</source>
        <translation>Faites glisser la caméra à sa place, ou utilisez les flèches.</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>Carte bancaire</translation>
    </message>
    <message>
        <source>&amp;Measure with a card</source>
        <translation>&amp;Mesurer avec une carte</translation>
    </message>
    <message>
        <source>Width of the card</source>
        <translation>Largeur de la carte</translation>
    </message>
    <message>
        <source>Lay a bank card on the screen, and move the slider until both are equally large.</source>
        <translation>Posez une carte bancaire contre l’écran et déplacez le curseur jusqu’à ce que les deux aient la même taille.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>The green circle is the camera. Drag it to where the camera sits at your screen.</source>
        <translation>Le cercle vert est la caméra. Faites-le glisser là où elle se trouve sur votre écran.</translation>
    </message>
    <message>
        <source>The size of this screen is not known.</source>
        <translation>La taille de cet écran est inconnue.</translation>
    </message>
    <message>
        <source>This screen is {0} by {1} cm large.</source>
        <translation>Cet écran mesure {0} sur {1} cm.</translation>
    </message>
    <message>
        <source>slider</source>
        <translation>curseur</translation>
    </message>
    <message>
        <source>number</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>Double-click the slider to reset it.</source>
        <translation>Double-cliquez sur le curseur pour le réinitialiser.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>En&amp;large my eyes</source>
        <translation>Agrandir mes &amp;yeux</translation>
    </message>
    <message>
        <source>Enlarge my eyes</source>
        <translation>Agrandir mes yeux</translation>
    </message>
    <message>
        <source>Shows both eyes, before over after, and where they look.</source>
        <translation>Montre les deux yeux, avant au-dessus d’après, et où ils regardent.</translation>
    </message>
    <message>
        <source>Or hold the space bar in the preview.</source>
        <translation>Ou maintenez la barre d’espace dans l’aperçu.</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>&amp;Réessayer</translation>
    </message>
    <message>
        <source>&amp;GazeFix</source>
        <translation>&amp;GazeFix</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Outils</translation>
    </message>
    <message>
        <source>C&amp;orrection</source>
        <translation>&amp;Correction</translation>
    </message>
    <message>
        <source>Ca&amp;mera and output</source>
        <translation>Caméra &amp;et sortie</translation>
    </message>
    <message>
        <source>&amp;Advanced</source>
        <translation>&amp;Avancé</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Mesures</translation>
    </message>
    <message>
        <source>Pla&amp;y again</source>
        <translation>&amp;Relire</translation>
    </message>
    <message>
        <source>{0} ms delay</source>
        <translation>{0} ms de retard</translation>
    </message>
    <message>
        <source>uncorrected picture</source>
        <translation>image non corrigée</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
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
        <translation>GazeFix continue d’essayer.</translation>
    </message>
    <message>
        <source>Automatic: {0}</source>
        <translation>Automatique : {0}</translation>
    </message>
    <message>
        <source>{0} (in use by {1})</source>
        <translation>{0} (utilisée par {1})</translation>
    </message>
    <message>
        <source>Keyboard shortcut</source>
        <translation>Raccourci clavier</translation>
    </message>
    <message>
        <source>Keys that turn the correction on and off in every program. Some desktops ask first.</source>
        <translation>Touches qui activent et désactivent la correction dans tous les programmes. Certains bureaux demandent d’abord.</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcut</source>
        <translation>Raccourci cla&amp;vier</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one above.</source>
        <translation>Branchez une caméra ou choisissez-en une autre ci-dessus.</translation>
    </message>
    <message>
        <source>If a browser doesn&apos;t list it: in Chrome, turn on chrome://flags/#enable-webrtc-pipewire-camera; in Firefox, set media.webrtc.camera.allow-pipewire to true in about:config. Then restart the browser.</source>
        <translation>Si un navigateur ne l’affiche pas : dans Chrome, activez chrome://flags/#enable-webrtc-pipewire-camera ; dans Firefox, mettez media.webrtc.camera.allow-pipewire à true dans about:config. Redémarrez ensuite le navigateur.</translation>
    </message>
    <message>
        <source>New releases</source>
        <translation>Nouvelles versions</translation>
    </message>
    <message>
        <source>Web address that tells the newest release, asked once at each start. Empty: never asked.</source>
        <translation>Adresse web qui indique la dernière version, consultée une fois à chaque démarrage. Vide : jamais.</translation>
    </message>
    <message>
        <source>GazeFix {0} is out. This is {1}.</source>
        <translation>GazeFix {0} est sorti. Ceci est la version {1}.</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>&apos;{0}&apos; is GazeFix&apos;s own output</source>
        <translation>« {0} » est la sortie de GazeFix lui-même</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Caméras</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dessin</translation>
    </message>
    <message>
        <source>Face finder</source>
        <translation>Détection du visage</translation>
    </message>
    <message>
        <source>GStreamer closed the pipe</source>
        <translation>GStreamer a fermé la connexion</translation>
    </message>
    <message>
        <source>GStreamer has ended: {0}</source>
        <translation>GStreamer s’est arrêté : {0}</translation>
    </message>
    <message>
        <source>GStreamer takes no more frames</source>
        <translation>GStreamer n’accepte plus d’images</translation>
    </message>
    <message>
        <source>GStreamer&apos;s plugin for it is not installed</source>
        <translation>Son greffon GStreamer n’est pas installé</translation>
    </message>
    <message>
        <source>GazeFix Camera</source>
        <translation>GazeFix Camera</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use, and stays until the computer is restarted</source>
        <translation>GazeFix Camera est utilisée et reste jusqu’au redémarrage de l’ordinateur</translation>
    </message>
    <message>
        <source>GazeFix works without a tray; on GNOME the extension &apos;AppIndicator and KStatusNotifierItem Support&apos; adds one</source>
        <translation>GazeFix fonctionne sans zone de notification ; sous GNOME, l’extension « AppIndicator and KStatusNotifierItem Support » en ajoute une</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
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
        <translation>PipeWire est inutilisable : {0}</translation>
    </message>
    <message>
        <source>PipeWire does not show GazeFix Camera</source>
        <translation>PipeWire ne montre pas GazeFix Camera</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>PyTorch finds no NVIDIA graphics card that it can use</source>
        <translation>PyTorch ne trouve aucune carte graphique NVIDIA utilisable</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Qt cannot ask for it: {0}</source>
        <translation>Qt ne peut pas le demander : {0}</translation>
    </message>
    <message>
        <source>Qt could not be tried: {0}</source>
        <translation>Qt n’a pas pu être essayé : {0}</translation>
    </message>
    <message>
        <source>Qt ended with {0}</source>
        <translation>Qt s’est terminé avec {0}</translation>
    </message>
    <message>
        <source>Secure Boot is on. If the module is refused: {0}</source>
        <translation>Secure Boot est activé. Si le module est refusé : {0}</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Fichier de paramètres</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Zone de notification</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids des réseaux</translation>
    </message>
    <message>
        <source>a picture of shot {0} is damaged</source>
        <translation>Une image de l’enregistrement {0} est endommagée</translation>
    </message>
    <message>
        <source>a second person was in {0} of the pictures</source>
        <translation>Une deuxième personne était sur {0} des images</translation>
    </message>
    <message>
        <source>a tray needs a display</source>
        <translation>Une zone de notification a besoin d’un affichage</translation>
    </message>
    <message>
        <source>add a camera: as root, change the line in {0} to: {1}</source>
        <translation>Ajoutez une caméra : en tant que root, remplacez la ligne de {0} par : {1}</translation>
    </message>
    <message>
        <source>another program sends to &apos;{0}&apos; already: {1}</source>
        <translation>Un autre programme envoie déjà des images à « {0} » : {1}</translation>
    </message>
    <message>
        <source>another user&apos;s program</source>
        <translation>Le programme d’un autre utilisateur</translation>
    </message>
    <message>
        <source>be alone in the picture, and try again</source>
        <translation>Soyez seul dans l’image, puis réessayez</translation>
    </message>
    <message>
        <source>both looks went into the same direction ({0} degrees apart)</source>
        <translation>Les deux regards allaient dans la même direction ({0} degrés d’écart)</translation>
    </message>
    <message>
        <source>by NumPy, which takes longer: there are no compiled kernels for this computer</source>
        <translation>par NumPy, ce qui prend plus de temps : il n’y a pas de code compilé pour cet ordinateur</translation>
    </message>
    <message>
        <source>camera {0} is GazeFix&apos;s own output</source>
        <translation>La caméra {0} est la sortie de GazeFix lui-même</translation>
    </message>
    <message>
        <source>cannot change the registry: {0}</source>
        <translation>Impossible de modifier le registre : {0}</translation>
    </message>
    <message>
        <source>cannot change {0}: {1}</source>
        <translation>Impossible de modifier {0} : {1}</translation>
    </message>
    <message>
        <source>cannot listen for commands: {0}</source>
        <translation>impossible de recevoir des commandes : {0}</translation>
    </message>
    <message>
        <source>cannot read the recording {0}: {1}</source>
        <translation>L’enregistrement {0} ne peut pas être lu : {1}</translation>
    </message>
    <message>
        <source>cannot read {0}: {1}</source>
        <translation>Impossible de lire {0} : {1}</translation>
    </message>
    <message>
        <source>cannot show a window ({0}): {1}</source>
        <translation>Impossible d’afficher une fenêtre ({0}) : {1}</translation>
    </message>
    <message>
        <source>check that it is connected and not in use elsewhere</source>
        <translation>Vérifiez qu’elle est branchée et qu’elle n’est pas utilisée ailleurs</translation>
    </message>
    <message>
        <source>check that it is connected and that GazeFix isn&apos;t paused</source>
        <translation>Vérifiez qu’elle est branchée et que GazeFix n’est pas en pause</translation>
    </message>
    <message>
        <source>check that you may write there</source>
        <translation>Vérifiez que vous pouvez y écrire</translation>
    </message>
    <message>
        <source>check the connection to the internet, and try again</source>
        <translation>Vérifiez la connexion à Internet, puis réessayez</translation>
    </message>
    <message>
        <source>check the name, and that you may read it</source>
        <translation>Vérifiez le nom, et que vous pouvez lire le fichier</translation>
    </message>
    <message>
        <source>check the screen&apos;s size with a card, and the distance</source>
        <translation>Vérifiez la taille de l’écran avec une carte, et la distance</translation>
    </message>
    <message>
        <source>check your rights on this computer</source>
        <translation>Vérifiez vos droits sur cet ordinateur</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>Choisissez un autre nom</translation>
    </message>
    <message>
        <source>choose the camera that you sit in front of</source>
        <translation>Choisissez la caméra devant laquelle vous êtes assis</translation>
    </message>
    <message>
        <source>connect a camera</source>
        <translation>Branchez une caméra</translation>
    </message>
    <message>
        <source>correct the file, or remove it to use the defaults</source>
        <translation>Corrigez le fichier, ou supprimez-le pour utiliser les valeurs par défaut</translation>
    </message>
    <message>
        <source>face the camera</source>
        <translation>Faites face à la caméra</translation>
    </message>
    <message>
        <source>fit the rectangle to a bank card&apos;s long side</source>
        <translation>Ajustez le rectangle au long côté d’une carte bancaire</translation>
    </message>
    <message>
        <source>follow the dot with your eyes until it ends, and try again</source>
        <translation>Suivez le point des yeux jusqu’à la fin, puis réessayez</translation>
    </message>
    <message>
        <source>follow the dot with your eyes, keep them open while it rests, and try again</source>
        <translation>Suivez le point des yeux, gardez-les ouverts quand il s’arrête, puis réessayez</translation>
    </message>
    <message>
        <source>give your user access: sudo usermod -aG video $USER, then log out and in</source>
        <translation>Donnez l’accès à votre utilisateur : sudo usermod -aG video $USER, puis déconnectez-vous et reconnectez-vous</translation>
    </message>
    <message>
        <source>install Python 3.11 or newer</source>
        <translation>Installez Python 3.11 ou plus récent</translation>
    </message>
    <message>
        <source>install the system libraries that Qt needs (on Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</source>
        <translation>Installez les bibliothèques système dont Qt a besoin (sous Debian et Ubuntu : sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</translation>
    </message>
    <message>
        <source>install {0}, and try again</source>
        <translation>Installez {0}, puis réessayez</translation>
    </message>
    <message>
        <source>invalid name of a recording: &apos;{0}&apos;</source>
        <translation>Nom d’enregistrement incorrect : « {0} »</translation>
    </message>
    <message>
        <source>invalid profile name: &apos;{0}&apos;</source>
        <translation>Nom de profil incorrect : « {0} »</translation>
    </message>
    <message>
        <source>it does not run in this session</source>
        <translation>Il ne fonctionne pas dans cette session</translation>
    </message>
    <message>
        <source>it failed: {0}</source>
        <translation>Échec : {0}</translation>
    </message>
    <message>
        <source>it is in use by {0}: close that, or choose another camera</source>
        <translation>Elle est utilisée par {0} : fermez ce programme, ou choisissez une autre caméra</translation>
    </message>
    <message>
        <source>it is started again</source>
        <translation>Il est redémarré</translation>
    </message>
    <message>
        <source>it needs PipeWire, its GStreamer plugin and pw-dump (on Debian and Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</source>
        <translation>Il faut PipeWire, son greffon GStreamer et pw-dump (sous Debian et Ubuntu : sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</translation>
    </message>
    <message>
        <source>it was not allowed, so nothing was done</source>
        <translation>Ce n’était pas autorisé, rien n’a donc été fait</translation>
    </message>
    <message>
        <source>keep looking at one point until the look is over</source>
        <translation>Fixez un seul point jusqu’à la fin de la mesure</translation>
    </message>
    <message>
        <source>let your user write to that folder; GazeFix works without a log</source>
        <translation>Autorisez votre utilisateur à écrire dans ce dossier ; GazeFix fonctionne sans journal</translation>
    </message>
    <message>
        <source>let your user write to {0}; GazeFix works without a log</source>
        <translation>Autorisez votre utilisateur à écrire dans {0} ; GazeFix fonctionne sans journal</translation>
    </message>
    <message>
        <source>log in to a desktop; {0}</source>
        <translation>Ouvrez une session sur un bureau ; {0}</translation>
    </message>
    <message>
        <source>look into the camera itself, not at its picture</source>
        <translation>Regardez la caméra elle-même, pas son image</translation>
    </message>
    <message>
        <source>look into the lens first, and then at the call&apos;s window, further away from it</source>
        <translation>Regardez d’abord l’objectif, puis la fenêtre d’appel, plus loin de lui</translation>
    </message>
    <message>
        <source>name one by its path: {0}</source>
        <translation>Désignez-en une par son chemin : {0}</translation>
    </message>
    <message>
        <source>no camera is named {0} yet</source>
        <translation>Aucune caméra ne s’appelle encore {0}</translation>
    </message>
    <message>
        <source>no camera was found</source>
        <translation>Aucune caméra n’a été trouvée</translation>
    </message>
    <message>
        <source>no face was seen while the dot rested</source>
        <translation>Aucun visage n’a été vu pendant l’arrêt du point</translation>
    </message>
    <message>
        <source>no permission to open {0}</source>
        <translation>Pas l’autorisation d’ouvrir {0}</translation>
    </message>
    <message>
        <source>no permission to write to {0}</source>
        <translation>Pas l’autorisation d’écrire dans {0}</translation>
    </message>
    <message>
        <source>no picture from the camera</source>
        <translation>Pas d’image de la caméra</translation>
    </message>
    <message>
        <source>no preview window can be shown: {0}</source>
        <translation>Impossible d’afficher la fenêtre d’aperçu : {0}</translation>
    </message>
    <message>
        <source>none at {0}: the defaults are used</source>
        <translation>Aucun fichier {0} : les valeurs par défaut sont utilisées</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>Aucune trouvée</translation>
    </message>
    <message>
        <source>none yet at {0}</source>
        <translation>Pas encore de journal dans {0}</translation>
    </message>
    <message>
        <source>not installed, and not needed without an NVIDIA graphics card</source>
        <translation>Non installé, et inutile sans carte graphique NVIDIA</translation>
    </message>
    <message>
        <source>not installed, but the settings ask for it</source>
        <translation>Non installé, mais demandé par les paramètres</translation>
    </message>
    <message>
        <source>not installed, so {0} isn&apos;t used</source>
        <translation>Non installé, donc {0} n’est pas utilisée</translation>
    </message>
    <message>
        <source>offers GazeFix Camera to browsers and other programs that ask the desktop for cameras</source>
        <translation>Offre GazeFix Camera aux navigateurs et aux autres programmes qui demandent les caméras au bureau</translation>
    </message>
    <message>
        <source>only Linux has it</source>
        <translation>Seul Linux en dispose</translation>
    </message>
    <message>
        <source>open eyes were seen in only {0} frames of the look</source>
        <translation>Des yeux ouverts n’ont été vus que sur {0} images de la mesure</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; cannot be read: {1}</source>
        <translation>Le profil « {0} » ne peut pas être lu : {1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds impossible numbers</source>
        <translation>Le profil « {0} » contient des nombres impossibles</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds {1} = {2}</source>
        <translation>Le profil « {0} » contient {1} = {2}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: its slopes</source>
        <translation>Le profil « {0} » est incomplet : il manque les pentes</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: {1}</source>
        <translation>Le profil « {0} » est incomplet : {1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is of another version</source>
        <translation>Le profil « {0} » vient d’une autre version</translation>
    </message>
    <message>
        <source>put light on your face, and try again</source>
        <translation>Éclairez votre visage, puis réessayez</translation>
    </message>
    <message>
        <source>pyvirtualcam cannot be loaded: {0}</source>
        <translation>impossible de charger pyvirtualcam : {0}</translation>
    </message>
    <message>
        <source>pyvirtualcam is not installed</source>
        <translation>pyvirtualcam n’est pas installé</translation>
    </message>
    <message>
        <source>record your eyes again</source>
        <translation>Enregistrez à nouveau vos yeux</translation>
    </message>
    <message>
        <source>see the display above; GazeFix works without a tray</source>
        <translation>Voir « Affichage » ci-dessus ; GazeFix fonctionne sans zone de notification</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face</source>
        <translation>Asseyez-vous face à la caméra, le visage éclairé</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face, keep your eyes open, and try again</source>
        <translation>Asseyez-vous face à la caméra, le visage éclairé, gardez les yeux ouverts et réessayez</translation>
    </message>
    <message>
        <source>start again</source>
        <translation>Recommencez</translation>
    </message>
    <message>
        <source>sudo usermod -aG video $USER, then log out and in</source>
        <translation>sudo usermod -aG video $USER, puis déconnectez-vous et reconnectez-vous</translation>
    </message>
    <message>
        <source>take both looks with the same camera and resolution</source>
        <translation>Faites les deux mesures avec la même caméra et la même résolution</translation>
    </message>
    <message>
        <source>the camera changed from {0} ({1}x{2}) to {3} ({4}x{5})</source>
        <translation>La caméra est passée de {0} ({1}x{2}) à {3} ({4}x{5})</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t built for the running kernel</source>
        <translation>Le pilote de caméra v4l2loopback n’est pas compilé pour le noyau en cours</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed</source>
        <translation>Le pilote de caméra v4l2loopback n’est pas installé</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed; {0} installs it</source>
        <translation>Le pilote de caméra v4l2loopback n’est pas installé ; {0} l’installe</translation>
    </message>
    <message>
        <source>the camera&apos;s picture changed its size</source>
        <translation>L’image de la caméra a changé de taille</translation>
    </message>
    <message>
        <source>the card&apos;s width gives an impossible screen</source>
        <translation>La largeur de la carte donne un écran impossible</translation>
    </message>
    <message>
        <source>the correction failed: {0}</source>
        <translation>La correction a échoué : {0}</translation>
    </message>
    <message>
        <source>the correction is not responding</source>
        <translation>La correction ne répond pas</translation>
    </message>
    <message>
        <source>the eyes could not be read well</source>
        <translation>Les yeux n’ont pas pu être bien lus</translation>
    </message>
    <message>
        <source>too few pictures of your face were taken while the dot rested</source>
        <translation>Trop peu d’images de votre visage ont été prises pendant que le point était immobile</translation>
    </message>
    <message>
        <source>sit facing the camera, close other programs, and try again</source>
        <translation>Asseyez-vous face à la caméra, fermez les autres programmes et réessayez</translation>
    </message>
    <message>
        <source>the eyes rested on only {0} of {1} dots</source>
        <translation>Les yeux ne se sont posés que sur {0} points sur {1}</translation>
    </message>
    <message>
        <source>the eyes seem to turn {0} times as far as the dot</source>
        <translation>Les yeux semblent tourner {0} fois plus que le point</translation>
    </message>
    <message>
        <source>the eyes seem {0} cm away</source>
        <translation>Les yeux semblent à {0} cm</translation>
    </message>
    <message>
        <source>the eyes wandered by {0} degrees</source>
        <translation>Les yeux ont bougé de {0} degrés</translation>
    </message>
    <message>
        <source>the eyes were elsewhere at {0} of {1} dots</source>
        <translation>Les yeux étaient ailleurs pour {0} points sur {1}</translation>
    </message>
    <message>
        <source>the gaze could only be read to {0} degrees</source>
        <translation>Le regard n’a pu être lu qu’à {0} degrés près</translation>
    </message>
    <message>
        <source>the head was turned by {0} degrees</source>
        <translation>La tête était tournée de {0} degrés</translation>
    </message>
    <message>
        <source>the localizer &apos;{0}&apos; finds a face in an empty picture</source>
        <translation>La détection « {0} » trouve un visage dans une image vide</translation>
    </message>
    <message>
        <source>the look into the lens was measured {0} degrees beside it</source>
        <translation>Le regard vers l’objectif a été mesuré à {0} degrés à côté</translation>
    </message>
    <message>
        <source>the picture is too dark</source>
        <translation>L’image est trop sombre</translation>
    </message>
    <message>
        <source>the profiles are: {0}</source>
        <translation>Les profils sont : {0}</translation>
    </message>
    <message>
        <source>the recordings are: {0}</source>
        <translation>Les enregistrements sont : {0}</translation>
    </message>
    <message>
        <source>the virtual camera cannot be opened: {0}</source>
        <translation>La caméra virtuelle ne peut pas être ouverte : {0}</translation>
    </message>
    <message>
        <source>the virtual camera {0} failed: {1}</source>
        <translation>La caméra virtuelle {0} a échoué : {1}</translation>
    </message>
    <message>
        <source>there is a profile &apos;{0}&apos; already</source>
        <translation>Il y a déjà un profil « {0} »</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos;</source>
        <translation>Aucune caméra ne s’appelle « {0} »</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; to send to</source>
        <translation>Aucune caméra ne s’appelle « {0} » pour y envoyer l’image</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; yet</source>
        <translation>Aucune caméra ne s’appelle encore « {0} »</translation>
    </message>
    <message>
        <source>there is no camera {0}</source>
        <translation>Il n’y a pas de caméra {0}</translation>
    </message>
    <message>
        <source>there is no camera, clip or address &apos;{0}&apos;</source>
        <translation>Il n’y a ni caméra, ni clip, ni adresse « {0} »</translation>
    </message>
    <message>
        <source>there is no display</source>
        <translation>Il n’y a pas d’affichage</translation>
    </message>
    <message>
        <source>there is no profile &apos;{0}&apos;</source>
        <translation>Il n’y a pas de profil « {0} »</translation>
    </message>
    <message>
        <source>there is no recording &apos;{0}&apos;</source>
        <translation>Il n’y a pas d’enregistrement « {0} »</translation>
    </message>
    <message>
        <source>this desktop has no tray</source>
        <translation>Ce bureau n’a pas de zone de notification</translation>
    </message>
    <message>
        <source>this removes the virtual camera &apos;{0}&apos;, which no program uses</source>
        <translation>Cela supprime la caméra virtuelle « {0} », qu’aucun programme n’utilise</translation>
    </message>
    <message>
        <source>too few dots were looked at</source>
        <translation>Trop peu de points ont été regardés</translation>
    </message>
    <message>
        <source>try again, or run it as root</source>
        <translation>Réessayez, ou exécutez-le en tant que root</translation>
    </message>
    <message>
        <source>unknown: the desktop does not answer</source>
        <translation>Inconnu : le bureau ne répond pas</translation>
    </message>
    <message>
        <source>unknown: this bundled program cannot ask</source>
        <translation>Inconnu : ce programme empaqueté ne peut pas le demander</translation>
    </message>
    <message>
        <source>use more light, avoid reflections on glasses, or come nearer</source>
        <translation>Augmentez la lumière, évitez les reflets sur les lunettes, ou rapprochez-vous</translation>
    </message>
    <message>
        <source>use more light, sit still, follow the dot, and try again</source>
        <translation>Augmentez la lumière, restez immobile, suivez le point, puis réessayez</translation>
    </message>
    <message>
        <source>v4l2loopback has other cameras: it stays loaded until a restart</source>
        <translation>v4l2loopback a d’autres caméras : il reste chargé jusqu’au redémarrage</translation>
    </message>
    <message>
        <source>v4l2loopback is loaded for other cameras, and in use: close the programs that use them and try again, or restart the computer</source>
        <translation>v4l2loopback est chargé pour d’autres caméras, et utilisé : fermez les programmes qui les utilisent et réessayez, ou redémarrez l’ordinateur</translation>
    </message>
    <message>
        <source>your distribution&apos;s package of v4l2loopback, mostly v4l2loopback-dkms</source>
        <translation>le paquet v4l2loopback de votre distribution, le plus souvent v4l2loopback-dkms</translation>
    </message>
    <message>
        <source>{0} cameras have &apos;{1}&apos; in their names</source>
        <translation>{0} caméras ont « {1} » dans leur nom</translation>
    </message>
    <message>
        <source>{0} cannot be opened</source>
        <translation>{0} ne peut pas être ouvert</translation>
    </message>
    <message>
        <source>{0} cannot be run: {1}</source>
        <translation>{0} ne peut pas être exécuté : {1}</translation>
    </message>
    <message>
        <source>{0} cannot be started: {1}</source>
        <translation>{0} ne peut pas être démarré : {1}</translation>
    </message>
    <message>
        <source>{0} gave something that is not a picture</source>
        <translation>{0} a donné quelque chose qui n’est pas une image</translation>
    </message>
    <message>
        <source>{0} gives no frames</source>
        <translation>{0} ne donne pas d’images</translation>
    </message>
    <message>
        <source>{0} gives no pictures that GazeFix can read</source>
        <translation>{0} ne donne pas d’images que GazeFix puisse lire</translation>
    </message>
    <message>
        <source>{0} has ended</source>
        <translation>{0} est terminé</translation>
    </message>
    <message>
        <source>{0} is a picture, not a clip</source>
        <translation>{0} est une photo, pas un clip</translation>
    </message>
    <message>
        <source>{0} is a recording of another version</source>
        <translation>{0} est un enregistrement d’une autre version</translation>
    </message>
    <message>
        <source>{0} is not a camera</source>
        <translation>{0} n’est pas une caméra</translation>
    </message>
    <message>
        <source>{0} is not installed</source>
        <translation>{0} n’est pas installé</translation>
    </message>
    <message>
        <source>{0} is stuck</source>
        <translation>{0} est bloqué</translation>
    </message>
    <message>
        <source>{0} names the camera already, so it stays as it is</source>
        <translation>{0} nomme déjà la caméra, et reste donc tel quel</translation>
    </message>
    <message>
        <source>{0} names the camera, too; it is not GazeFix&apos;s file, so it stays</source>
        <translation>{0} nomme aussi la caméra ; ce fichier n’est pas de GazeFix, il reste donc</translation>
    </message>
    <message>
        <source>{0} sets v4l2loopback up for other cameras</source>
        <translation>{0} configure v4l2loopback pour d’autres caméras</translation>
    </message>
    <message>
        <source>{0} was not installed: {1}</source>
        <translation>{0} n’a pas été installé : {1}</translation>
    </message>
    <message>
        <source>{0}, {1} CPU threads</source>
        <translation>{0}, {1} threads CPU</translation>
    </message>
    <message>
        <source>{0}; CPU only</source>
        <translation>{0} ; processeur seul</translation>
    </message>
    <message>
        <source>{0}; CUDA {1} on {2}</source>
        <translation>{0} ; CUDA {1} sur {2}</translation>
    </message>
    <message>
        <source>{0}; PyTorch runs the networks instead, in three times the time</source>
        <translation>{0} ; PyTorch calcule les réseaux à sa place, en trois fois plus de temps</translation>
    </message>
    <message>
        <source>{0}; browsers get it through PipeWire, Zoom and others need it</source>
        <translation>{0} ; les navigateurs l’obtiennent par PipeWire, Zoom et d’autres en ont besoin</translation>
    </message>
    <message>
        <source>{0}; not needed here</source>
        <translation>{0} ; pas nécessaire ici</translation>
    </message>
    <message>
        <source>{0}; {1} computes wrongly</source>
        <translation>{0} ; {1} calcule mal</translation>
    </message>
    <message>
        <source>this desktop gives programs no shortcuts</source>
        <translation>ce bureau ne donne pas de raccourcis aux programmes</translation>
    </message>
    <message>
        <source>in the desktop&apos;s settings, make a shortcut that runs the command gazefix ctl toggle</source>
        <translation>dans les réglages du bureau, créez un raccourci qui lance la commande gazefix ctl toggle</translation>
    </message>
    <message>
        <source>{0} can&apos;t be a shortcut</source>
        <translation>{0} ne peut pas être un raccourci</translation>
    </message>
    <message>
        <source>choose Ctrl, Alt, Shift or Meta with a letter, a digit or F1 to F12</source>
        <translation>choisissez Ctrl, Alt, Maj ou Meta avec une lettre, un chiffre ou F1 à F12</translation>
    </message>
    <message>
        <source>another program has the shortcut {0}</source>
        <translation>un autre programme a le raccourci {0}</translation>
    </message>
    <message>
        <source>choose other keys</source>
        <translation>choisissez d’autres touches</translation>
    </message>
    <message>
        <source>the desktop refused the shortcut</source>
        <translation>le bureau a refusé le raccourci</translation>
    </message>
    <message>
        <source>this desktop has no program that asks for the password</source>
        <translation>ce bureau n’a pas de programme qui demande le mot de passe</translation>
    </message>
    <message>
        <source>run gazefix setup-camera in a terminal</source>
        <translation>lancez gazefix setup-camera dans un terminal</translation>
    </message>
    <message>
        <source>{0} is not a web address</source>
        <translation>{0} n’est pas une adresse web</translation>
    </message>
    <message>
        <source>give an address like https://api.github.com/repos/OWNER/NAME/releases/latest, or none</source>
        <translation>donnez une adresse comme https://api.github.com/repos/OWNER/NAME/releases/latest, ou aucune</translation>
    </message>
    <message>
        <source>{0} tells no release: {1}</source>
        <translation>{0} n’indique aucune version : {1}</translation>
    </message>
</context>
</TS>
