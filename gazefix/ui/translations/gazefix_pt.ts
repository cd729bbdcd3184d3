<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt" sourcelanguage="en">
<context>
    <name>GazeFix</name>
    <message>
        <source>Correct my gaze</source>
        <translation>Corrigir meu olhar</translation>
    </message>
    <message>
        <source>Turns the live correction on and off.</source>
        <translation>Liga e desliga a correção ao vivo.</translation>
    </message>
    <message>
        <source>Vertical angle</source>
        <translation>Ângulo vertical</translation>
    </message>
    <message>
        <source>Turns your eyes up (+) or down (-), on top of the mode.</source>
        <translation>Gira os olhos para cima (+) ou para baixo (-), além do modo.</translation>
    </message>
    <message>
        <source>Horizontal angle</source>
        <translation>Ângulo horizontal</translation>
    </message>
    <message>
        <source>Turns your eyes to your left (+) or right (-), on top of the mode.</source>
        <translation>Gira os olhos para a sua esquerda (+) ou direita (-), além do modo.</translation>
    </message>
    <message>
        <source>Aim above or below the lens</source>
        <translation>Mirar acima ou abaixo da lente</translation>
    </message>
    <message>
        <source>Where your eyes are brought to. A little below the lens looks best to others.</source>
        <translation>Para onde o olhar é levado. Um pouco abaixo da lente parece mais natural.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Intensidade</translation>
    </message>
    <message>
        <source>How strong the correction is.</source>
        <translation>Força da correção.</translation>
    </message>
    <message>
        <source>Maximum faces</source>
        <translation>Rostos (máximo)</translation>
    </message>
    <message>
        <source>Corrects at most this many faces, the largest first.</source>
        <translation>Corrige no máximo este número de rostos, os maiores primeiro.</translation>
    </message>
    <message>
        <source>Glance away now and then</source>
        <translation>Desviar o olhar de vez em quando</translation>
    </message>
    <message>
        <source>Looks beside the lens for a moment, as people do. Not in fixed-angle mode.</source>
        <translation>Olha por um instante ao lado da lente, como todos fazem. Não no modo de ângulo fixo.</translation>
    </message>
    <message>
        <source>Angle (up to)</source>
        <translation>Ângulo (até)</translation>
    </message>
    <message>
        <source>Largest angle of a glance, away from the lens.</source>
        <translation>Maior ângulo de um desvio do olhar, a partir da lente.</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervalo</translation>
    </message>
    <message>
        <source>Shortest time between glances.</source>
        <translation>Tempo mínimo entre os desvios do olhar.</translation>
    </message>
    <message>
        <source>Random extra delay</source>
        <translation>Atraso aleatório</translation>
    </message>
    <message>
        <source>A random time up to this is added to the interval.</source>
        <translation>Um tempo aleatório de até este valor é somado ao intervalo.</translation>
    </message>
    <message>
        <source>Eyes up or down: fade from</source>
        <translation>Olhos acima/abaixo: atenuar em</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look up or down by more than this.</source>
        <translation>A correção diminui quando os olhos passam deste ângulo para cima ou para baixo.</translation>
    </message>
    <message>
        <source>Eyes up or down: stop at</source>
        <translation>Olhos acima/abaixo: parar em</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look up or down by more than this.</source>
        <translation>A correção termina quando os olhos passam deste ângulo para cima ou para baixo.</translation>
    </message>
    <message>
        <source>Eyes to the side: fade from</source>
        <translation>Olhos para o lado: atenuar em</translation>
    </message>
    <message>
        <source>The correction starts to fade where the eyes look to the side by more than this.</source>
        <translation>A correção diminui quando os olhos passam deste ângulo para o lado.</translation>
    </message>
    <message>
        <source>Eyes to the side: stop at</source>
        <translation>Olhos para o lado: parar em</translation>
    </message>
    <message>
        <source>The correction has ended where the eyes look to the side by more than this.</source>
        <translation>A correção termina quando os olhos passam deste ângulo para o lado.</translation>
    </message>
    <message>
        <source>Head up or down: fade from</source>
        <translation>Cabeça acima/abaixo: atenuar em</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned up or down by more than this.</source>
        <translation>A correção diminui quando a cabeça passa deste ângulo para cima ou para baixo.</translation>
    </message>
    <message>
        <source>Head up or down: stop at</source>
        <translation>Cabeça acima/abaixo: parar em</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned up or down by more than this.</source>
        <translation>A correção termina quando a cabeça passa deste ângulo para cima ou para baixo.</translation>
    </message>
    <message>
        <source>Head to the side: fade from</source>
        <translation>Cabeça para o lado: atenuar em</translation>
    </message>
    <message>
        <source>The correction starts to fade where the head is turned to the side by more than this.</source>
        <translation>A correção diminui quando a cabeça passa deste ângulo para o lado.</translation>
    </message>
    <message>
        <source>Head to the side: stop at</source>
        <translation>Cabeça para o lado: parar em</translation>
    </message>
    <message>
        <source>The correction has ended where the head is turned to the side by more than this.</source>
        <translation>A correção termina quando a cabeça passa deste ângulo para o lado.</translation>
    </message>
    <message>
        <source>Turn the camera off when no program is using it</source>
        <translation>Desligar a câmera se nenhum programa a usa</translation>
    </message>
    <message>
        <source>The camera turns off when no program is using GazeFix Camera and the window is closed.</source>
        <translation>A câmera é desligada quando nenhum programa usa a GazeFix Camera e a janela está fechada.</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>Executar em</translation>
    </message>
    <message>
        <source>Where the networks run: the CPU or an NVIDIA graphics card.</source>
        <translation>Onde as redes são calculadas: no processador ou em uma placa de vídeo NVIDIA.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Language of the windows. Changes apply when GazeFix starts again.</source>
        <translation>Idioma das janelas. A mudança vale quando o GazeFix for iniciado de novo.</translation>
    </message>
    <message>
        <source>Eye contact</source>
        <translation>Contato visual</translation>
    </message>
    <message>
        <source>Makes you appear to look into the camera while you look at the screen.</source>
        <translation>Você parece olhar para a câmera enquanto olha para a tela.</translation>
    </message>
    <message>
        <source>You appear to look into the camera.</source>
        <translation>Você parece olhar para a câmera.</translation>
    </message>
    <message>
        <source>Teleprompter</source>
        <translation>Teleprompter</translation>
    </message>
    <message>
        <source>For reading a script: allows wider eye movements.</source>
        <translation>Para ler um roteiro: permite movimentos maiores dos olhos.</translation>
    </message>
    <message>
        <source>You appear to look into the camera while you read.</source>
        <translation>Você parece olhar para a câmera enquanto lê.</translation>
    </message>
    <message>
        <source>Fixed angle</source>
        <translation>Ângulo fixo</translation>
    </message>
    <message>
        <source>Turns your eyes by the angles below, whichever way you look.</source>
        <translation>Gira os olhos pelos ângulos abaixo, para onde quer que você olhe.</translation>
    </message>
    <message>
        <source>Your eyes are turned by a fixed angle.</source>
        <translation>Seus olhos são girados em um ângulo fixo.</translation>
    </message>
    <message>
        <source>0°</source>
        <translation>0°</translation>
    </message>
    <message>
        <source>{0}° up</source>
        <translation>{0}° para cima</translation>
    </message>
    <message>
        <source>{0}° down</source>
        <translation>{0}° para baixo</translation>
    </message>
    <message>
        <source>{0}° to your left</source>
        <translation>{0}° à sua esquerda</translation>
    </message>
    <message>
        <source>{0}° to your right</source>
        <translation>{0}° à sua direita</translation>
    </message>
    <message>
        <source>&amp;Correct my gaze</source>
        <translation>Corrigir meu ol&amp;har</translation>
    </message>
    <message>
        <source>&amp;Pause (camera off)</source>
        <translation>&amp;Pausar (câmera desligada)</translation>
    </message>
    <message>
        <source>Show p&amp;review</source>
        <translation>M&amp;ostrar prévia</translation>
    </message>
    <message>
        <source>Cali&amp;brate…</source>
        <translation>Cali&amp;brar…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>Co&amp;nfigurações…</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>&amp;Diagnóstico…</translation>
    </message>
    <message>
        <source>&amp;Getting started…</source>
        <translation>&amp;Primeiros passos…</translation>
    </message>
    <message>
        <source>GazeFix &amp;manual…</source>
        <translation>&amp;Manual do GazeFix…</translation>
    </message>
    <message>
        <source>&amp;About GazeFix…</source>
        <translation>&amp;Sobre o GazeFix…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Sair</translation>
    </message>
    <message>
        <source>Up by 1°</source>
        <translation>1° para cima</translation>
    </message>
    <message>
        <source>Down by 1°</source>
        <translation>1° para baixo</translation>
    </message>
    <message>
        <source>To your left by 1°</source>
        <translation>1° à sua esquerda</translation>
    </message>
    <message>
        <source>To your right by 1°</source>
        <translation>1° à sua direita</translation>
    </message>
    <message>
        <source>&amp;Mode: {0}</source>
        <translation>&amp;Modo: {0}</translation>
    </message>
    <message>
        <source>&amp;Vertical: {0}</source>
        <translation>&amp;Vertical: {0}</translation>
    </message>
    <message>
        <source>&amp;Horizontal: {0}</source>
        <translation>Ho&amp;rizontal: {0}</translation>
    </message>
    <message>
        <source>&amp;Strength: {0}</source>
        <translation>&amp;Intensidade: {0}</translation>
    </message>
    <message>
        <source>C&amp;amera</source>
        <translation>&amp;Câmera</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automática</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>&amp;Adjust…</source>
        <translation>&amp;Ajustar…</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t read your settings and is using the defaults.</source>
        <translation>O GazeFix não conseguiu ler suas configurações e usa os valores padrão.</translation>
    </message>
    <message>
        <source>GazeFix couldn&apos;t use some of your settings. It keeps the others.</source>
        <translation>O GazeFix não conseguiu usar algumas configurações. As outras são mantidas.</translation>
    </message>
    <message>
        <source>{0}

Your file will be kept as {1}.</source>
        <translation>{0}

Seu arquivo será mantido como {1}.</translation>
    </message>
    <message>
        <source>Quit GazeFix?</source>
        <translation>Sair do GazeFix?</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running in your call.</source>
        <translation>Esta área de trabalho não tem bandeja do sistema. Minimize a janela para manter a GazeFix Camera ativa na chamada.</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>&amp;Minimizar</translation>
    </message>
    <message>
        <source>&amp;Use the defaults</source>
        <translation>&amp;Usar os valores padrão</translation>
    </message>
    <message>
        <source>&amp;Keep the rest</source>
        <translation>&amp;Manter o restante</translation>
    </message>
    <message>
        <source>&amp;Open the file</source>
        <translation>&amp;Abrir o arquivo</translation>
    </message>
    <message>
        <source>GazeFix is still running</source>
        <translation>O GazeFix continua em execução</translation>
    </message>
    <message>
        <source>Click its tray icon to reopen this window; right-click it to quit.</source>
        <translation>Clique no ícone da bandeja para reabrir esta janela; clique com o botão direito para sair.</translation>
    </message>
    <message>
        <source>GazeFix keeps using the previous device.</source>
        <translation>O GazeFix usa o dispositivo anterior no lugar.</translation>
    </message>
    <message>
        <source>Your settings can&apos;t be saved: {0}.</source>
        <translation>Não é possível salvar suas configurações: {0}.</translation>
    </message>
    <message>
        <source>About GazeFix</source>
        <translation>Sobre o GazeFix</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>Licenças</translation>
    </message>
    <message>
        <source>Press Start and keep looking until the bar is full.</source>
        <translation>Pressione Iniciar e mantenha o olhar até a barra ficar cheia.</translation>
    </message>
    <message>
        <source>Quality: fair. Trying again may improve it.</source>
        <translation>Qualidade: razoável. Tentar de novo pode melhorar.</translation>
    </message>
    <message>
        <source>When you look into the lens, {0} and {1} now count as 0°.</source>
        <translation>Ao olhar para a lente, {0} e {1} agora contam como 0°.</translation>
    </message>
    <message>
        <source>Your call window lies {0} and {1} from the lens.</source>
        <translation>A janela da chamada fica {0} e {1} da lente.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progresso</translation>
    </message>
    <message>
        <source>Look at the spot on the screen where you usually see the other person.</source>
        <translation>Olhe para o ponto da tela onde você costuma ver a outra pessoa.</translation>
    </message>
    <message>
        <source>Sit as you would in a call. Look straight into the lens, not at your picture, while you move your head slowly in a small circle.</source>
        <translation>Sente-se como em uma chamada. Olhe direto para a lente, não para a sua imagem, enquanto move a cabeça devagar em um pequeno círculo.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Iniciar</translation>
    </message>
    <message>
        <source>Start the look</source>
        <translation>Iniciar a medição</translation>
    </message>
    <message>
        <source>Look at your call window… {0}</source>
        <translation>Olhe para a janela da chamada… {0}</translation>
    </message>
    <message>
        <source>Look at the lens… {0}</source>
        <translation>Olhe para a lente… {0}</translation>
    </message>
    <message>
        <source>Keep looking…</source>
        <translation>Mantenha o olhar…</translation>
    </message>
    <message>
        <source>Keep looking into the lens, and move your head in a small circle…</source>
        <translation>Continue olhando para a lente e mova a cabeça em um pequeno círculo…</translation>
    </message>
    <message>
        <source>Calibration complete</source>
        <translation>Calibração concluída</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>&amp;Recomeçar</translation>
    </message>
    <message>
        <source>That didn&apos;t work</source>
        <translation>Não funcionou</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Tentar novamente</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Calibrar</translation>
    </message>
    <message>
        <source>Second look: your call window</source>
        <translation>Segundo olhar: a janela da chamada</translation>
    </message>
    <message>
        <source>First look: the camera lens</source>
        <translation>Primeiro olhar: a lente da câmera</translation>
    </message>
    <message>
        <source>Used from now on with this camera and resolution.</source>
        <translation>Usada a partir de agora com esta câmera e resolução.</translation>
    </message>
    <message>
        <source>Quality: good.</source>
        <translation>Qualidade: boa.</translation>
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
        <translation>Verificando este computador…</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Em andamento</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>&amp;Abrir a pasta do registro</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>&amp;Copiar relatório</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>&amp;Verificar de novo</translation>
    </message>
    <message>
        <source>Safe to share: no images, names or file paths.</source>
        <translation>Pode ser compartilhado com segurança: sem imagens, nomes ou caminhos de arquivos.</translation>
    </message>
    <message>
        <source>Report copied. Paste it where you ask for help.</source>
        <translation>Relatório copiado. Cole-o onde você pedir ajuda.</translation>
    </message>
    <message>
        <source>{0} of {1} checks need attention.</source>
        <translation>{0} de {1} verificações precisam de atenção.</translation>
    </message>
    <message>
        <source>Everything looks good.</source>
        <translation>Tudo em ordem.</translation>
    </message>
    <message>
        <source>Set &amp;up GazeFix Camera…</source>
        <translation>Configurar a Ga&amp;zeFix Camera…</translation>
    </message>
    <message>
        <source>Choose a ca&amp;mera</source>
        <translation>&amp;Escolher uma câmera</translation>
    </message>
    <message>
        <source>Open the &amp;file</source>
        <translation>Abrir &amp;o arquivo</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>precisa de atenção</translation>
    </message>
    <message>
        <source>The checks couldn&apos;t run: {0}</source>
        <translation>Não foi possível fazer as verificações: {0}</translation>
    </message>
    <message>
        <source>GazeFix stays in the tray. Its menu turns the correction on and off, changes the angle and pauses the camera.</source>
        <translation>O GazeFix fica na bandeja do sistema. O menu liga e desliga a correção, muda o ângulo e pausa a câmera.</translation>
    </message>
    <message>
        <source>This desktop has no tray. Minimise the window to keep GazeFix Camera running.</source>
        <translation>Esta área de trabalho não tem bandeja do sistema. Minimize a janela para manter a GazeFix Camera ativa.</translation>
    </message>
    <message>
        <source>Welcome to GazeFix</source>
        <translation>Boas-vindas ao GazeFix</translation>
    </message>
    <message>
        <source>Step 1 of 3: your camera</source>
        <translation>Passo 1 de 3: sua câmera</translation>
    </message>
    <message>
        <source>Step 2 of 3: your camera for calls</source>
        <translation>Passo 2 de 3: sua câmera para chamadas</translation>
    </message>
    <message>
        <source>Step 3 of 3: calibration</source>
        <translation>Passo 3 de 3: calibração</translation>
    </message>
    <message>
        <source>Choose the camera in front of you. You should see yourself.</source>
        <translation>Escolha a câmera à sua frente. Você deve se ver.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Prévia</translation>
    </message>
    <message>
        <source>GazeFix appears as a camera of its own. Choose “GazeFix Camera” in Zoom, Teams or your browser.</source>
        <translation>O GazeFix aparece como uma câmera própria. Escolha “GazeFix Camera” no Zoom, no Teams ou no navegador.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Saída</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Voltar</translation>
    </message>
    <message>
        <source>Almost there</source>
        <translation>Quase pronto</translation>
    </message>
    <message>
        <source>You&apos;re all set</source>
        <translation>Tudo pronto</translation>
    </message>
    <message>
        <source>You can also do this later, under “Camera and output”.</source>
        <translation>Você também pode fazer isso depois, em “Câmera e saída”.</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Concluir</translation>
    </message>
    <message>
        <source>Choose “{0}” in your call&apos;s video settings.</source>
        <translation>Escolha “{0}” nas configurações de vídeo da chamada.</translation>
    </message>
    <message>
        <source>There is no picture from the camera yet. Go back to choose one.</source>
        <translation>Ainda não há imagem da câmera. Volte para escolher uma.</translation>
    </message>
    <message>
        <source>Other programs need GazeFix Camera. Go back to set it up.</source>
        <translation>Os outros programas precisam da GazeFix Camera. Volte para configurá-la.</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>&amp;Pular</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Avançar</translation>
    </message>
    <message>
        <source>GazeFix manual</source>
        <translation>Manual do GazeFix</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Tópicos</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Manual</translation>
    </message>
    <message>
        <source>Run this in a terminal. It shows the commands and asks before it runs them.</source>
        <translation>Execute isto em um terminal. Os comandos são mostrados antes, e você confirma a execução.</translation>
    </message>
    <message>
        <source>GazeFix sends to cameras with pyvirtualcam, which isn&apos;t installed yet.</source>
        <translation>O GazeFix envia para câmeras com o pyvirtualcam, que ainda não está instalado.</translation>
    </message>
    <message>
        <source>It is free software under the GPL, and comes from the Python Package Index.</source>
        <translation>É software livre sob a GPL e vem do Python Package Index.</translation>
    </message>
    <message>
        <source>Choose “GazeFix Camera” in your call&apos;s video settings. Restart a program that doesn&apos;t list it yet.</source>
        <translation>Escolha “GazeFix Camera” nas configurações de vídeo da chamada. Reinicie o programa se ele ainda não a mostrar.</translation>
    </message>
    <message>
        <source>You will be asked for your password.</source>
        <translation>Sua senha será solicitada.</translation>
    </message>
    <message>
        <source>Browsers and other programs that use PipeWire can use GazeFix Camera without this.</source>
        <translation>Navegadores e outros programas que usam o PipeWire podem usar a GazeFix Camera sem isso.</translation>
    </message>
    <message>
        <source>Ready in browsers and other programs that support PipeWire. For Zoom and the rest, install the camera driver.</source>
        <translation>Pronta em navegadores e outros programas compatíveis com o PipeWire. Para o Zoom e os demais, instale o driver da câmera.</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet: GazeFix Camera isn&apos;t set up.</source>
        <translation>Os outros programas ainda não podem usar o GazeFix: a GazeFix Camera não está configurada.</translation>
    </message>
    <message>
        <source>No output is chosen in the settings.</source>
        <translation>Nenhuma saída foi escolhida nas configurações.</translation>
    </message>
    <message>
        <source>Opening the output…</source>
        <translation>Abrindo a saída…</translation>
    </message>
    <message>
        <source>Sent to {0}.</source>
        <translation>Enviado para {0}.</translation>
    </message>
    <message>
        <source>preview only</source>
        <translation>somente prévia</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>sem saída</translation>
    </message>
    <message>
        <source>GazeFix can&apos;t do this for you. The steps are:</source>
        <translation>O GazeFix não pode fazer isso por você. Os passos são:</translation>
    </message>
    <message>
        <source>Set up GazeFix Camera</source>
        <translation>Configurar a GazeFix Camera</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Comandos</translation>
    </message>
    <message>
        <source>Show the comman&amp;ds</source>
        <translation>&amp;Mostrar os comandos</translation>
    </message>
    <message>
        <source>It is listed as “{0}”.</source>
        <translation>Ela aparece como “{0}”.</translation>
    </message>
    <message>
        <source>&amp;Camera:</source>
        <translation>Câ&amp;mera:</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use by {0}</source>
        <translation>GazeFix Camera em uso por {0}</translation>
    </message>
    <message>
        <source>Your gaze: {0}, {1}</source>
        <translation>Seu olhar: {0}, {1}</translation>
    </message>
    <message>
        <source>Hol&amp;d to see before</source>
        <translation>&amp;Segure para ver antes</translation>
    </message>
    <message>
        <source>Setting up GazeFix Camera…</source>
        <translation>Configurando a GazeFix Camera…</translation>
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
        <translation>&amp;Usar o PipeWire</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready.</source>
        <translation>A GazeFix Camera está pronta.</translation>
    </message>
    <message>
        <source>GazeFix Camera is ready in browsers and other PipeWire programs.</source>
        <translation>A GazeFix Camera está pronta em navegadores e outros programas do PipeWire.</translation>
    </message>
    <message>
        <source>Ready. Choose “{0}” in your call&apos;s video settings.</source>
        <translation>Pronta. Escolha “{0}” nas configurações de vídeo da chamada.</translation>
    </message>
    <message>
        <source>That didn&apos;t work: {0}</source>
        <translation>Não funcionou: {0}</translation>
    </message>
    <message>
        <source>Saved calibrations</source>
        <translation>Calibrações salvas</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Usar</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>R&amp;enomear</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>E&amp;xcluir</translation>
    </message>
    <message>
        <source>good</source>
        <translation>boa</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>razoável</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>em uso</translation>
    </message>
    <message>
        <source>Demo portrait</source>
        <translation>Retrato de demonstração</translation>
    </message>
    <message>
        <source>Everyone&apos;s eyes differ by a few degrees. Two looks save only a few numbers. The thorough way also saves pictures of your eyes on this computer. Only you can read them.</source>
        <translation>Os olhos de cada pessoa diferem em alguns graus. Com dois olhares, apenas alguns números são salvos. A calibração detalhada também salva imagens dos seus olhos neste computador. Só você pode lê-las.</translation>
    </message>
    <message>
        <source>&amp;Thorough…</source>
        <translation>&amp;Detalhada…</translation>
    </message>
    <message>
        <source>Follow a dot for 90 seconds, for a much better result.</source>
        <translation>Siga um ponto por 90 segundos para um resultado muito melhor.</translation>
    </message>
    <message>
        <source>Space: pause   R: repeat   Esc: cancel</source>
        <translation>Espaço: pausar   R: repetir   Esc: cancelar</translation>
    </message>
    <message>
        <source>Thorough calibration</source>
        <translation>Calibração detalhada</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Iniciando…</translation>
    </message>
    <message>
        <source>Paused. Press Space to go on, or R to repeat the last dot.</source>
        <translation>Em pausa. Espaço para continuar, R para repetir o último ponto.</translation>
    </message>
    <message>
        <source>Your face can&apos;t be seen.</source>
        <translation>Seu rosto não está visível.</translation>
    </message>
    <message>
        <source>Follow the dot with your eyes. Keep your head still.</source>
        <translation>Siga o ponto com os olhos. Mantenha a cabeça parada.</translation>
    </message>
    <message>
        <source>Turn your head a little to the left, and follow the dot.</source>
        <translation>Vire um pouco a cabeça para a esquerda e siga o ponto.</translation>
    </message>
    <message>
        <source>Turn your head a little to the right, and follow the dot.</source>
        <translation>Vire um pouco a cabeça para a direita e siga o ponto.</translation>
    </message>
    <message>
        <source>Raise your head a little, and follow the dot.</source>
        <translation>Levante um pouco a cabeça e siga o ponto.</translation>
    </message>
    <message>
        <source>Lower your head a little, and follow the dot.</source>
        <translation>Abaixe um pouco a cabeça e siga o ponto.</translation>
    </message>
    <message>
        <source>The camera&apos;s pictures ended</source>
        <translation>A câmera não envia mais imagens</translation>
    </message>
    <message>
        <source>Your gaze is now measured to about {0} degrees ({1} before).</source>
        <translation>Seu olhar agora é medido com cerca de {0} graus de erro (antes, {1}).</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fechar</translation>
    </message>
    <message>
        <source>Trying again may improve it.</source>
        <translation>Tentar de novo pode melhorar o resultado.</translation>
    </message>
    <message>
        <source>Measuring… {0} %</source>
        <translation>Medindo… {0}%</translation>
    </message>
    <message>
        <source>Your eyes seem to turn {0} times as far as usual. Check the screen&apos;s size with a card, and try again.</source>
        <translation>Seus olhos parecem girar {0} vezes mais que o normal. Verifique o tamanho da tela com um cartão e tente novamente.</translation>
    </message>
    <message>
        <source>Recordings of your eyes</source>
        <translation>Gravações dos seus olhos</translation>
    </message>
    <message>
        <source>De&amp;lete recording</source>
        <translation>Excluir &amp;gravação</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>about {0} degrees</source>
        <translation>cerca de {0} graus</translation>
    </message>
    <message>
        <source>Can&apos;t be used: {0}</source>
        <translation>Não pode ser usada: {0}</translation>
    </message>
    <message>
        <source>Aim abo&amp;ve or below the lens</source>
        <translation>&amp;Mirar acima ou abaixo da lente</translation>
    </message>
    <message>
        <source>Gla&amp;nce away now and then</source>
        <translation>&amp;Desviar o olhar de vez em quando</translation>
    </message>
    <message>
        <source>Angle (u&amp;p to)</source>
        <translation>&amp;Ângulo (até)</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>&amp;Intervalo</translation>
    </message>
    <message>
        <source>Random &amp;extra delay</source>
        <translation>A&amp;traso aleatório</translation>
    </message>
    <message>
        <source>Full correction up to the first angle, none beyond the second.</source>
        <translation>Correção total até o primeiro ângulo, nenhuma além do segundo.</translation>
    </message>
    <message>
        <source>R&amp;un on</source>
        <translation>E&amp;xecutar em</translation>
    </message>
    <message>
        <source>Maximum &amp;faces</source>
        <translation>Rostos (m&amp;áximo)</translation>
    </message>
    <message>
        <source>&amp;Reset to defaults…</source>
        <translation>Restaurar &amp;padrões…</translation>
    </message>
    <message>
        <source>Glances</source>
        <translation>Desvios do olhar</translation>
    </message>
    <message>
        <source>When to stop</source>
        <translation>Quando parar</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Desempenho</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>Restaurar padrões</translation>
    </message>
    <message>
        <source>Reset everything under Correction and Advanced to its default?</source>
        <translation>Restaurar tudo em Correção e Avançado para os valores padrão?</translation>
    </message>
    <message>
        <source>Your camera, output and calibration are kept.</source>
        <translation>A câmera, a saída e a calibração são mantidas.</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Restaurar</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>Processador (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>Placa de vídeo NVIDIA</translation>
    </message>
    <message>
        <source>{0}:</source>
        <translation>{0}:</translation>
    </message>
    <message>
        <source>&amp;Vertical angle</source>
        <translation>&amp;Ângulo vertical</translation>
    </message>
    <message>
        <source>Hori&amp;zontal angle</source>
        <translation>Ângulo hori&amp;zontal</translation>
    </message>
    <message>
        <source>&amp;Strength</source>
        <translation>&amp;Intensidade</translation>
    </message>
    <message>
        <source>Two short looks let GazeFix measure your eyes more accurately.</source>
        <translation>Com dois olhares curtos, o GazeFix mede seus olhos com mais precisão.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>&amp;Resume (camera on)</source>
        <translation>Retomar (câmera &amp;ligada)</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Baixo</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Cima</translation>
    </message>
    <message>
        <source>Your left</source>
        <translation>Sua esquerda</translation>
    </message>
    <message>
        <source>Your right</source>
        <translation>Sua direita</translation>
    </message>
    <message>
        <source>Turn the camera off &amp;when no program is using it</source>
        <translation>&amp;Desligar a câmera se nenhum programa a usa</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Câmera</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>A&amp;tualizar</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>Procurar câmeras de novo</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Resolução</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Quadros por segundo</translation>
    </message>
    <message>
        <source>&amp;Resolution:</source>
        <translation>Reso&amp;lução:</translation>
    </message>
    <message>
        <source>Fram&amp;e rate:</source>
        <translation>&amp;Quadros por segundo:</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Área de trabalho</translation>
    </message>
    <message>
        <source>&amp;Start GazeFix when I log in</source>
        <translation>Iniciar o GazeFi&amp;x ao entrar na sessão</translation>
    </message>
    <message>
        <source>Start GazeFix when I log in</source>
        <translation>Iniciar o GazeFix ao entrar na sessão</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>Idioma do sistema</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} qps</translation>
    </message>
    <message>
        <source>Calibration is turned off.</source>
        <translation>A calibração está desligada.</translation>
    </message>
    <message>
        <source>Calibrated on {0}, about {1} degrees.</source>
        <translation>Calibrado em {0}, com cerca de {1} graus.</translation>
    </message>
    <message>
        <source>Calibrated.</source>
        <translation>Calibrado.</translation>
    </message>
    <message>
        <source>Both angles are 0. Set one of them.</source>
        <translation>Os dois ângulos são 0. Ajuste um deles.</translation>
    </message>
    <message>
        <source>Diagnostics, in the Tools menu, may show what is wrong.</source>
        <translation>O diagnóstico, no menu Ferramentas, pode mostrar o que há de errado.</translation>
    </message>
    <message>
        <source>GazeFix has stopped</source>
        <translation>O GazeFix parou</translation>
    </message>
    <message>
        <source>Not calibrated for this camera and resolution.</source>
        <translation>Sem calibração para esta câmera e resolução.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desligado</translation>
    </message>
    <message>
        <source>Your picture is shown unchanged.</source>
        <translation>Sua imagem é mostrada sem alterações.</translation>
    </message>
    <message>
        <source>Nothing to correct</source>
        <translation>Nada a corrigir</translation>
    </message>
    <message>
        <source>The strength is 0.</source>
        <translation>A intensidade é 0.</translation>
    </message>
    <message>
        <source>You already look at the camera, so nothing is changed.</source>
        <translation>Você já olha para a câmera, por isso nada é alterado.</translation>
    </message>
    <message>
        <source>Correction isn&apos;t working; your picture is unchanged</source>
        <translation>A correção não funciona; sua imagem não é alterada</translation>
    </message>
    <message>
        <source>Reinstall GazeFix.</source>
        <translation>Reinstale o GazeFix.</translation>
    </message>
    <message>
        <source>Open GazeFix to set up GazeFix Camera.</source>
        <translation>Abra o GazeFix para configurar a GazeFix Camera.</translation>
    </message>
    <message>
        <source>Calibrated since {0}.</source>
        <translation>Calibrado desde {0}.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation>Corrigindo</translation>
    </message>
    <message>
        <source>Eyes on the camera</source>
        <translation>Olhar na câmera</translation>
    </message>
    <message>
        <source>Switching on</source>
        <translation>Ligando</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}.</translation>
    </message>
    <message>
        <source>Calibrate again, or delete it.</source>
        <translation>Calibre de novo ou exclua a calibração.</translation>
    </message>
    <message>
        <source>No picture from the camera</source>
        <translation>Sem imagem da câmera</translation>
    </message>
    <message>
        <source>GazeFix Camera stopped working</source>
        <translation>A GazeFix Camera parou de funcionar</translation>
    </message>
    <message>
        <source>Other programs can&apos;t use GazeFix yet</source>
        <translation>Os outros programas ainda não podem usar o GazeFix</translation>
    </message>
    <message>
        <source>Opening the camera and loading the models…</source>
        <translation>Abrindo a câmera e carregando os modelos…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Em pausa</translation>
    </message>
    <message>
        <source>The camera is off. Others see a placeholder.</source>
        <translation>A câmera está desligada. Os outros veem uma imagem de espera.</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Sem uso</translation>
    </message>
    <message>
        <source>No program is using GazeFix Camera, so your camera is off.</source>
        <translation>Nenhum programa usa a GazeFix Camera, por isso sua câmera está desligada.</translation>
    </message>
    <message>
        <source>Clip finished</source>
        <translation>Clipe terminado</translation>
    </message>
    <message>
        <source>The camera is off.</source>
        <translation>A câmera está desligada.</translation>
    </message>
    <message>
        <source>GazeFix Camera isn&apos;t set up, so your camera is off.</source>
        <translation>A GazeFix Camera não está configurada, por isso sua câmera está desligada.</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one under “Camera and output”.</source>
        <translation>Conecte uma câmera ou escolha outra em “Câmera e saída”.</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>Sem saída</translation>
    </message>
    <message>
        <source>See “Camera and output”, or Diagnostics.</source>
        <translation>Veja “Câmera e saída” ou o diagnóstico.</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>Nenhum rosto encontrado</translation>
    </message>
    <message>
        <source>Make sure the camera can see your face.</source>
        <translation>Verifique se a câmera vê seu rosto.</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>Olhos fechados</translation>
    </message>
    <message>
        <source>Closed eyes are not corrected.</source>
        <translation>Olhos fechados não são corrigidos.</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re looking away</source>
        <translation>Sem correção: você olha para outro lado</translation>
    </message>
    <message>
        <source>Look back at the screen to resume.</source>
        <translation>Olhe de novo para a tela para continuar.</translation>
    </message>
    <message>
        <source>Not correcting: your head is turned</source>
        <translation>Sem correção: sua cabeça está virada</translation>
    </message>
    <message>
        <source>Face the camera to resume.</source>
        <translation>Fique de frente para a câmera para continuar.</translation>
    </message>
    <message>
        <source>Not correcting: your eyes aren&apos;t clear enough</source>
        <translation>Sem correção: seus olhos não estão nítidos</translation>
    </message>
    <message>
        <source>Try more light, or less glare on your glasses.</source>
        <translation>Tente mais luz ou menos reflexo nos óculos.</translation>
    </message>
    <message>
        <source>Not correcting: you&apos;re too far away</source>
        <translation>Sem correção: você está longe demais</translation>
    </message>
    <message>
        <source>Move closer to the camera.</source>
        <translation>Aproxime-se da câmera.</translation>
    </message>
    <message>
        <source>Not correcting: your eyes are at the edge</source>
        <translation>Sem correção: seus olhos estão na borda</translation>
    </message>
    <message>
        <source>Move to the centre of the picture.</source>
        <translation>Vá para o centro da imagem.</translation>
    </message>
    <message>
        <source>Not correcting: this computer can&apos;t keep up</source>
        <translation>Sem correção: este computador é lento demais</translation>
    </message>
    <message>
        <source>Close other programs or choose a lower resolution.</source>
        <translation>Feche outros programas ou escolha uma resolução menor.</translation>
    </message>
    <message>
        <source>GazeFix: {0}</source>
        <translation>GazeFix: {0}</translation>
    </message>
    <message>
        <source>Before is left of the divider, after is right of it. Arrow keys move it. The space bar shows before.</source>
        <translation>Antes fica à esquerda do divisor e depois, à direita. As setas o movem. A barra de espaço mostra o antes.</translation>
    </message>
    <message>
        <source>Drag to compare: before on the left, after on the right.</source>
        <translation>Arraste para comparar: antes à esquerda, depois à direita.</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Depois</translation>
    </message>
    <message>
        <source>Not corrected</source>
        <translation>Não corrigido</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>A dot moves over the screen for about 90 seconds. Follow it with your eyes. Sit as you would in a call, with light on your face and nobody else in the picture.</source>
        <translation>Um ponto se move pela tela por cerca de 90 segundos. Siga-o com os olhos. Sente-se como em uma chamada, com luz no rosto e sem mais ninguém na imagem.</translation>
    </message>
    <message>
        <source>Pictures of your eyes are saved on this computer, and only you can read them. Calibrate… lists and deletes them.</source>
        <translation>Imagens dos seus olhos são salvas neste computador, e só você pode lê-las. “Calibrar…” as lista e exclui.</translation>
    </message>
    <message>
        <source>Place of the camera</source>
        <translation>Lugar da câmera</translation>
    </message>
    <message>
        <source>Drag the camera to where it is, or use the arrow keys.</source>
        <translation>Arraste a câmera para o lugar dela ou use as setas.</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>Cartão bancário</translation>
    </message>
    <message>
        <source>&amp;Measure with a card</source>
        <translation>&amp;Medir com um cartão</translation>
    </message>
    <message>
        <source>Width of the card</source>
        <translation>Largura do cartão</translation>
    </message>
    <message>
        <source>Lay a bank card on the screen, and move the slider until both are equally large.</source>
        <translation>Encoste um cartão bancário na tela e mova o controle até os dois terem o mesmo tamanho.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>The green circle is the camera. Drag it to where the camera sits at your screen.</source>
        <translation>O círculo verde é a câmera. Arraste-o para onde ela fica na sua tela.</translation>
    </message>
    <message>
        <source>The size of this screen is not known.</source>
        <translation>O tamanho desta tela não é conhecido.</translation>
    </message>
    <message>
        <source>This screen is {0} by {1} cm large.</source>
        <translation>Esta tela mede {0} por {1} cm.</translation>
    </message>
    <message>
        <source>slider</source>
        <translation>controle deslizante</translation>
    </message>
    <message>
        <source>number</source>
        <translation>número</translation>
    </message>
    <message>
        <source>Double-click the slider to reset it.</source>
        <translation>Clique duas vezes no controle para restaurá-lo.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Configurações</translation>
    </message>
    <message>
        <source>En&amp;large my eyes</source>
        <translation>Ampliar meus &amp;olhos</translation>
    </message>
    <message>
        <source>Enlarge my eyes</source>
        <translation>Ampliar meus olhos</translation>
    </message>
    <message>
        <source>Shows both eyes, before over after, and where they look.</source>
        <translation>Mostra os dois olhos, antes acima de depois, e para onde olham.</translation>
    </message>
    <message>
        <source>Or hold the space bar in the preview.</source>
        <translation>Ou segure a barra de espaço na prévia.</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>Tentar &amp;novamente</translation>
    </message>
    <message>
        <source>&amp;GazeFix</source>
        <translation>&amp;GazeFix</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Ferramentas</translation>
    </message>
    <message>
        <source>C&amp;orrection</source>
        <translation>&amp;Correção</translation>
    </message>
    <message>
        <source>Ca&amp;mera and output</source>
        <translation>Câmera &amp;e saída</translation>
    </message>
    <message>
        <source>&amp;Advanced</source>
        <translation>&amp;Avançado</translation>
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
        <translation>Medidas</translation>
    </message>
    <message>
        <source>Pla&amp;y again</source>
        <translation>&amp;Reproduzir de novo</translation>
    </message>
    <message>
        <source>{0} ms delay</source>
        <translation>{0} ms de atraso</translation>
    </message>
    <message>
        <source>uncorrected picture</source>
        <translation>imagem não corrigida</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aj&amp;uda</translation>
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
        <translation>O GazeFix continuará tentando.</translation>
    </message>
    <message>
        <source>Automatic: {0}</source>
        <translation>Automática: {0}</translation>
    </message>
    <message>
        <source>{0} (in use by {1})</source>
        <translation>{0} (em uso por {1})</translation>
    </message>
    <message>
        <source>Keyboard shortcut</source>
        <translation>Atalho de teclado</translation>
    </message>
    <message>
        <source>Keys that turn the correction on and off in every program. Some desktops ask first.</source>
        <translation>Teclas que ligam e desligam a correção em qualquer programa. Alguns ambientes perguntam antes.</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcut</source>
        <translation>Atal&amp;ho de teclado</translation>
    </message>
    <message>
        <source>Connect a camera, or choose another one above.</source>
        <translation>Conecte uma câmera ou escolha outra acima.</translation>
    </message>
    <message>
        <source>If a browser doesn&apos;t list it: in Chrome, turn on chrome://flags/#enable-webrtc-pipewire-camera; in Firefox, set media.webrtc.camera.allow-pipewire to true in about:config. Then restart the browser.</source>
        <translation>Se um navegador não a mostrar: no Chrome, ative chrome://flags/#enable-webrtc-pipewire-camera; no Firefox, defina media.webrtc.camera.allow-pipewire como true em about:config. Depois, reinicie o navegador.</translation>
    </message>
    <message>
        <source>New releases</source>
        <translation>Novas versões</translation>
    </message>
    <message>
        <source>Web address that tells the newest release, asked once at each start. Empty: never asked.</source>
        <translation>Endereço web que informa a versão mais recente, consultado uma vez a cada início. Vazio: nunca.</translation>
    </message>
    <message>
        <source>GazeFix {0} is out. This is {1}.</source>
        <translation>O GazeFix {0} foi lançado. Este é o {1}.</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>&apos;{0}&apos; is GazeFix&apos;s own output</source>
        <translation>“{0}” é a saída do próprio GazeFix</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Câmeras</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Tela</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Desenho</translation>
    </message>
    <message>
        <source>Face finder</source>
        <translation>Detecção de rosto</translation>
    </message>
    <message>
        <source>GStreamer closed the pipe</source>
        <translation>O GStreamer fechou a conexão</translation>
    </message>
    <message>
        <source>GStreamer has ended: {0}</source>
        <translation>O GStreamer terminou: {0}</translation>
    </message>
    <message>
        <source>GStreamer takes no more frames</source>
        <translation>O GStreamer não aceita mais quadros</translation>
    </message>
    <message>
        <source>GStreamer&apos;s plugin for it is not installed</source>
        <translation>O plugin dele para o GStreamer não está instalado</translation>
    </message>
    <message>
        <source>GazeFix Camera</source>
        <translation>GazeFix Camera</translation>
    </message>
    <message>
        <source>GazeFix Camera is in use, and stays until the computer is restarted</source>
        <translation>A GazeFix Camera está em uso e permanece até o computador ser reiniciado</translation>
    </message>
    <message>
        <source>GazeFix works without a tray; on GNOME the extension &apos;AppIndicator and KStatusNotifierItem Support&apos; adds one</source>
        <translation>O GazeFix funciona sem bandeja; no GNOME, a extensão “AppIndicator and KStatusNotifierItem Support” adiciona uma</translation>
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
        <translation>Não é possível usar o PipeWire: {0}</translation>
    </message>
    <message>
        <source>PipeWire does not show GazeFix Camera</source>
        <translation>O PipeWire não mostra a GazeFix Camera</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>PyTorch finds no NVIDIA graphics card that it can use</source>
        <translation>O PyTorch não encontra nenhuma placa de vídeo NVIDIA que possa usar</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Qt cannot ask for it: {0}</source>
        <translation>O Qt não consegue perguntar: {0}</translation>
    </message>
    <message>
        <source>Qt could not be tried: {0}</source>
        <translation>Não foi possível testar o Qt: {0}</translation>
    </message>
    <message>
        <source>Qt ended with {0}</source>
        <translation>O Qt terminou com {0}</translation>
    </message>
    <message>
        <source>Secure Boot is on. If the module is refused: {0}</source>
        <translation>O Secure Boot está ligado. Se o módulo for recusado: {0}</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Arquivo de configurações</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Bandeja do sistema</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos das redes</translation>
    </message>
    <message>
        <source>a picture of shot {0} is damaged</source>
        <translation>Uma imagem da gravação {0} está danificada</translation>
    </message>
    <message>
        <source>a second person was in {0} of the pictures</source>
        <translation>Havia uma segunda pessoa em {0} das imagens</translation>
    </message>
    <message>
        <source>a tray needs a display</source>
        <translation>A bandeja precisa de uma tela</translation>
    </message>
    <message>
        <source>add a camera: as root, change the line in {0} to: {1}</source>
        <translation>Adicione uma câmera: como root, altere a linha em {0} para: {1}</translation>
    </message>
    <message>
        <source>another program sends to &apos;{0}&apos; already: {1}</source>
        <translation>Outro programa já envia para “{0}”: {1}</translation>
    </message>
    <message>
        <source>another user&apos;s program</source>
        <translation>Um programa de outro usuário</translation>
    </message>
    <message>
        <source>be alone in the picture, and try again</source>
        <translation>Fique só na imagem e tente novamente</translation>
    </message>
    <message>
        <source>both looks went into the same direction ({0} degrees apart)</source>
        <translation>Os dois olhares foram na mesma direção ({0} graus de diferença)</translation>
    </message>
    <message>
        <source>by NumPy, which takes longer: there are no compiled kernels for this computer</source>
        <translation>com NumPy, o que demora mais: não há código compilado para este computador</translation>
    </message>
    <message>
        <source>camera {0} is GazeFix&apos;s own output</source>
        <translation>A câmera {0} é a saída do próprio GazeFix</translation>
    </message>
    <message>
        <source>cannot change the registry: {0}</source>
        <translation>Não é possível alterar o registro: {0}</translation>
    </message>
    <message>
        <source>cannot change {0}: {1}</source>
        <translation>Não é possível alterar {0}: {1}</translation>
    </message>
    <message>
        <source>cannot listen for commands: {0}</source>
        <translation>não é possível receber comandos: {0}</translation>
    </message>
    <message>
        <source>cannot read the recording {0}: {1}</source>
        <translation>Não é possível ler a gravação {0}: {1}</translation>
    </message>
    <message>
        <source>cannot read {0}: {1}</source>
        <translation>Não é possível ler {0}: {1}</translation>
    </message>
    <message>
        <source>cannot show a window ({0}): {1}</source>
        <translation>Não é possível mostrar uma janela ({0}): {1}</translation>
    </message>
    <message>
        <source>check that it is connected and not in use elsewhere</source>
        <translation>Verifique se ela está conectada e não é usada em outro lugar</translation>
    </message>
    <message>
        <source>check that it is connected and that GazeFix isn&apos;t paused</source>
        <translation>Verifique se ela está conectada e se o GazeFix não está em pausa</translation>
    </message>
    <message>
        <source>check that you may write there</source>
        <translation>Verifique se você pode gravar ali</translation>
    </message>
    <message>
        <source>check the connection to the internet, and try again</source>
        <translation>Verifique a conexão com a Internet e tente novamente</translation>
    </message>
    <message>
        <source>check the name, and that you may read it</source>
        <translation>Verifique o nome e se você pode ler o arquivo</translation>
    </message>
    <message>
        <source>check the screen&apos;s size with a card, and the distance</source>
        <translation>Verifique o tamanho da tela com um cartão, e a distância</translation>
    </message>
    <message>
        <source>check your rights on this computer</source>
        <translation>Verifique suas permissões neste computador</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>Escolha outro nome</translation>
    </message>
    <message>
        <source>choose the camera that you sit in front of</source>
        <translation>Escolha a câmera à sua frente</translation>
    </message>
    <message>
        <source>connect a camera</source>
        <translation>Conecte uma câmera</translation>
    </message>
    <message>
        <source>correct the file, or remove it to use the defaults</source>
        <translation>Corrija o arquivo ou exclua-o para usar os valores padrão</translation>
    </message>
    <message>
        <source>face the camera</source>
        <translation>Fique de frente para a câmera</translation>
    </message>
    <message>
        <source>fit the rectangle to a bank card&apos;s long side</source>
        <translation>Ajuste o retângulo ao lado maior de um cartão bancário</translation>
    </message>
    <message>
        <source>follow the dot with your eyes until it ends, and try again</source>
        <translation>Siga o ponto com os olhos até o fim e tente novamente</translation>
    </message>
    <message>
        <source>follow the dot with your eyes, keep them open while it rests, and try again</source>
        <translation>Siga o ponto com os olhos, mantenha-os abertos enquanto ele para e tente novamente</translation>
    </message>
    <message>
        <source>give your user access: sudo usermod -aG video $USER, then log out and in</source>
        <translation>Dê acesso ao seu usuário: sudo usermod -aG video $USER, depois saia da sessão e entre de novo</translation>
    </message>
    <message>
        <source>install Python 3.11 or newer</source>
        <translation>Instale o Python 3.11 ou mais recente</translation>
    </message>
    <message>
        <source>install the system libraries that Qt needs (on Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</source>
        <translation>Instale as bibliotecas do sistema de que o Qt precisa (no Debian e no Ubuntu: sudo apt-get install libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)</translation>
    </message>
    <message>
        <source>install {0}, and try again</source>
        <translation>Instale {0} e tente novamente</translation>
    </message>
    <message>
        <source>invalid name of a recording: &apos;{0}&apos;</source>
        <translation>Nome de gravação inválido: “{0}”</translation>
    </message>
    <message>
        <source>invalid profile name: &apos;{0}&apos;</source>
        <translation>Nome de perfil inválido: “{0}”</translation>
    </message>
    <message>
        <source>it does not run in this session</source>
        <translation>Não está em execução nesta sessão</translation>
    </message>
    <message>
        <source>it failed: {0}</source>
        <translation>Falhou: {0}</translation>
    </message>
    <message>
        <source>it is in use by {0}: close that, or choose another camera</source>
        <translation>Está em uso por {0}: feche esse programa ou escolha outra câmera</translation>
    </message>
    <message>
        <source>it is started again</source>
        <translation>É iniciado de novo</translation>
    </message>
    <message>
        <source>it needs PipeWire, its GStreamer plugin and pw-dump (on Debian and Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</source>
        <translation>É preciso ter o PipeWire, o plugin dele para o GStreamer e o pw-dump (no Debian e no Ubuntu: sudo apt-get install pipewire pipewire-bin wireplumber gstreamer1.0-pipewire gstreamer1.0-tools gstreamer1.0-plugins-base)</translation>
    </message>
    <message>
        <source>it was not allowed, so nothing was done</source>
        <translation>Não foi permitido, por isso nada foi feito</translation>
    </message>
    <message>
        <source>keep looking at one point until the look is over</source>
        <translation>Olhe para um só ponto até a medição terminar</translation>
    </message>
    <message>
        <source>let your user write to that folder; GazeFix works without a log</source>
        <translation>Permita que seu usuário grave nessa pasta; o GazeFix funciona sem registro</translation>
    </message>
    <message>
        <source>let your user write to {0}; GazeFix works without a log</source>
        <translation>Permita que seu usuário grave em {0}; o GazeFix funciona sem registro</translation>
    </message>
    <message>
        <source>log in to a desktop; {0}</source>
        <translation>Entre em uma área de trabalho; {0}</translation>
    </message>
    <message>
        <source>look into the camera itself, not at its picture</source>
        <translation>Olhe para a própria câmera, não para a imagem dela</translation>
    </message>
    <message>
        <source>look into the lens first, and then at the call&apos;s window, further away from it</source>
        <translation>Olhe primeiro para a lente e depois para a janela da chamada, mais longe dela</translation>
    </message>
    <message>
        <source>name one by its path: {0}</source>
        <translation>Indique uma pelo caminho: {0}</translation>
    </message>
    <message>
        <source>no camera is named {0} yet</source>
        <translation>Ainda não há câmera chamada {0}</translation>
    </message>
    <message>
        <source>no camera was found</source>
        <translation>Nenhuma câmera foi encontrada</translation>
    </message>
    <message>
        <source>no face was seen while the dot rested</source>
        <translation>Nenhum rosto foi visto enquanto o ponto estava parado</translation>
    </message>
    <message>
        <source>no permission to open {0}</source>
        <translation>Sem permissão para abrir {0}</translation>
    </message>
    <message>
        <source>no permission to write to {0}</source>
        <translation>Sem permissão para gravar em {0}</translation>
    </message>
    <message>
        <source>no picture from the camera</source>
        <translation>Sem imagem da câmera</translation>
    </message>
    <message>
        <source>no preview window can be shown: {0}</source>
        <translation>Não é possível mostrar a janela de prévia: {0}</translation>
    </message>
    <message>
        <source>none at {0}: the defaults are used</source>
        <translation>Nenhum em {0}: os valores padrão são usados</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>Nenhuma encontrada</translation>
    </message>
    <message>
        <source>none yet at {0}</source>
        <translation>Ainda não há registro em {0}</translation>
    </message>
    <message>
        <source>not installed, and not needed without an NVIDIA graphics card</source>
        <translation>Não instalado, e desnecessário sem uma placa de vídeo NVIDIA</translation>
    </message>
    <message>
        <source>not installed, but the settings ask for it</source>
        <translation>Não instalado, mas as configurações o exigem</translation>
    </message>
    <message>
        <source>not installed, so {0} isn&apos;t used</source>
        <translation>Não instalado, por isso {0} não é usada</translation>
    </message>
    <message>
        <source>offers GazeFix Camera to browsers and other programs that ask the desktop for cameras</source>
        <translation>Oferece a GazeFix Camera a navegadores e outros programas que pedem câmeras à área de trabalho</translation>
    </message>
    <message>
        <source>only Linux has it</source>
        <translation>Só existe no Linux</translation>
    </message>
    <message>
        <source>open eyes were seen in only {0} frames of the look</source>
        <translation>Olhos abertos foram vistos em apenas {0} quadros da medição</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; cannot be read: {1}</source>
        <translation>O perfil “{0}” não pode ser lido: {1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds impossible numbers</source>
        <translation>O perfil “{0}” contém números impossíveis</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; holds {1} = {2}</source>
        <translation>O perfil “{0}” contém {1} = {2}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: its slopes</source>
        <translation>O perfil “{0}” está incompleto: faltam as inclinações</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is incomplete: {1}</source>
        <translation>O perfil “{0}” está incompleto: {1}</translation>
    </message>
    <message>
        <source>profile &apos;{0}&apos; is of another version</source>
        <translation>O perfil “{0}” é de outra versão</translation>
    </message>
    <message>
        <source>put light on your face, and try again</source>
        <translation>Ilumine o seu rosto e tente novamente</translation>
    </message>
    <message>
        <source>pyvirtualcam cannot be loaded: {0}</source>
        <translation>não é possível carregar o pyvirtualcam: {0}</translation>
    </message>
    <message>
        <source>pyvirtualcam is not installed</source>
        <translation>O pyvirtualcam não está instalado</translation>
    </message>
    <message>
        <source>record your eyes again</source>
        <translation>Grave seus olhos de novo</translation>
    </message>
    <message>
        <source>see the display above; GazeFix works without a tray</source>
        <translation>Veja “Tela” acima; o GazeFix funciona sem bandeja</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face</source>
        <translation>Sente-se de frente para a câmera com luz no rosto</translation>
    </message>
    <message>
        <source>sit facing the camera with light on your face, keep your eyes open, and try again</source>
        <translation>Sente-se de frente para a câmera com luz no rosto, mantenha os olhos abertos e tente novamente</translation>
    </message>
    <message>
        <source>start again</source>
        <translation>Comece de novo</translation>
    </message>
    <message>
        <source>sudo usermod -aG video $USER, then log out and in</source>
        <translation>sudo usermod -aG video $USER, depois saia da sessão e entre de novo</translation>
    </message>
    <message>
        <source>take both looks with the same camera and resolution</source>
        <translation>Faça as duas medições com a mesma câmera e resolução</translation>
    </message>
    <message>
        <source>the camera changed from {0} ({1}x{2}) to {3} ({4}x{5})</source>
        <translation>A câmera mudou de {0} ({1}x{2}) para {3} ({4}x{5})</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t built for the running kernel</source>
        <translation>O driver de câmera v4l2loopback não foi compilado para o kernel em uso</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed</source>
        <translation>O driver de câmera v4l2loopback não está instalado</translation>
    </message>
    <message>
        <source>the camera driver v4l2loopback isn&apos;t installed; {0} installs it</source>
        <translation>O driver de câmera v4l2loopback não está instalado; o {0} o instala</translation>
    </message>
    <message>
        <source>the camera&apos;s picture changed its size</source>
        <translation>A imagem da câmera mudou de tamanho</translation>
    </message>
    <message>
        <source>the card&apos;s width gives an impossible screen</source>
        <translation>A largura do cartão resulta em uma tela impossível</translation>
    </message>
    <message>
        <source>the correction failed: {0}</source>
        <translation>A correção falhou: {0}</translation>
    </message>
    <message>
        <source>the correction is not responding</source>
        <translation>A correção não responde</translation>
    </message>
    <message>
        <source>the eyes could not be read well</source>
        <translation>Não foi possível ler bem os olhos</translation>
    </message>
    <message>
        <source>too few pictures of your face were taken while the dot rested</source>
        <translation>Poucas imagens do seu rosto foram capturadas enquanto o ponto estava parado</translation>
    </message>
    <message>
        <source>sit facing the camera, close other programs, and try again</source>
        <translation>Sente-se de frente para a câmera, feche outros programas e tente novamente</translation>
    </message>
    <message>
        <source>the eyes rested on only {0} of {1} dots</source>
        <translation>Os olhos pararam em apenas {0} de {1} pontos</translation>
    </message>
    <message>
        <source>the eyes seem to turn {0} times as far as the dot</source>
        <translation>Os olhos parecem girar {0} vezes mais que o ponto</translation>
    </message>
    <message>
        <source>the eyes seem {0} cm away</source>
        <translation>Os olhos parecem estar a {0} cm</translation>
    </message>
    <message>
        <source>the eyes wandered by {0} degrees</source>
        <translation>Os olhos se moveram {0} graus</translation>
    </message>
    <message>
        <source>the eyes were elsewhere at {0} of {1} dots</source>
        <translation>Os olhos estavam em outro lugar em {0} de {1} pontos</translation>
    </message>
    <message>
        <source>the gaze could only be read to {0} degrees</source>
        <translation>O olhar só pôde ser lido com {0} graus de erro</translation>
    </message>
    <message>
        <source>the head was turned by {0} degrees</source>
        <translation>A cabeça estava virada {0} graus</translation>
    </message>
    <message>
        <source>the localizer &apos;{0}&apos; finds a face in an empty picture</source>
        <translation>O detector “{0}” encontra um rosto em uma imagem vazia</translation>
    </message>
    <message>
        <source>the look into the lens was measured {0} degrees beside it</source>
        <translation>O olhar para a lente foi medido a {0} graus dela</translation>
    </message>
    <message>
        <source>the picture is too dark</source>
        <translation>A imagem está escura demais</translation>
    </message>
    <message>
        <source>the profiles are: {0}</source>
        <translation>Os perfis são: {0}</translation>
    </message>
    <message>
        <source>the recordings are: {0}</source>
        <translation>As gravações são: {0}</translation>
    </message>
    <message>
        <source>the virtual camera cannot be opened: {0}</source>
        <translation>Não é possível abrir a câmera virtual: {0}</translation>
    </message>
    <message>
        <source>the virtual camera {0} failed: {1}</source>
        <translation>A câmera virtual {0} falhou: {1}</translation>
    </message>
    <message>
        <source>there is a profile &apos;{0}&apos; already</source>
        <translation>Já existe um perfil “{0}”</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos;</source>
        <translation>Não há câmera chamada “{0}”</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; to send to</source>
        <translation>Não há câmera chamada “{0}” para receber a imagem</translation>
    </message>
    <message>
        <source>there is no camera named &apos;{0}&apos; yet</source>
        <translation>Ainda não há câmera chamada “{0}”</translation>
    </message>
    <message>
        <source>there is no camera {0}</source>
        <translation>Não há câmera {0}</translation>
    </message>
    <message>
        <source>there is no camera, clip or address &apos;{0}&apos;</source>
        <translation>Não há câmera, clipe ou endereço “{0}”</translation>
    </message>
    <message>
        <source>there is no display</source>
        <translation>Não há tela</translation>
    </message>
    <message>
        <source>there is no profile &apos;{0}&apos;</source>
        <translation>Não há perfil “{0}”</translation>
    </message>
    <message>
        <source>there is no recording &apos;{0}&apos;</source>
        <translation>Não há gravação “{0}”</translation>
    </message>
    <message>
        <source>this desktop has no tray</source>
        <translation>Esta área de trabalho não tem bandeja do sistema</translation>
    </message>
    <message>
        <source>this removes the virtual camera &apos;{0}&apos;, which no program uses</source>
        <translation>Isto remove a câmera virtual “{0}”, que nenhum programa usa</translation>
    </message>
    <message>
        <source>too few dots were looked at</source>
        <translation>Poucos pontos foram olhados</translation>
    </message>
    <message>
        <source>try again, or run it as root</source>
        <translation>Tente novamente ou execute como root</translation>
    </message>
    <message>
        <source>unknown: the desktop does not answer</source>
        <translation>Desconhecido: a área de trabalho não responde</translation>
    </message>
    <message>
        <source>unknown: this bundled program cannot ask</source>
        <translation>Desconhecido: este programa empacotado não consegue perguntar</translation>
    </message>
    <message>
        <source>use more light, avoid reflections on glasses, or come nearer</source>
        <translation>Use mais luz, evite reflexos nos óculos ou chegue mais perto</translation>
    </message>
    <message>
        <source>use more light, sit still, follow the dot, and try again</source>
        <translation>Use mais luz, fique parado, siga o ponto e tente novamente</translation>
    </message>
    <message>
        <source>v4l2loopback has other cameras: it stays loaded until a restart</source>
        <translation>O v4l2loopback tem outras câmeras: ele fica carregado até reiniciar</translation>
    </message>
    <message>
        <source>v4l2loopback is loaded for other cameras, and in use: close the programs that use them and try again, or restart the computer</source>
        <translation>O v4l2loopback está carregado para outras câmeras e em uso: feche os programas que as usam e tente novamente, ou reinicie o computador</translation>
    </message>
    <message>
        <source>your distribution&apos;s package of v4l2loopback, mostly v4l2loopback-dkms</source>
        <translation>o pacote v4l2loopback da sua distribuição, geralmente v4l2loopback-dkms</translation>
    </message>
    <message>
        <source>{0} cameras have &apos;{1}&apos; in their names</source>
        <translation>{0} câmeras têm “{1}” no nome</translation>
    </message>
    <message>
        <source>{0} cannot be opened</source>
        <translation>Não é possível abrir {0}</translation>
    </message>
    <message>
        <source>{0} cannot be run: {1}</source>
        <translation>Não é possível executar {0}: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be started: {1}</source>
        <translation>Não é possível iniciar {0}: {1}</translation>
    </message>
    <message>
        <source>{0} gave something that is not a picture</source>
        <translation>{0} enviou algo que não é uma imagem</translation>
    </message>
    <message>
        <source>{0} gives no frames</source>
        <translation>{0} não envia quadros</translation>
    </message>
    <message>
        <source>{0} gives no pictures that GazeFix can read</source>
        <translation>{0} não envia imagens que o GazeFix possa ler</translation>
    </message>
    <message>
        <source>{0} has ended</source>
        <translation>{0} terminou</translation>
    </message>
    <message>
        <source>{0} is a picture, not a clip</source>
        <translation>{0} é uma foto, não um clipe</translation>
    </message>
    <message>
        <source>{0} is a recording of another version</source>
        <translation>{0} é uma gravação de outra versão</translation>
    </message>
    <message>
        <source>{0} is not a camera</source>
        <translation>{0} não é uma câmera</translation>
    </message>
    <message>
        <source>{0} is not installed</source>
        <translation>{0} não está instalado</translation>
    </message>
    <message>
        <source>{0} is stuck</source>
        <translation>{0} está travado</translation>
    </message>
    <message>
        <source>{0} names the camera already, so it stays as it is</source>
        <translation>{0} já nomeia a câmera, por isso fica como está</translation>
    </message>
    <message>
        <source>{0} names the camera, too; it is not GazeFix&apos;s file, so it stays</source>
        <translation>{0} também nomeia a câmera; o arquivo não é do GazeFix, por isso fica</translation>
    </message>
    <message>
        <source>{0} sets v4l2loopback up for other cameras</source>
        <translation>{0} configura o v4l2loopback para outras câmeras</translation>
    </message>
    <message>
        <source>{0} was not installed: {1}</source>
        <translation>{0} não foi instalado: {1}</translation>
    </message>
    <message>
        <source>{0}, {1} CPU threads</source>
        <translation>{0}, {1} threads de CPU</translation>
    </message>
    <message>
        <source>{0}; CPU only</source>
        <translation>{0}; somente CPU</translation>
    </message>
    <message>
        <source>{0}; CUDA {1} on {2}</source>
        <translation>{0}; CUDA {1} em {2}</translation>
    </message>
    <message>
        <source>{0}; PyTorch runs the networks instead, in three times the time</source>
        <translation>{0}; o PyTorch calcula as redes no lugar, no triplo do tempo</translation>
    </message>
    <message>
        <source>{0}; browsers get it through PipeWire, Zoom and others need it</source>
        <translation>{0}; os navegadores a recebem pelo PipeWire, o Zoom e outros precisam dela</translation>
    </message>
    <message>
        <source>{0}; not needed here</source>
        <translation>{0}; não é necessário aqui</translation>
    </message>
    <message>
        <source>{0}; {1} computes wrongly</source>
        <translation>{0}; {1} calcula errado</translation>
    </message>
    <message>
        <source>this desktop gives programs no shortcuts</source>
        <translation>este ambiente não dá atalhos aos programas</translation>
    </message>
    <message>
        <source>in the desktop&apos;s settings, make a shortcut that runs the command gazefix ctl toggle</source>
        <translation>nas configurações do ambiente, crie um atalho que execute o comando gazefix ctl toggle</translation>
    </message>
    <message>
        <source>{0} can&apos;t be a shortcut</source>
        <translation>{0} não pode ser um atalho</translation>
    </message>
    <message>
        <source>choose Ctrl, Alt, Shift or Meta with a letter, a digit or F1 to F12</source>
        <translation>escolha Ctrl, Alt, Shift ou Meta com uma letra, um algarismo ou F1 a F12</translation>
    </message>
    <message>
        <source>another program has the shortcut {0}</source>
        <translation>outro programa tem o atalho {0}</translation>
    </message>
    <message>
        <source>choose other keys</source>
        <translation>escolha outras teclas</translation>
    </message>
    <message>
        <source>the desktop refused the shortcut</source>
        <translation>o ambiente recusou o atalho</translation>
    </message>
    <message>
        <source>this desktop has no program that asks for the password</source>
        <translation>este ambiente não tem um programa que peça a senha</translation>
    </message>
    <message>
        <source>run gazefix setup-camera in a terminal</source>
        <translation>execute gazefix setup-camera em um terminal</translation>
    </message>
    <message>
        <source>{0} is not a web address</source>
        <translation>{0} não é um endereço web</translation>
    </message>
    <message>
        <source>give an address like https://api.github.com/repos/OWNER/NAME/releases/latest, or none</source>
        <translation>indique um endereço como https://api.github.com/repos/OWNER/NAME/releases/latest, ou nenhum</translation>
    </message>
    <message>
        <source>{0} tells no release: {1}</source>
        <translation>{0} não informa nenhuma versão: {1}</translation>
    </message>
</context>
</TS>
