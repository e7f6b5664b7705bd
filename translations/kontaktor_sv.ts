<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>Answer: {answer}</source>
            <translation>Svar: {answer}</translation>
        </message>
        <message>
            <source>Charging stops on connector {numbers}.</source>
            <translation>Laddningen avbryts på anslutning {numbers}.</translation>
        </message>
        <message>
            <source>Effect seen</source>
            <translation>Effekt sedd</translation>
        </message>
        <message>
            <source>No car can charge there until it is put in service again, also after a restart. A charge that is running may end first.</source>
            <translation>Ingen bil kan ladda där förrän den tas i drift igen, inte heller efter en omstart. En pågående laddning kan få avslutas först.</translation>
        </message>
        <message>
            <source>No effect seen</source>
            <translation>Ingen effekt sedd</translation>
        </message>
        <message>
            <source>Nothing is charging now.</source>
            <translation>Inget laddar just nu.</translation>
        </message>
        <message>
            <source>Restart</source>
            <translation>Starta om</translation>
        </message>
        <message>
            <source>Restart hard</source>
            <translation>Starta om hårt</translation>
        </message>
        <message>
            <source>Restart hard?</source>
            <translation>Göra hård omstart?</translation>
        </message>
        <message>
            <source>Restart the charger?</source>
            <translation>Starta om laddaren?</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Skickat</translation>
        </message>
        <message>
            <source>Sent, answered, effect seen</source>
            <translation>Skickat, svar, effekt sedd</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Starta</translation>
        </message>
        <message>
            <source>Start a test charge on connector {number}?</source>
            <translation>Starta provladdning på anslutning {number}?</translation>
        </message>
        <message>
            <source>Stop the charge</source>
            <translation>Stoppa laddningen</translation>
        </message>
        <message>
            <source>Stop the charge?</source>
            <translation>Stoppa laddningen?</translation>
        </message>
        <message>
            <source>Take out of service</source>
            <translation>Ta ur drift</translation>
        </message>
        <message>
            <source>Take out of service: {place}?</source>
            <translation>Ta ur drift: {place}?</translation>
        </message>
        <message>
            <source>The car stops charging and the charge is ended.</source>
            <translation>Bilen slutar ladda och laddningen avslutas.</translation>
        </message>
        <message>
            <source>The charger cuts everything at once, as when the power fails. What it has not saved is lost. It is away for a minute or more.</source>
            <translation>Laddaren bryter allt på en gång, som vid strömavbrott. Det som inte är sparat går förlorat. Den är borta i någon minut eller mer.</translation>
        </message>
        <message>
            <source>The charger ends charges in order and restarts. It is away for a minute or more.</source>
            <translation>Laddaren avslutar laddningar i ordning och startar om. Den är borta i någon minut eller mer.</translation>
        </message>
        <message>
            <source>The charging of connector {number} stops.</source>
            <translation>Laddningen på anslutning {number} avbryts.</translation>
        </message>
        <message>
            <source>The connector becomes live when a car is plugged in.</source>
            <translation>Anslutningen blir spänningssatt när en bil kopplas in.</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Lås upp</translation>
        </message>
        <message>
            <source>Unlock connector {number}?</source>
            <translation>Låsa upp anslutning {number}?</translation>
        </message>
        <message>
            <source>Waiting for the answer</source>
            <translation>Väntar på svar</translation>
        </message>
        <message>
            <source>Waiting for the charge to end</source>
            <translation>Väntar på att laddningen avslutas</translation>
        </message>
        <message>
            <source>Waiting for the charge to start</source>
            <translation>Väntar på att laddningen startar</translation>
        </message>
        <message>
            <source>Waiting for the effect</source>
            <translation>Väntar på effekten</translation>
        </message>
        <message>
            <source>Waiting for the file</source>
            <translation>Väntar på filen</translation>
        </message>
        <message>
            <source>Waiting for the lock</source>
            <translation>Väntar på att låset släpper</translation>
        </message>
        <message>
            <source>Waiting for the message</source>
            <translation>Väntar på meddelandet</translation>
        </message>
        <message>
            <source>Waiting for the new status</source>
            <translation>Väntar på ny status</translation>
        </message>
        <message>
            <source>Waiting for the restart</source>
            <translation>Väntar på omstarten</translation>
        </message>
        <message>
            <source>Waits to be sent</source>
            <translation>Väntar på att skickas</translation>
        </message>
        <message>
            <source>{received} of {total} received</source>
            <translation>{received} av {total} mottaget</translation>
        </message>
        <message>
            <source>{received} received</source>
            <translation>{received} mottaget</translation>
        </message>
    </context>
    <context>
        <name>ActionsPanel</name>
        <message>
            <source>Actions</source>
            <translation>Åtgärder</translation>
        </message>
        <message>
            <source>Choose connector to charge</source>
            <translation>Välj anslutning att ladda på</translation>
        </message>
        <message>
            <source>Choose connector to unlock</source>
            <translation>Välj anslutning att låsa upp</translation>
        </message>
        <message>
            <source>Choose message to ask for</source>
            <translation>Välj meddelande att begära</translation>
        </message>
        <message>
            <source>Choose what to put in or out of service</source>
            <translation>Välj vad som ska tas i eller ur drift</translation>
        </message>
        <message>
            <source>Fetch diagnostics</source>
            <translation>Hämta diagnostik</translation>
        </message>
        <message>
            <source>Get current state</source>
            <translation>Begär nuläget</translation>
        </message>
        <message>
            <source>Hard restart: cuts everything at once</source>
            <translation>Hård omstart: bryter allt på en gång</translation>
        </message>
        <message>
            <source>Kinds of restart</source>
            <translation>Sorters omstart</translation>
        </message>
        <message>
            <source>Last actions</source>
            <translation>Senaste åtgärder</translation>
        </message>
        <message>
            <source>Put in service</source>
            <translation>Ta i drift</translation>
        </message>
        <message>
            <source>Restart the charger</source>
            <translation>Starta om laddaren</translation>
        </message>
        <message>
            <source>Soft restart: ends charges in order</source>
            <translation>Mjuk omstart: avslutar laddningar i ordning</translation>
        </message>
        <message>
            <source>Stop the charge</source>
            <translation>Stoppa laddningen</translation>
        </message>
        <message>
            <source>Take out of service</source>
            <translation>Ta ur drift</translation>
        </message>
        <message>
            <source>Test charge</source>
            <translation>Provladda</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Lås upp</translation>
        </message>
        <message>
            <source>Unlock connector {number}</source>
            <translation>Lås upp anslutning {number}</translation>
        </message>
        <message>
            <source>What you do appears here with its steps: sent, answered, effect seen.</source>
            <translation>Det du gör visas här steg för steg: skickat, svar, effekt sedd.</translation>
        </message>
        <message>
            <source>no connector</source>
            <translation>ingen anslutning</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>inte ansluten</translation>
        </message>
        <message>
            <source>unsupported</source>
            <translation>stöds ej</translation>
        </message>
        <message>
            <source>{place}: put in service</source>
            <translation>{place}: ta i drift</translation>
        </message>
        <message>
            <source>{place}: start a test charge</source>
            <translation>{place}: starta provladdning</translation>
        </message>
        <message>
            <source>{place}: stop the charge</source>
            <translation>{place}: stoppa laddningen</translation>
        </message>
        <message>
            <source>{place}: take out of service</source>
            <translation>{place}: ta ur drift</translation>
        </message>
    </context>
    <context>
        <name>AdapterList</name>
        <message>
            <source>No network adapter has an address. Plug in a cable.</source>
            <translation>Inget nätverkskort har någon adress. Koppla in en kabel.</translation>
        </message>
    </context>
    <context>
        <name>AdapterRow</name>
        <message>
            <source>Cable</source>
            <translation>Kabel</translation>
        </message>
        <message>
            <source>No link: is the cable in?</source>
            <translation>Ingen länk: sitter kabeln i?</translation>
        </message>
        <message>
            <source>Only programs on this laptop, for the simulator</source>
            <translation>Bara program i den här datorn, för simulatorn</translation>
        </message>
        <message>
            <source>Self-assigned address: the charger gets none either</source>
            <translation>Självtilldelad adress: laddaren får ingen heller</translation>
        </message>
        <message>
            <source>Virtual or other network</source>
            <translation>Virtuellt eller annat nätverk</translation>
        </message>
        <message>
            <source>Wi-Fi</source>
            <translation>Wifi</translation>
        </message>
        <message>
            <source>{speed} Mbit/s</source>
            <translation>{speed} Mbit/s</translation>
        </message>
    </context>
    <context>
        <name>AddressPanel</name>
        <message>
            <source>Change port</source>
            <translation>Byt port</translation>
        </message>
        <message>
            <source>Choose an adapter first</source>
            <translation>Välj nätverkskort först</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>Kopiera adressen</translation>
        </message>
        <message>
            <source>Copy: {what}</source>
            <translation>Kopiera: {what}</translation>
        </message>
        <message>
            <source>Host and port</source>
            <translation>Värd och port</translation>
        </message>
        <message>
            <source>Host only</source>
            <translation>Bara värd</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Port</translation>
        </message>
        <message>
            <source>Port {wanted} is taken by another program, so {port} is used.</source>
            <translation>Port {wanted} används av ett annat program, så {port} gäller.</translation>
        </message>
        <message>
            <source>Scan with the charger's app</source>
            <translation>Skanna med laddarens app</translation>
        </message>
        <message>
            <source>Type this address into the charger</source>
            <translation>Skriv in den här adressen i laddaren</translation>
        </message>
        <message>
            <source>With id</source>
            <translation>Med id</translation>
        </message>
    </context>
    <context>
        <name>AdviceBlock</name>
        <message>
            <source>Accept any password</source>
            <translation>Godta alla lösenord</translation>
        </message>
        <message>
            <source>Set password</source>
            <translation>Ange lösenord</translation>
        </message>
    </context>
    <context>
        <name>AskDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
    </context>
    <context>
        <name>AttemptHead</name>
        <message>
            <source>From</source>
            <translation>Från</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Tid</translation>
        </message>
    </context>
    <context>
        <name>Attempts</name>
        <message>
            <source>SOAP</source>
            <translation>SOAP</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>accepterad</translation>
        </message>
        <message>
            <source>agreed</source>
            <translation>överens</translation>
        </message>
        <message>
            <source>any accepted</source>
            <translation>alla godtas</translation>
        </message>
        <message>
            <source>bad handshake</source>
            <translation>felaktig handskakning</translation>
        </message>
        <message>
            <source>cut off</source>
            <translation>avbruten</translation>
        </message>
        <message>
            <source>incomplete</source>
            <translation>ofullständig</translation>
        </message>
        <message>
            <source>knocked only</source>
            <translation>knackade bara på</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>saknas</translation>
        </message>
        <message>
            <source>no path</source>
            <translation>ingen sökväg</translation>
        </message>
        <message>
            <source>none named</source>
            <translation>inget angivet</translation>
        </message>
        <message>
            <source>none needed</source>
            <translation>krävs inte</translation>
        </message>
        <message>
            <source>not HTTP</source>
            <translation>inte HTTP</translation>
        </message>
        <message>
            <source>not a WebSocket</source>
            <translation>ingen WebSocket</translation>
        </message>
        <message>
            <source>not reached</source>
            <translation>inte nådd</translation>
        </message>
        <message>
            <source>not readable here</source>
            <translation>går inte att läsa</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>används ej</translation>
        </message>
        <message>
            <source>reached</source>
            <translation>nådd</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>nekad</translation>
        </message>
        <message>
            <source>right</source>
            <translation>rätt</translation>
        </message>
        <message>
            <source>right, as hex</source>
            <translation>rätt, som hex</translation>
        </message>
        <message>
            <source>right, hex decoded</source>
            <translation>rätt, avkodad hex</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>tyst</translation>
        </message>
        <message>
            <source>too long</source>
            <translation>för lång</translation>
        </message>
        <message>
            <source>too many at once</source>
            <translation>för många samtidigt</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>okänt</translation>
        </message>
        <message>
            <source>unreadable</source>
            <translation>oläsligt</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>väntar</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>fel</translation>
        </message>
        <message>
            <source>wss on a ws port</source>
            <translation>wss på ws-port</translation>
        </message>
    </context>
    <context>
        <name>ConnectPage</name>
        <message numerus="yes">
            <source>%Ln attempt(s)</source>
            <translation>
                <numerusform>%Ln försök</numerusform>
                <numerusform>%Ln försök</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln connected</source>
            <translation>
                <numerusform>%Ln ansluten</numerusform>
                <numerusform>%Ln anslutna</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept any password</source>
            <translation>Godta alla lösenord</translation>
        </message>
        <message>
            <source>Attempts to connect</source>
            <translation>Försök att ansluta</translation>
        </message>
        <message>
            <source>Cannot listen on {address}.</source>
            <translation>Kan inte lyssna på {address}.</translation>
        </message>
        <message>
            <source>It is kept in this computer's password vault.</source>
            <translation>Det sparas i datorns lösenordsvalv.</translation>
        </message>
        <message>
            <source>Network adapter towards the charger</source>
            <translation>Nätverkskort mot laddaren</translation>
        </message>
        <message>
            <source>Nothing has dialled in yet. Waiting for {time}.</source>
            <translation>Ingen har ringt upp än. Har väntat i {time}.</translation>
        </message>
        <message>
            <source>Only the chosen adapter listens. Internet goes on elsewhere.</source>
            <translation>Bara det valda kortet lyssnar. Internet fortsätter via de andra.</translation>
        </message>
        <message>
            <source>Password for a charger</source>
            <translation>Lösenord för laddare</translation>
        </message>
        <message>
            <source>Password for {charger}</source>
            <translation>Lösenord för {charger}</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Spara</translation>
        </message>
        <message>
            <source>Silent for {time}. Some makes wait up to 20 minutes.</source>
            <translation>Tyst sedan {time}. En del fabrikat väntar upp till 20 minuter.</translation>
        </message>
        <message>
            <source>The charger dials in to this laptop</source>
            <translation>Laddaren ringer upp datorn</translation>
        </message>
        <message>
            <source>The charger must send this password from its next dial-in on. Leave it empty to require none.</source>
            <translation>Laddaren måste skicka det här lösenordet från nästa uppringning. Lämna tomt för att inte kräva något.</translation>
        </message>
        <message>
            <source>This computer has no usable password vault: it is kept until the program ends.</source>
            <translation>Datorn har inget lösenordsvalv som går att använda: det sparas bara tills programmet avslutas.</translation>
        </message>
        <message>
            <source>Try with a simulated charger</source>
            <translation>Prova med simulerad laddare</translation>
        </message>
        <message>
            <source>listening on ws since {time}</source>
            <translation>lyssnar på ws sedan {time}</translation>
        </message>
    </context>
    <context>
        <name>FaultDetails</name>
        <message>
            <source>Do first</source>
            <translation>Gör först</translation>
        </message>
        <message>
            <source>Error code</source>
            <translation>Felkod</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>Ram</translation>
        </message>
        <message>
            <source>Information</source>
            <translation>Information</translation>
        </message>
        <message>
            <source>Manufacturer's code</source>
            <translation>Tillverkarkod</translation>
        </message>
        <message>
            <source>Manufacturer's id</source>
            <translation>Tillverkar-id</translation>
        </message>
        <message>
            <source>Place in the message</source>
            <translation>Plats i meddelandet</translation>
        </message>
        <message>
            <source>Reported</source>
            <translation>Rapporterat</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Återkommit</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>Regel</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Sett</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>Allvar</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Läge</translation>
        </message>
        <message>
            <source>This code is the manufacturer's own. The manufacturer's manual or support says what it means.</source>
            <translation>Koden är tillverkarens egen. Tillverkarens handbok eller support vet vad den betyder.</translation>
        </message>
        <message>
            <source>What the charger said</source>
            <translation>Vad laddaren sade</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Var</translation>
        </message>
        <message>
            <source>active</source>
            <translation>aktivt</translation>
        </message>
        <message numerus="yes">
            <source>came back %Ln time(s) after being gone</source>
            <translation>
                <numerusform>kom tillbaka %Ln gång efter att ha varit borta</numerusform>
                <numerusform>kom tillbaka %Ln gånger efter att ha varit borta</numerusform>
            </translation>
        </message>
        <message>
            <source>first {first}, last {last}</source>
            <translation>först {first}, senast {last}</translation>
        </message>
        <message>
            <source>over since {time}</source>
            <translation>över sedan {time}</translation>
        </message>
    </context>
    <context>
        <name>FaultList</name>
        <message numerus="yes">
            <source>%Ln time(s)</source>
            <translation>
                <numerusform>%Ln gång</numerusform>
                <numerusform>%Ln ggr</numerusform>
            </translation>
        </message>
        <message>
            <source>Active faults</source>
            <translation>Aktiva fel</translation>
        </message>
        <message>
            <source>Earlier during this visit</source>
            <translation>Tidigare under besöket</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>Fynd</translation>
        </message>
        <message>
            <source>{times}, since {time}</source>
            <translation>{times}, sedan {time}</translation>
        </message>
        <message>
            <source>{times}, {time}</source>
            <translation>{times}, {time}</translation>
        </message>
    </context>
    <context>
        <name>FaultsPage</name>
        <message numerus="yes">
            <source>%Ln active</source>
            <translation>
                <numerusform>%Ln aktivt</numerusform>
                <numerusform>%Ln aktiva</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln earlier</source>
            <translation>
                <numerusform>%Ln tidigare</numerusform>
                <numerusform>%Ln tidigare</numerusform>
            </translation>
        </message>
        <message>
            <source>A fault that the charger reports appears here within a second.</source>
            <translation>Ett fel som laddaren rapporterar visas här inom en sekund.</translation>
        </message>
        <message>
            <source>Details appear here</source>
            <translation>Detaljer visas här</translation>
        </message>
        <message>
            <source>Esc empties the search field.</source>
            <translation>Esc tömmer sökfältet.</translation>
        </message>
        <message>
            <source>Faults</source>
            <translation>Fel</translation>
        </message>
        <message>
            <source>Faults and findings</source>
            <translation>Fel och fynd</translation>
        </message>
        <message>
            <source>Its faults and findings appear here. Start on the Connect page.</source>
            <translation>Dess fel och fynd visas här. Börja på sidan Anslut.</translation>
        </message>
        <message>
            <source>No charger has dialled in yet</source>
            <translation>Ingen laddare har ringt upp än</translation>
        </message>
        <message>
            <source>No faults and no findings</source>
            <translation>Inga fel och inga fynd</translation>
        </message>
        <message>
            <source>Nothing matches the search</source>
            <translation>Inget stämmer med sökningen</translation>
        </message>
        <message>
            <source>Search code or word</source>
            <translation>Sök kod eller ord</translation>
        </message>
        <message>
            <source>What a fault means, its codes, and what the charger said about it.</source>
            <translation>Vad ett fel betyder, dess koder och vad laddaren sade om det.</translation>
        </message>
    </context>
    <context>
        <name>FindingsCard</name>
        <message numerus="yes">
            <source>%Ln finding(s) in this message</source>
            <translation>
                <numerusform>%Ln fynd i meddelandet</numerusform>
                <numerusform>%Ln fynd i meddelandet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>och %Ln till</numerusform>
                <numerusform>och %Ln till</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FollowButton</name>
        <message>
            <source>Follow live (Space)</source>
            <translation>Följ live (blanksteg)</translation>
        </message>
        <message>
            <source>Following live</source>
            <translation>Följer live</translation>
        </message>
        <message>
            <source>Pause (Space)</source>
            <translation>Pausa (blanksteg)</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausad</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Appearance</source>
            <translation>Utseende</translation>
        </message>
        <message>
            <source>Choose charger</source>
            <translation>Välj laddare</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Klockan</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Mörkt</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Språk</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Ljust</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Som systemet</translation>
        </message>
        <message>
            <source>No charger connected</source>
            <translation>Ingen laddare ansluten</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Spelar in</translation>
        </message>
        <message>
            <source>Recording has stopped</source>
            <translation>Inspelningen har stannat</translation>
        </message>
        <message>
            <source>Sunlight, high contrast</source>
            <translation>Solljus, hög kontrast</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>ansluten</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>inte ansluten</translation>
        </message>
        <message>
            <source>not set</source>
            <translation>inte ställd</translation>
        </message>
        <message>
            <source>ws, not encrypted</source>
            <translation>ws, utan kryptering</translation>
        </message>
        <message>
            <source>wss, encrypted</source>
            <translation>wss, krypterad</translation>
        </message>
        <message>
            <source>{time} fast</source>
            <translation>går {time} före</translation>
        </message>
        <message>
            <source>{time} slow</source>
            <translation>går {time} efter</translation>
        </message>
    </context>
    <context>
        <name>Lane</name>
        <message>
            <source>Connected</source>
            <translation>Ansluten</translation>
        </message>
        <message>
            <source>Link lost</source>
            <translation>Förbindelsen bruten</translation>
        </message>
        <message>
            <source>States and events over time</source>
            <translation>Lägen och händelser över tid</translation>
        </message>
        <message>
            <source>{time} after fault</source>
            <translation>{time} efter felet</translation>
        </message>
    </context>
    <context>
        <name>LivePage</name>
        <message>
            <source>Connected</source>
            <translation>Ansluten</translation>
        </message>
        <message>
            <source>Disconnected</source>
            <translation>Frånkopplad</translation>
        </message>
        <message>
            <source>Last heard</source>
            <translation>Hördes senast</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <source>No charger is connected yet</source>
            <translation>Ingen laddare är ansluten än</translation>
        </message>
        <message>
            <source>Since start</source>
            <translation>Sedan start</translation>
        </message>
        <message>
            <source>When a charger dials in, its connectors, curves and states appear here. The address to type into it is on the Connect page.</source>
            <translation>När en laddare ringer upp visas dess anslutningar, kurvor och lägen här. Adressen att skriva in i den finns på sidan Anslut.</translation>
        </message>
    </context>
    <context>
        <name>MessageDetail</name>
        <message>
            <source>Call</source>
            <translation>Anrop</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopiera</translation>
        </message>
        <message>
            <source>Message as JSON</source>
            <translation>Meddelandet som JSON</translation>
        </message>
        <message>
            <source>No answer came.</source>
            <translation>Inget svar kom.</translation>
        </message>
        <message>
            <source>Only the beginning is shown; the visit file has all of it.</source>
            <translation>Bara början visas. Besöksfilen har allt.</translation>
        </message>
        <message>
            <source>Raw</source>
            <translation>Råtext</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Svar</translation>
        </message>
        <message>
            <source>There is none.</source>
            <translation>Det finns inget.</translation>
        </message>
        <message>
            <source>Unreadable message</source>
            <translation>Oläsligt meddelande</translation>
        </message>
        <message>
            <source>answered in {time}</source>
            <translation>besvarat på {time}</translation>
        </message>
        <message>
            <source>not answered</source>
            <translation>inte besvarat</translation>
        </message>
    </context>
    <context>
        <name>MessageTable</name>
        <message numerus="yes">
            <source>%Ln key(s)</source>
            <translation>
                <numerusform>%Ln inställning</numerusform>
                <numerusform>%Ln inställningar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unknown</source>
            <translation>
                <numerusform>%Ln okänd</numerusform>
                <numerusform>%Ln okända</numerusform>
            </translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Anrop</translation>
        </message>
        <message>
            <source>Conn.</source>
            <translation>Ansl.</translation>
        </message>
        <message>
            <source>Content and result</source>
            <translation>Innehåll och resultat</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Svarstid</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Tid</translation>
        </message>
        <message>
            <source>answer to nothing</source>
            <translation>svar på ingenting</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>går inte att läsa</translation>
        </message>
        <message>
            <source>charger to laptop</source>
            <translation>laddare till dator</translation>
        </message>
        <message>
            <source>connection lost before the answer</source>
            <translation>förbindelsen bröts före svaret</translation>
        </message>
        <message>
            <source>laptop to charger</source>
            <translation>dator till laddare</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>inget svar</translation>
        </message>
    </context>
    <context>
        <name>MessagesPage</name>
        <message numerus="yes">
            <source>%Ln pair(s)</source>
            <translation>
                <numerusform>%Ln par</numerusform>
                <numerusform>%Ln par</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln with deviations</source>
            <translation>
                <numerusform>%Ln med avvikelser</numerusform>
                <numerusform>%Ln med avvikelser</numerusform>
            </translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alla</translation>
        </message>
        <message>
            <source>Choose All to see every message.</source>
            <translation>Välj Alla för att se alla meddelanden.</translation>
        </message>
        <message>
            <source>Deviations {number}</source>
            <translation>Avvikelser {number}</translation>
        </message>
        <message>
            <source>Esc empties the search field.</source>
            <translation>Esc tömmer sökfältet.</translation>
        </message>
        <message>
            <source>Every call and its answer appears here once a charger has dialled in.</source>
            <translation>Varje anrop och dess svar visas här när en laddare har ringt upp.</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Meddelanden</translation>
        </message>
        <message>
            <source>No answer {number}</source>
            <translation>Utan svar {number}</translation>
        </message>
        <message>
            <source>No messages yet</source>
            <translation>Inga meddelanden än</translation>
        </message>
        <message>
            <source>No such messages</source>
            <translation>Inga sådana meddelanden</translation>
        </message>
        <message>
            <source>Nothing matches the search</source>
            <translation>Inget stämmer med sökningen</translation>
        </message>
        <message>
            <source>Search messages</source>
            <translation>Sök i meddelanden</translation>
        </message>
        <message>
            <source>the last {number} are shown</source>
            <translation>de senaste {number} visas</translation>
        </message>
    </context>
    <context>
        <name>MoreRow</name>
        <message>
            <source>Show {names}</source>
            <translation>Visa {names}</translation>
        </message>
    </context>
    <context>
        <name>Navigation</name>
        <message>
            <source>Connect</source>
            <translation>Anslut</translation>
        </message>
        <message>
            <source>Faults</source>
            <translation>Fel</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Meddelanden</translation>
        </message>
    </context>
    <context>
        <name>Silence</name>
        <message>
            <source>Copy the line</source>
            <translation>Kopiera raden</translation>
        </message>
        <message>
            <source>Does the charger have exactly this address, and not localhost or an old one?</source>
            <translation>Har laddaren exakt den här adressen, och inte localhost eller en gammal?</translation>
        </message>
        <message>
            <source>Does the laptop's firewall let it through? This line opens the port:</source>
            <translation>Släpper datorns brandvägg igenom den? Den här raden öppnar porten:</translation>
        </message>
        <message>
            <source>Is the network cable in at both ends, and does the charger have power?</source>
            <translation>Sitter nätverkskabeln i båda ändar, och har laddaren ström?</translation>
        </message>
        <message>
            <source>Many makes use a new address only after a restart of the charger.</source>
            <translation>Många fabrikat använder en ny adress först efter att laddaren startats om.</translation>
        </message>
        <message>
            <source>Some makes wait up to 20 minutes before they dial again.</source>
            <translation>En del fabrikat väntar upp till 20 minuter innan de ringer igen.</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>%Ln finding(s)</source>
            <translation>
                <numerusform>%Ln fynd</numerusform>
                <numerusform>%Ln fynd</numerusform>
            </translation>
        </message>
        <message>
            <source>A charger reaches us but is not let in, last {time}</source>
            <translation>En laddare når fram men släpps inte in, senast {time}</translation>
        </message>
        <message>
            <source>Charger: last heard {time}</source>
            <translation>Laddaren: hördes {time}</translation>
        </message>
        <message>
            <source>Listening</source>
            <translation>Lyssnar</translation>
        </message>
        <message>
            <source>No active fault</source>
            <translation>Inget aktivt fel</translation>
        </message>
        <message>
            <source>Not listening</source>
            <translation>Lyssnar inte</translation>
        </message>
        <message>
            <source>Recording has stopped</source>
            <translation>Inspelningen har stannat</translation>
        </message>
        <message>
            <source>The charger is not connected</source>
            <translation>Laddaren är inte ansluten</translation>
        </message>
        <message>
            <source>Waiting for a charger</source>
            <translation>Väntar på en laddare</translation>
        </message>
    </context>
    <context>
        <name>StopCard</name>
        <message>
            <source>Do not touch metal parts. Unplug the car first. Do not open the enclosure.</source>
            <translation>Rör inte metalldelar. Koppla ur bilen först. Öppna inte kapslingen.</translation>
        </message>
        <message>
            <source>Work inside the charger is for an authorised electrician</source>
            <translation>Arbete inne i laddaren är för auktoriserad elinstallatör</translation>
        </message>
    </context>
    <context>
        <name>StripRow</name>
        <message>
            <source>limit {amount}</source>
            <translation>gräns {amount}</translation>
        </message>
    </context>
    <context>
        <name>StripsView</name>
        <message>
            <source>Current, power, voltage and more are drawn here as soon as the charger sends them. Ask for meter values, or start a test charge.</source>
            <translation>Ström, effekt, spänning med mera ritas här så snart laddaren skickar dem. Begär mätvärden, eller starta en provladdning.</translation>
        </message>
        <message>
            <source>Curves</source>
            <translation>Kurvor</translation>
        </message>
        <message>
            <source>No meter values yet</source>
            <translation>Inga mätvärden än</translation>
        </message>
    </context>
    <context>
        <name>live</name>
        <message>
            <source>Charges only for the one who reserved it.</source>
            <translation>Laddar bara för den som har reserverat.</translation>
        </message>
        <message>
            <source>Do not touch metal parts. Unplug the car first.</source>
            <translation>Rör inte metalldelar. Koppla ur bilen först.</translation>
        </message>
        <message>
            <source>Does not charge until the fault is gone.</source>
            <translation>Laddar inte förrän felet är borta.</translation>
        </message>
        <message>
            <source>Limit unknown</source>
            <translation>Gräns okänd</translation>
        </message>
        <message>
            <source>Limit {current} from the charger</source>
            <translation>Gräns {current} från laddaren</translation>
        </message>
        <message>
            <source>Load balancing, schedule or approval can hold it back.</source>
            <translation>Lastbalansering, schema eller godkännande kan hålla tillbaka.</translation>
        </message>
        <message>
            <source>No car is connected</source>
            <translation>Ingen bil är inkopplad</translation>
        </message>
        <message>
            <source>Not charging: the car has paused</source>
            <translation>Laddar inte: bilen har pausat</translation>
        </message>
        <message>
            <source>Not charging: the charger has paused</source>
            <translation>Laddar inte: laddaren har pausat</translation>
        </message>
        <message>
            <source>Out of service until it is put in service again.</source>
            <translation>Ur drift tills den tas i drift igen.</translation>
        </message>
        <message>
            <source>Plug in the cable, or present a card.</source>
            <translation>Koppla in kabeln, eller visa ett kort.</translation>
        </message>
        <message>
            <source>Reserved</source>
            <translation>Reserverad</translation>
        </message>
        <message>
            <source>State unknown</source>
            <translation>Läget okänt</translation>
        </message>
        <message>
            <source>Takes no cars</source>
            <translation>Tar inga bilar</translation>
        </message>
        <message>
            <source>The car takes all it gets.</source>
            <translation>Bilen tar allt den får.</translation>
        </message>
        <message>
            <source>The car takes less than it gets.</source>
            <translation>Bilen tar mindre än den får.</translation>
        </message>
        <message>
            <source>The car takes no current. It may be full.</source>
            <translation>Bilen tar ingen ström. Den kan vara full.</translation>
        </message>
        <message>
            <source>The charge is over</source>
            <translation>Laddningen är över</translation>
        </message>
        <message>
            <source>The charger does not say what it offers.</source>
            <translation>Laddaren säger inte vad den erbjuder.</translation>
        </message>
        <message>
            <source>The charger gives the car no current.</source>
            <translation>Laddaren ger bilen ingen ström.</translation>
        </message>
        <message>
            <source>The charger has sent no status for it yet.</source>
            <translation>Laddaren har inte skickat någon status för den än.</translation>
        </message>
        <message>
            <source>The connection is lost</source>
            <translation>Förbindelsen är bruten</translation>
        </message>
        <message>
            <source>This is the last known state.</source>
            <translation>Det här är det senast kända läget.</translation>
        </message>
        <message>
            <source>Unplug the cable.</source>
            <translation>Ta ur kabeln.</translation>
        </message>
        <message>
            <source>Waiting for a car or an approval</source>
            <translation>Väntar på bil eller godkännande</translation>
        </message>
        <message>
            <source>What the car takes is unknown.</source>
            <translation>Vad bilen tar är okänt.</translation>
        </message>
        <message>
            <source>energy charged</source>
            <translation>laddad energi</translation>
        </message>
        <message>
            <source>for {time}</source>
            <translation>i {time}</translation>
        </message>
        <message>
            <source>manufacturer's code {code}</source>
            <translation>tillverkarkod {code}</translation>
        </message>
        <message>
            <source>no fault code sent</source>
            <translation>ingen felkod skickad</translation>
        </message>
        <message>
            <source>{fault}, {count} times</source>
            <translation>{fault}, {count} gånger</translation>
        </message>
    </context>
    <context>
        <name>words</name>
        <message>
            <source>A bracket is missing in the message; it was put in where it is likely to belong.</source>
            <translation>En parentes saknas i meddelandet. Den sattes in där den troligen hör hemma.</translation>
        </message>
        <message>
            <source>A byte order mark stands before the message; it was ignored.</source>
            <translation>Före meddelandet står ett byteordningsmärke (BOM). Det hoppades över.</translation>
        </message>
        <message>
            <source>A colon is missing in the message; it was put in.</source>
            <translation>Ett kolon saknas i meddelandet. Det sattes in.</translation>
        </message>
        <message>
            <source>A comma is missing in the message; it was put in.</source>
            <translation>Ett komma saknas i meddelandet. Det sattes in.</translation>
        </message>
        <message>
            <source>A fault for which OCPP has no code of its own.</source>
            <translation>Ett fel som OCPP inte har någon egen kod för.</translation>
        </message>
        <message>
            <source>A firewall on the laptop may block the port, or the charger has nothing to send.</source>
            <translation>En brandvägg i datorn kan spärra porten, eller så har laddaren inget att skicka.</translation>
        </message>
        <message>
            <source>A firewall on the laptop may block the port.</source>
            <translation>En brandvägg i datorn kan spärra porten.</translation>
        </message>
        <message>
            <source>A header goes on in the next line, which HTTP no longer allows.</source>
            <translation>Ett huvud fortsätter på nästa rad, vilket HTTP inte längre tillåter.</translation>
        </message>
        <message>
            <source>A header line cannot be read and was left out.</source>
            <translation>En huvudrad går inte att läsa och hoppades över.</translation>
        </message>
        <message>
            <source>A list has {count} items; OCPP allows {limit}.</source>
            <translation>En lista har {count} poster. OCPP tillåter {limit}.</translation>
        </message>
        <message>
            <source>A list has {count} items; OCPP wants at least {limit}.</source>
            <translation>En lista har {count} poster. OCPP kräver minst {limit}.</translation>
        </message>
        <message>
            <source>A list in the message begins with a comma; it was ignored.</source>
            <translation>En lista i meddelandet börjar med ett komma. Det hoppades över.</translation>
        </message>
        <message>
            <source>A list in the message ends with a comma; it was ignored.</source>
            <translation>En lista i meddelandet slutar med ett komma. Det hoppades över.</translation>
        </message>
        <message>
            <source>A member comes twice in the message; the last one counts.</source>
            <translation>Samma fält finns två gånger i meddelandet. Det sista gäller.</translation>
        </message>
        <message>
            <source>A member is null; it counts as not sent.</source>
            <translation>Ett fält är null och räknas som inte skickat.</translation>
        </message>
        <message>
            <source>A message cannot be read, even after the known repairs.</source>
            <translation>Ett meddelande går inte att läsa, inte ens efter de kända lagningarna.</translation>
        </message>
        <message>
            <source>A number is too large for any computer type; it is kept as text.</source>
            <translation>Ett tal är för stort för att räknas med. Det behålls som text.</translation>
        </message>
        <message>
            <source>A number is written with a comma; it is kept as text.</source>
            <translation>Ett tal är skrivet med decimalkomma. Det behålls som text.</translation>
        </message>
        <message>
            <source>A password is set for this charger, but the charger sent none.</source>
            <translation>Den här laddaren ska ha ett lösenord men skickade inget.</translation>
        </message>
        <message>
            <source>A plain HTTP request came, not an OCPP dial-in.</source>
            <translation>Det kom en vanlig HTTP-förfrågan, inte en OCPP-uppringning.</translation>
        </message>
        <message>
            <source>A quote is missing in the message; it was put in.</source>
            <translation>Ett citattecken saknas i meddelandet. Det sattes in.</translation>
        </message>
        <message>
            <source>A second connection with the same charger id was opened.</source>
            <translation>En andra förbindelse öppnades med samma laddar-id.</translation>
        </message>
        <message>
            <source>A single value was read as a list of one.</source>
            <translation>Ett ensamt värde lästes som en lista med en post.</translation>
        </message>
        <message>
            <source>A status in between may have been too short to report, or was lost.</source>
            <translation>En status däremellan kan ha varit för kort för att meddelas, eller ha gått förlorad.</translation>
        </message>
        <message>
            <source>A text has {length} characters; OCPP allows {limit}: {value}</source>
            <translation>En text har {length} tecken. OCPP tillåter {limit}: {value}</translation>
        </message>
        <message>
            <source>A text has {length} characters; OCPP wants at least {limit}.</source>
            <translation>En text har {length} tecken. OCPP kräver minst {limit}.</translation>
        </message>
        <message>
            <source>A text holds half a character; it is shown as �.</source>
            <translation>En text innehåller ett halvt tecken. Det visas som �.</translation>
        </message>
        <message>
            <source>A text in the message has no quotes; it was taken as it stands.</source>
            <translation>En text i meddelandet saknar citattecken. Den togs som den står.</translation>
        </message>
        <message>
            <source>A text in the message holds quotes that are not escaped.</source>
            <translation>En text i meddelandet innehåller citattecken som inte är skyddade.</translation>
        </message>
        <message>
            <source>A time stamp cannot be read: {reported}.</source>
            <translation>En tidsstämpel går inte att läsa: {reported}.</translation>
        </message>
        <message>
            <source>A time stamp names no time zone and fits neither UTC nor local time: {reported}.</source>
            <translation>En tidsstämpel saknar tidszon och stämmer varken med UTC eller lokal tid: {reported}.</translation>
        </message>
        <message>
            <source>A value in {unit} came without its name and is shown as {measurand}.</source>
            <translation>Ett värde i {unit} kom utan namn och visas som {measurand}.</translation>
        </message>
        <message>
            <source>A value is missing in the message; it counts as not sent.</source>
            <translation>Ett värde saknas i meddelandet. Det räknas som inte skickat.</translation>
        </message>
        <message>
            <source>A value of another type was read as a number.</source>
            <translation>Ett värde av annan typ lästes som ett tal.</translation>
        </message>
        <message>
            <source>A value of another type was read as text.</source>
            <translation>Ett värde av annan typ lästes som text.</translation>
        </message>
        <message>
            <source>A value of another type was read as true or false.</source>
            <translation>Ett värde av annan typ lästes som sant eller falskt.</translation>
        </message>
        <message>
            <source>A value of {measurand} is not a number: {value}.</source>
            <translation>Ett värde för {measurand} är inget tal: {value}.</translation>
        </message>
        <message>
            <source>A web browser or a plain HTTP client opened this address.</source>
            <translation>En webbläsare eller en vanlig HTTP-klient öppnade adressen.</translation>
        </message>
        <message>
            <source>A word was read as {word}: only case or blanks differ.</source>
            <translation>Ett ord lästes som {word}: bara versaler eller blanksteg skiljer.</translation>
        </message>
        <message>
            <source>An answer came that nothing had asked for.</source>
            <translation>Det kom ett svar som ingen hade frågat efter.</translation>
        </message>
        <message>
            <source>Ask for a shorter period of time, if the charger can do that.</source>
            <translation>Begär en kortare tidsperiod, om laddaren klarar det.</translation>
        </message>
        <message>
            <source>Ask for it again to get it whole.</source>
            <translation>Begär filen igen för att få den hel.</translation>
        </message>
        <message>
            <source>Ask for it again.</source>
            <translation>Begär den igen.</translation>
        </message>
        <message>
            <source>Ask for it again. A weak mobile or wireless link often cuts long files.</source>
            <translation>Begär den igen. En svag mobil eller trådlös förbindelse kapar ofta långa filer.</translation>
        </message>
        <message>
            <source>Available</source>
            <translation>Ledig</translation>
        </message>
        <message>
            <source>Backslashes in the message are damaged; a text was ended where it is likely to end.</source>
            <translation>Omvända snedstreck i meddelandet är skadade. En text avslutades där den troligen slutar.</translation>
        </message>
        <message>
            <source>Boot</source>
            <translation>Boot</translation>
        </message>
        <message>
            <source>Cable</source>
            <translation>Kabel</translation>
        </message>
        <message>
            <source>Cable lock fault</source>
            <translation>Låsfel i uttaget</translation>
        </message>
        <message>
            <source>Car</source>
            <translation>Bil</translation>
        </message>
        <message>
            <source>Card reader fault</source>
            <translation>Fel på kortläsaren</translation>
        </message>
        <message>
            <source>Change configuration</source>
            <translation>Ändra konfiguration</translation>
        </message>
        <message>
            <source>Charge {transaction} ended, but it did not begin here.</source>
            <translation>Laddning {transaction} avslutades men började inte här.</translation>
        </message>
        <message>
            <source>Charge {transaction} has ended.</source>
            <translation>Laddning {transaction} är avslutad.</translation>
        </message>
        <message>
            <source>Charge {transaction} has started on connector {connector}.</source>
            <translation>Laddning {transaction} har startat på anslutning {connector}.</translation>
        </message>
        <message>
            <source>Chargers that are connected stay connected. Nothing has to be done.</source>
            <translation>Laddare som är anslutna förblir anslutna. Inget behöver göras.</translation>
        </message>
        <message>
            <source>Chargers that check certificates do not trust the laptop's. Try FTP or HTTP instead.</source>
            <translation>Laddare som kontrollerar certifikat litar inte på datorns. Prova FTP eller HTTP i stället.</translation>
        </message>
        <message>
            <source>Charging</source>
            <translation>Laddar</translation>
        </message>
        <message>
            <source>Charging is normally not affected. Check the antenna and compare with a phone.</source>
            <translation>Laddningen påverkas normalt inte. Kontrollera antennen och jämför med en telefon.</translation>
        </message>
        <message>
            <source>Check its power and its network cable or WiFi signal.</source>
            <translation>Kontrollera att den har ström, och dess nätverkskabel eller wifi-signal.</translation>
        </message>
        <message>
            <source>Check that the cable or network is still connected.</source>
            <translation>Kontrollera att kabeln eller nätverket fortfarande är anslutet.</translation>
        </message>
        <message>
            <source>Check that the charger is set to OCPP 1.6 JSON and that this port belongs to nothing else.</source>
            <translation>Kontrollera att laddaren är inställd på OCPP 1.6 JSON och att porten inte används till något annat.</translation>
        </message>
        <message>
            <source>Check that the network cable or WiFi is connected, and choose the adapter again.</source>
            <translation>Kontrollera att nätverkskabeln eller wifi är ansluten och välj nätverkskortet igen.</translation>
        </message>
        <message>
            <source>Check the cable or the WiFi on both sides.</source>
            <translation>Kontrollera kabeln eller wifi i båda ändar.</translation>
        </message>
        <message>
            <source>Check the laptop's firewall. Some chargers can only send to a server on the internet.</source>
            <translation>Kontrollera datorns brandvägg. Vissa laddare kan bara skicka till en server på internet.</translation>
        </message>
        <message>
            <source>Check the network cable or the WiFi signal at the charger, then restart the charger.</source>
            <translation>Kontrollera nätverkskabeln eller wifi-signalen vid laddaren och starta sedan om laddaren.</translation>
        </message>
        <message>
            <source>Check the network cable or the WiFi signal at the charger. It will try again by itself.</source>
            <translation>Kontrollera nätverkskabeln eller wifi-signalen vid laddaren. Den försöker igen av sig själv.</translation>
        </message>
        <message>
            <source>Check the network, then ask for it again.</source>
            <translation>Kontrollera nätverket och begär den sedan igen.</translation>
        </message>
        <message>
            <source>Check the server address in the charger's OCPP settings: type it again from scratch.</source>
            <translation>Kontrollera serveradressen i laddarens OCPP-inställningar: skriv in den på nytt från början.</translation>
        </message>
        <message>
            <source>Check the time zone in the charger's settings.</source>
            <translation>Kontrollera tidszonen i laddarens inställningar.</translation>
        </message>
        <message>
            <source>Check the type and address of the meter in the settings, then restart.</source>
            <translation>Kontrollera elmätarens typ och adress i inställningarna och starta sedan om.</translation>
        </message>
        <message>
            <source>Choose OCPP 1.6 JSON in the charger's settings.</source>
            <translation>Välj OCPP 1.6 JSON i laddarens inställningar.</translation>
        </message>
        <message>
            <source>Choose another adapter or another port.</source>
            <translation>Välj ett annat nätverkskort eller en annan port.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Välj en annan mapp.</translation>
        </message>
        <message>
            <source>Choose another port, above 1024.</source>
            <translation>Välj en annan port, högre än 1024.</translation>
        </message>
        <message>
            <source>Clear cache</source>
            <translation>Töm cache</translation>
        </message>
        <message>
            <source>Close the other program first.</source>
            <translation>Stäng det andra programmet först.</translation>
        </message>
        <message>
            <source>Compare the phases with and without load. A missing phase is for an electrician.</source>
            <translation>Jämför faserna med och utan last. En fas som saknas är en sak för elinstallatören.</translation>
        </message>
        <message>
            <source>Compare the phases. If they differ much, the neutral may be broken: danger, stay away.</source>
            <translation>Jämför faserna. Skiljer de sig mycket kan nollan vara av: fara, håll avstånd.</translation>
        </message>
        <message>
            <source>Compare the values with the raw message before you rely on them.</source>
            <translation>Jämför värdena med råtexten innan du litar på dem.</translation>
        </message>
        <message>
            <source>Compare the values with the raw message. Card numbers with a backslash cause this.</source>
            <translation>Jämför värdena med råtexten. Kortnummer med omvänt snedstreck orsakar detta.</translation>
        </message>
        <message>
            <source>Conflict in the local list</source>
            <translation>Konflikt i lokala kortlistan</translation>
        </message>
        <message>
            <source>Connector {connector} is now {status}.</source>
            <translation>Anslutning {connector} är nu {status}.</translation>
        </message>
        <message>
            <source>Connector {connector} was already {status}.</source>
            <translation>Anslutning {connector} var redan {status}.</translation>
        </message>
        <message>
            <source>Connector {connector} went from {before} to {after}, which the standard does not foresee.</source>
            <translation>Anslutning {connector} gick från {before} till {after}, vilket standarden inte förutser.</translation>
        </message>
        <message>
            <source>Connector {number}</source>
            <translation>Anslutning {number}</translation>
        </message>
        <message>
            <source>Contactor fault</source>
            <translation>Kontaktorfel</translation>
        </message>
        <message>
            <source>Control characters hang on the card number {tag}.</source>
            <translation>Styrtecken hänger på kortnumret {tag}.</translation>
        </message>
        <message>
            <source>Current</source>
            <translation>Ström</translation>
        </message>
        <message>
            <source>Current, export</source>
            <translation>Ström ut</translation>
        </message>
        <message>
            <source>Drop the connection so that it dials in again, or restart the charger.</source>
            <translation>Bryt förbindelsen så att laddaren ringer upp igen, eller starta om laddaren.</translation>
        </message>
        <message>
            <source>EVSE {evse}, connector {number}</source>
            <translation>Laddpunkt (EVSE) {evse}, anslutning {number}</translation>
        </message>
        <message>
            <source>Earth fault</source>
            <translation>Jordfel</translation>
        </message>
        <message>
            <source>Either the charger dialled in again, or two chargers have the same id.</source>
            <translation>Antingen ringde laddaren upp igen, eller så har två laddare samma id.</translation>
        </message>
        <message>
            <source>Enclosure</source>
            <translation>Kapsling</translation>
        </message>
        <message>
            <source>Encryption failed before the upload began ({protocol}).</source>
            <translation>Krypteringen misslyckades innan uppladdningen började ({protocol}).</translation>
        </message>
        <message>
            <source>End a running charge, wait for a running update, then try again.</source>
            <translation>Avsluta en pågående laddning, vänta på en pågående uppdatering och försök sedan igen.</translation>
        </message>
        <message>
            <source>End the charge, take the strain off the cable, push the plug fully in and unlock again.</source>
            <translation>Avsluta laddningen, avlasta kabeln, tryck in kontakten helt och lås upp igen.</translation>
        </message>
        <message>
            <source>Energy</source>
            <translation>Energi</translation>
        </message>
        <message>
            <source>Energy meter fault</source>
            <translation>Fel på elmätaren</translation>
        </message>
        <message>
            <source>Energy per interval</source>
            <translation>Energi per intervall</translation>
        </message>
        <message>
            <source>Energy, export</source>
            <translation>Energi ut</translation>
        </message>
        <message>
            <source>Enter the password (AuthorizationKey) in the charger with security profile 1, or choose “accept any password” in Kontaktor.</source>
            <translation>Ange lösenordet (AuthorizationKey) i laddaren med säkerhetsprofil 1, eller välj ”Godta alla lösenord” i Kontaktor.</translation>
        </message>
        <message>
            <source>Enter the same password on both sides, or choose “accept any password” in Kontaktor.</source>
            <translation>Ange samma lösenord på båda sidor, eller välj ”Godta alla lösenord” i Kontaktor.</translation>
        </message>
        <message>
            <source>Everything else goes on. Check the disk, or record to another one.</source>
            <translation>Allt annat fortsätter. Kontrollera disken, eller spela in på en annan.</translation>
        </message>
        <message>
            <source>Everything else goes on. Make room and start the program again.</source>
            <translation>Allt annat fortsätter. Frigör plats och starta programmet igen.</translation>
        </message>
        <message>
            <source>Everything else goes on. Please report it with the program's log.</source>
            <translation>Allt annat fortsätter. Rapportera det gärna tillsammans med programmets logg.</translation>
        </message>
        <message>
            <source>Everything else goes on. Record to another disk.</source>
            <translation>Allt annat fortsätter. Spela in på en annan disk.</translation>
        </message>
        <message>
            <source>Expert call</source>
            <translation>Expertanrop</translation>
        </message>
        <message>
            <source>Exported energy per interval</source>
            <translation>Energi ut per intervall</translation>
        </message>
        <message>
            <source>Exported reactive energy per interval</source>
            <translation>Reaktiv energi ut per intervall</translation>
        </message>
        <message>
            <source>Fan speed</source>
            <translation>Fläktvarvtal</translation>
        </message>
        <message>
            <source>Fault</source>
            <translation>Fel</translation>
        </message>
        <message>
            <source>Fault by the manufacturer's code</source>
            <translation>Fel enligt tillverkarkod</translation>
        </message>
        <message>
            <source>Fault without a code.</source>
            <translation>Fel utan kod.</translation>
        </message>
        <message>
            <source>Fetch diagnostics</source>
            <translation>Hämta diagnostik</translation>
        </message>
        <message>
            <source>Fetch the diagnostics before restarting, and look up the maker's code.</source>
            <translation>Hämta diagnostiken före omstart och slå upp tillverkarens kod.</translation>
        </message>
        <message>
            <source>Finishing</source>
            <translation>Avslutar</translation>
        </message>
        <message>
            <source>Frequency</source>
            <translation>Frekvens</translation>
        </message>
        <message>
            <source>Grid side</source>
            <translation>Nätsida</translation>
        </message>
        <message>
            <source>Hard restart</source>
            <translation>Hård omstart</translation>
        </message>
        <message>
            <source>Harmless here, since only its address may write. A server on the internet would refuse it.</source>
            <translation>Ofarligt här, eftersom bara laddarens adress får skriva. En server på internet skulle vägra.</translation>
        </message>
        <message>
            <source>Harmless here. It may have kept an old address, or garbled the new one.</source>
            <translation>Ofarligt här. Laddaren kan ha behållit en gammal adress eller förvanskat den nya.</translation>
        </message>
        <message>
            <source>High temperature</source>
            <translation>Hög temperatur</translation>
        </message>
        <message>
            <source>If it does not open, or ends in the middle of a line, ask for it again.</source>
            <translation>Om den inte går att öppna, eller slutar mitt i en rad, begär den igen.</translation>
        </message>
        <message>
            <source>If it has a field for its id (charge point identity), fill it in, or add /ID to the address.</source>
            <translation>Om laddaren har ett fält för sitt id (charge point identity), fyll i det, eller lägg till /ID i adressen.</translation>
        </message>
        <message>
            <source>If it is the charger, check that it is set to OCPP 1.6 JSON (WebSocket) and restart it.</source>
            <translation>Om det är laddaren, kontrollera att den är inställd på OCPP 1.6 JSON (WebSocket) och starta om den.</translation>
        </message>
        <message>
            <source>If it is the charger, its uploads take another way than its connection (a second network adapter, a router that translates addresses).</source>
            <translation>Om det är laddaren går dess uppladdningar en annan väg än förbindelsen (ett andra nätverkskort, en router som översätter adresser).</translation>
        </message>
        <message>
            <source>If this goes on, two chargers may have the same id, or the network drops connections.</source>
            <translation>Om det fortsätter kan två laddare ha samma id, eller så bryter nätverket förbindelser.</translation>
        </message>
        <message>
            <source>In service</source>
            <translation>I drift</translation>
        </message>
        <message>
            <source>Internal fault</source>
            <translation>Internt fel</translation>
        </message>
        <message>
            <source>Is the car plugged in? Some makes refuse a start shortly after a stop.</source>
            <translation>Är bilen inkopplad? Vissa fabrikat vägrar att starta strax efter ett stopp.</translation>
        </message>
        <message>
            <source>It began before the charger dialled in, or without asking. The end was confirmed.</source>
            <translation>Den började innan laddaren ringde upp, eller utan att fråga. Avslutet bekräftades.</translation>
        </message>
        <message>
            <source>It is taken for UTC.</source>
            <translation>Den tolkas som UTC.</translation>
        </message>
        <message>
            <source>It is too hot inside the charger or at a contact.</source>
            <translation>Det är för varmt inne i laddaren eller vid en kontakt.</translation>
        </message>
        <message>
            <source>It may be restarting. It normally dials in again within a minute.</source>
            <translation>Den kan hålla på att starta om. Den ringer normalt upp igen inom en minut.</translation>
        </message>
        <message>
            <source>It may have lost only the connection. Look at its status and at the Messages page.</source>
            <translation>Den kan ha tappat bara förbindelsen. Se på dess status och på sidan Meddelanden.</translation>
        </message>
        <message>
            <source>It may not know this protocol, or may not reach the laptop's port.</source>
            <translation>Den kanske inte kan det här protokollet, eller når inte datorns port.</translation>
        </message>
        <message>
            <source>It may use encryption on a plain port, or the other way round. Try another protocol.</source>
            <translation>Den kan använda kryptering på en okrypterad port, eller tvärtom. Prova ett annat protokoll.</translation>
        </message>
        <message>
            <source>It was asked for one. Some makes send it after a restart only; the rest works without.</source>
            <translation>Den ombads att skicka ett. Vissa fabrikat gör det bara efter en omstart; resten fungerar utan.</translation>
        </message>
        <message>
            <source>It was told that we do not know it.</source>
            <translation>Den fick veta att vi inte känner till det.</translation>
        </message>
        <message>
            <source>Its HeartbeatInterval may hold a value that is no number. Read it and set it again.</source>
            <translation>Dess HeartbeatInterval kan ha ett värde som inte är ett tal. Läs det och ställ in det igen.</translation>
        </message>
        <message>
            <source>Keep it as it is and start a new visit.</source>
            <translation>Behåll den som den är och börja ett nytt besök.</translation>
        </message>
        <message>
            <source>Kontaktor already listens for chargers.</source>
            <translation>Kontaktor lyssnar redan efter laddare.</translation>
        </message>
        <message>
            <source>Kontaktor closed the connection.</source>
            <translation>Kontaktor stängde förbindelsen.</translation>
        </message>
        <message>
            <source>Lines of the request end with LF instead of CR LF.</source>
            <translation>Förfrågans rader slutar med LF i stället för CR LF.</translation>
        </message>
        <message>
            <source>Listening stopped because of an error in Kontaktor; it is being started again.</source>
            <translation>Lyssnandet stannade på grund av ett fel i Kontaktor. Det startas igen.</translation>
        </message>
        <message>
            <source>Look at the maker's code and at the last real fault; ask for the status again.</source>
            <translation>Se på tillverkarens kod och på det senaste verkliga felet. Begär status igen.</translation>
        </message>
        <message>
            <source>Look at the raw message.</source>
            <translation>Se på råtexten.</translation>
        </message>
        <message>
            <source>Look at the status of the connector.</source>
            <translation>Se på anslutningens status.</translation>
        </message>
        <message>
            <source>Look for letters such as å, ä or ö in the charger's settings.</source>
            <translation>Leta efter bokstäver som å, ä eller ö i laddarens inställningar.</translation>
        </message>
        <message>
            <source>Look it up in the maker's documents.</source>
            <translation>Slå upp den i tillverkarens dokumentation.</translation>
        </message>
        <message>
            <source>Look up the maker's code and its text.</source>
            <translation>Slå upp tillverkarens kod och dess text.</translation>
        </message>
        <message>
            <source>More chargers dialled in than one visit can hold.</source>
            <translation>Fler laddare ringde upp än ett besök rymmer.</translation>
        </message>
        <message>
            <source>Most central systems require both to be the same.</source>
            <translation>De flesta centralsystem kräver att båda är lika.</translation>
        </message>
        <message>
            <source>NUL characters hang on the end of the message; they were ignored.</source>
            <translation>NUL-tecken hänger sist i meddelandet. De hoppades över.</translation>
        </message>
        <message>
            <source>No communication with the car</source>
            <translation>Kommunikationsfel med bilen</translation>
        </message>
        <message>
            <source>No fault</source>
            <translation>Inget fel</translation>
        </message>
        <message>
            <source>No file arrived.</source>
            <translation>Ingen fil kom.</translation>
        </message>
        <message>
            <source>No free port was found near the chosen one.</source>
            <translation>Ingen ledig port hittades nära den valda.</translation>
        </message>
        <message>
            <source>No new status came within {seconds} s.</source>
            <translation>Ingen ny status kom inom {seconds} s.</translation>
        </message>
        <message>
            <source>Note the charger's firmware version for its manufacturer. It normally dials in again.</source>
            <translation>Anteckna laddarens programvaruversion till tillverkaren. Den ringer normalt upp igen.</translation>
        </message>
        <message>
            <source>Notice</source>
            <translation>Upplysning</translation>
        </message>
        <message>
            <source>OCPP has no member {member} here.</source>
            <translation>OCPP har inget fält {member} här.</translation>
        </message>
        <message>
            <source>OCPP wants the type {wanted} here; the charger sent {sent}: {value}</source>
            <translation>OCPP kräver typen {wanted} här. Laddaren skickade {sent}: {value}</translation>
        </message>
        <message>
            <source>Occupied</source>
            <translation>Upptagen</translation>
        </message>
        <message>
            <source>Offered current</source>
            <translation>Erbjuden ström</translation>
        </message>
        <message>
            <source>Offered power</source>
            <translation>Erbjuden effekt</translation>
        </message>
        <message>
            <source>Only the operator's own system can sign certificates.</source>
            <translation>Bara operatörens eget system kan signera certifikat.</translation>
        </message>
        <message>
            <source>Other central systems may refuse it.</source>
            <translation>Andra centralsystem kan neka det.</translation>
        </message>
        <message>
            <source>Other central systems may refuse it. Choose the OCPP version in the charger's settings.</source>
            <translation>Andra centralsystem kan neka det. Välj OCPP-version i laddarens inställningar.</translation>
        </message>
        <message>
            <source>Out of service</source>
            <translation>Ur drift</translation>
        </message>
        <message>
            <source>Outlet</source>
            <translation>Uttag</translation>
        </message>
        <message>
            <source>Overcurrent</source>
            <translation>Överström</translation>
        </message>
        <message>
            <source>Overvoltage</source>
            <translation>Överspänning</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Lösenord</translation>
        </message>
        <message>
            <source>Path and id</source>
            <translation>Sökväg och id</translation>
        </message>
        <message>
            <source>Paused by the car</source>
            <translation>Pausad av bilen</translation>
        </message>
        <message>
            <source>Paused by the charger</source>
            <translation>Pausad av laddaren</translation>
        </message>
        <message>
            <source>Please send the crash report.</source>
            <translation>Skicka gärna kraschrapporten.</translation>
        </message>
        <message>
            <source>Power</source>
            <translation>Effekt</translation>
        </message>
        <message>
            <source>Power factor</source>
            <translation>Effektfaktor</translation>
        </message>
        <message>
            <source>Power, export</source>
            <translation>Effekt ut</translation>
        </message>
        <message>
            <source>Preparing</source>
            <translation>Förbereder</translation>
        </message>
        <message>
            <source>Protocol</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>Put in service</source>
            <translation>Ta i drift</translation>
        </message>
        <message>
            <source>Reactive energy</source>
            <translation>Reaktiv energi</translation>
        </message>
        <message>
            <source>Reactive energy per interval</source>
            <translation>Reaktiv energi per intervall</translation>
        </message>
        <message>
            <source>Reactive energy, export</source>
            <translation>Reaktiv energi ut</translation>
        </message>
        <message>
            <source>Reactive power</source>
            <translation>Reaktiv effekt</translation>
        </message>
        <message>
            <source>Reactive power, export</source>
            <translation>Reaktiv effekt ut</translation>
        </message>
        <message>
            <source>Read configuration</source>
            <translation>Läs konfiguration</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Begär meddelande</translation>
        </message>
        <message>
            <source>Reserved</source>
            <translation>Reserverad</translation>
        </message>
        <message>
            <source>Restart failed</source>
            <translation>Omstarten misslyckades</translation>
        </message>
        <message>
            <source>Restart the charger.</source>
            <translation>Starta om laddaren.</translation>
        </message>
        <message>
            <source>Restart the charger; it is read again after that.</source>
            <translation>Starta om laddaren. Den läses igen efter det.</translation>
        </message>
        <message>
            <source>Set it to OCPP 1.6 JSON (also called OCPP-J or WebSocket) in the charger's settings.</source>
            <translation>Ställ in OCPP 1.6 JSON (kallas också OCPP-J eller WebSocket) i laddarens inställningar.</translation>
        </message>
        <message>
            <source>Set it to ws:// in the charger's OCPP settings (security profile 0 or 1), keep the address and the port, and save.</source>
            <translation>Ställ in ws:// i laddarens OCPP-inställningar (säkerhetsprofil 0 eller 1), behåll adress och port, och spara.</translation>
        </message>
        <message>
            <source>Set security profile 1 (Basic) in the charger, or choose “accept any password” in Kontaktor.</source>
            <translation>Ställ in säkerhetsprofil 1 (Basic) i laddaren, eller välj ”Godta alla lösenord” i Kontaktor.</translation>
        </message>
        <message>
            <source>Set security profile 1 (Basic) in the charger, or no password.</source>
            <translation>Ställ in säkerhetsprofil 1 (Basic) i laddaren, eller inget lösenord.</translation>
        </message>
        <message>
            <source>Set the OCPP version in the charger to one value instead of automatic.</source>
            <translation>Ställ in ett bestämt värde för OCPP-version i laddaren i stället för automatiskt.</translation>
        </message>
        <message>
            <source>Set the charger to OCPP 1.6 (JSON) to see everything.</source>
            <translation>Ställ in laddaren på OCPP 1.6 (JSON) för att se allt.</translation>
        </message>
        <message>
            <source>Set the charger to OCPP 1.6 JSON and let its server address begin with ws://.</source>
            <translation>Ställ in laddaren på OCPP 1.6 JSON och låt serveradressen börja med ws://.</translation>
        </message>
        <message>
            <source>Set the charger to OCPP 1.6 JSON. If it has a field for the subprotocol, enter ocpp1.6.</source>
            <translation>Ställ in laddaren på OCPP 1.6 JSON. Om den har ett fält för underprotokoll, ange ocpp1.6.</translation>
        </message>
        <message>
            <source>Smell or see burning: have it isolated. Otherwise let it cool and check the air paths.</source>
            <translation>Luktar eller syns det bränt: låt frånskilja den. Låt den annars svalna och kontrollera luftvägarna.</translation>
        </message>
        <message>
            <source>Soft restart</source>
            <translation>Mjuk omstart</translation>
        </message>
        <message>
            <source>Some chargers accept anything and then misbehave, for instance with heartbeats in storms.</source>
            <translation>Vissa laddare godtar vad som helst och uppför sig sedan illa, till exempel med en storm av Heartbeat.</translation>
        </message>
        <message>
            <source>Some makes answer only with, or only without, a connector number.</source>
            <translation>Vissa fabrikat svarar bara med, eller bara utan, anslutningsnummer.</translation>
        </message>
        <message>
            <source>Some makes report success without sending. The file may also have gone to another server.</source>
            <translation>Vissa fabrikat rapporterar att det gick bra utan att skicka. Filen kan också ha gått till en annan server.</translation>
        </message>
        <message>
            <source>Some makes take up to 20 minutes to dial in again. Check that it has power.</source>
            <translation>Vissa fabrikat väntar upp till 20 minuter innan de ringer upp igen. Kontrollera att den har ström.</translation>
        </message>
        <message>
            <source>Something connected and left again without a word.</source>
            <translation>Något anslöt och försvann igen utan ett ord.</translation>
        </message>
        <message>
            <source>Something connected and said nothing for 10 seconds.</source>
            <translation>Något anslöt och sade ingenting på 10 sekunder.</translation>
        </message>
        <message>
            <source>Something inside the charger does not work.</source>
            <translation>Något inne i laddaren fungerar inte.</translation>
        </message>
        <message>
            <source>Something on this network invents charger ids. Connect charger and laptop with a cable of their own.</source>
            <translation>Något på nätverket hittar på laddar-id. Anslut laddaren och datorn med en egen kabel.</translation>
        </message>
        <message>
            <source>Something on this network opens connections in great numbers. Connect charger and laptop with a cable of their own.</source>
            <translation>Något på nätverket öppnar förbindelser i stora mängder. Anslut laddaren och datorn med en egen kabel.</translation>
        </message>
        <message>
            <source>Start a charge from here to tell a reader fault from a charging fault.</source>
            <translation>Starta en laddning härifrån för att skilja fel på läsaren från fel på laddningen.</translation>
        </message>
        <message>
            <source>Start test charge</source>
            <translation>Starta provladdning</translation>
        </message>
        <message>
            <source>State of charge</source>
            <translation>Laddnivå</translation>
        </message>
        <message>
            <source>Stop charge</source>
            <translation>Stoppa laddning</translation>
        </message>
        <message>
            <source>Stop the charge, or come back to it later.</source>
            <translation>Stoppa laddningen, eller återkom till det senare.</translation>
        </message>
        <message>
            <source>Sum</source>
            <translation>Summa</translation>
        </message>
        <message>
            <source>Switch WebSocket compression off in the charger if it has such a setting.</source>
            <translation>Stäng av WebSocket-komprimering i laddaren om den har en sådan inställning.</translation>
        </message>
        <message>
            <source>TCP</source>
            <translation>TCP</translation>
        </message>
        <message>
            <source>TLS</source>
            <translation>TLS</translation>
        </message>
        <message>
            <source>Take out of service</source>
            <translation>Ta ur drift</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>Temperatur</translation>
        </message>
        <message>
            <source>The SIM card number holds {value}, which is a signal strength in dBm.</source>
            <translation>SIM-kortets nummer innehåller {value}, vilket är en signalstyrka i dBm.</translation>
        </message>
        <message>
            <source>The address works. Now type it into the charger's OCPP settings, beginning with ws://.</source>
            <translation>Adressen fungerar. Skriv nu in den i laddarens OCPP-inställningar, med ws:// först.</translation>
        </message>
        <message>
            <source>The answer is all there is to see.</source>
            <translation>Svaret är allt som finns att se.</translation>
        </message>
        <message>
            <source>The answer to {action} came after its time was up.</source>
            <translation>Svaret på {action} kom efter att tiden gått ut.</translation>
        </message>
        <message>
            <source>The answer to {action} carried another message id; it was accepted all the same.</source>
            <translation>Svaret på {action} hade ett annat meddelande-id. Det godtogs ändå.</translation>
        </message>
        <message>
            <source>The answer was cut off before it said anything.</source>
            <translation>Svaret kapades innan det sade något.</translation>
        </message>
        <message>
            <source>The card reader does not work.</source>
            <translation>Kortläsaren fungerar inte.</translation>
        </message>
        <message>
            <source>The change waits for the running charge to end; it had not ended after {seconds} s.</source>
            <translation>Ändringen väntar på att den pågående laddningen avslutas. Den var inte avslutad efter {seconds} s.</translation>
        </message>
        <message>
            <source>The charge began while it had no contact with a central system.</source>
            <translation>Laddningen började medan laddaren saknade kontakt med ett centralsystem.</translation>
        </message>
        <message>
            <source>The charge ended without a meter reading, so its energy is not known.</source>
            <translation>Laddningen avslutades utan mätarställning, så energin är okänd.</translation>
        </message>
        <message>
            <source>The charger</source>
            <translation>Laddaren</translation>
        </message>
        <message>
            <source>The charger accepted but no charge started within {seconds} s.</source>
            <translation>Laddaren accepterade men ingen laddning startade inom {seconds} s.</translation>
        </message>
        <message>
            <source>The charger accepted but sent no {message} within {seconds} s.</source>
            <translation>Laddaren accepterade men skickade inget {message} inom {seconds} s.</translation>
        </message>
        <message>
            <source>The charger accepted but the charge did not end within {seconds} s.</source>
            <translation>Laddaren accepterade men laddningen avslutades inte inom {seconds} s.</translation>
        </message>
        <message>
            <source>The charger accepted the request, but no file arrived.</source>
            <translation>Laddaren accepterade begäran, men ingen fil kom.</translation>
        </message>
        <message>
            <source>The charger accepted the restart but did not restart within {seconds} s.</source>
            <translation>Laddaren accepterade men startade inte om inom {seconds} s.</translation>
        </message>
        <message>
            <source>The charger agreed on OCPP 1.6 and sends messages of OCPP 2.0.1.</source>
            <translation>Laddaren kom överens om OCPP 1.6 men skickar meddelanden ur OCPP 2.0.1.</translation>
        </message>
        <message>
            <source>The charger agreed on OCPP {protocol} and sends messages of OCPP 1.6.</source>
            <translation>Laddaren kom överens om OCPP {protocol} men skickar meddelanden ur OCPP 1.6.</translation>
        </message>
        <message>
            <source>The charger and the car do not understand each other.</source>
            <translation>Laddaren och bilen förstår inte varandra.</translation>
        </message>
        <message>
            <source>The charger and the laptop could not agree on encryption.</source>
            <translation>Laddaren och datorn kunde inte enas om kryptering.</translation>
        </message>
        <message>
            <source>The charger asks for a certificate to be signed; that was refused.</source>
            <translation>Laddaren ber att få ett certifikat signerat. Det nekades.</translation>
        </message>
        <message>
            <source>The charger broke the rules of WebSocket, and the connection cannot go on.</source>
            <translation>Laddaren bröt mot reglerna för WebSocket och förbindelsen kan inte fortsätta.</translation>
        </message>
        <message>
            <source>The charger came back but sent no BootNotification within {seconds} s.</source>
            <translation>Laddaren kom tillbaka men skickade ingen BootNotification inom {seconds} s.</translation>
        </message>
        <message>
            <source>The charger cannot read its energy meter.</source>
            <translation>Laddaren kan inte läsa sin elmätare.</translation>
        </message>
        <message>
            <source>The charger closed the connection.</source>
            <translation>Laddaren stängde förbindelsen.</translation>
        </message>
        <message>
            <source>The charger could not lock or release the plug.</source>
            <translation>Laddaren kunde inte låsa eller släppa kontakten.</translation>
        </message>
        <message>
            <source>The charger could not restart.</source>
            <translation>Laddaren kunde inte starta om.</translation>
        </message>
        <message>
            <source>The charger dialled in again, and the new connection took over.</source>
            <translation>Laddaren ringde upp igen och den nya förbindelsen tog över.</translation>
        </message>
        <message>
            <source>The charger did not deliver its file by any protocol that it knows.</source>
            <translation>Laddaren levererade inte sin fil med något protokoll som den kan.</translation>
        </message>
        <message>
            <source>The charger did not say how long its file is, so it cannot be received over HTTP.</source>
            <translation>Laddaren sade inte hur lång filen är, så den kan inte tas emot över HTTP.</translation>
        </message>
        <message>
            <source>The charger did not send BootNotification after connecting.</source>
            <translation>Laddaren skickade ingen BootNotification när den hade anslutit.</translation>
        </message>
        <message>
            <source>The charger does not answer pings.</source>
            <translation>Laddaren svarar inte på ping.</translation>
        </message>
        <message>
            <source>The charger gave no id.</source>
            <translation>Laddaren angav inget id.</translation>
        </message>
        <message>
            <source>The charger gave up in the middle of the file. What came is kept.</source>
            <translation>Laddaren gav upp mitt i filen. Det som kom behålls.</translation>
        </message>
        <message>
            <source>The charger has restarted: it booted {seconds} s after its answer.</source>
            <translation>Laddaren har startat om: den var igång {seconds} s efter sitt svar.</translation>
        </message>
        <message>
            <source>The charger has sent nothing for {seconds} s.</source>
            <translation>Laddaren har inte skickat något på {seconds} s.</translation>
        </message>
        <message>
            <source>The charger is not connected, so it cannot be asked for its file.</source>
            <translation>Laddaren är inte ansluten och kan inte tillfrågas om sin fil.</translation>
        </message>
        <message>
            <source>The charger is set to OCPP SOAP.</source>
            <translation>Laddaren är inställd på OCPP SOAP.</translation>
        </message>
        <message>
            <source>The charger is set to wss://.</source>
            <translation>Laddaren är inställd på wss://.</translation>
        </message>
        <message>
            <source>The charger is slow or busy; the command may have worked.</source>
            <translation>Laddaren är långsam eller upptagen. Kommandot kan ha fungerat.</translation>
        </message>
        <message>
            <source>The charger logged in without the user name and password that it was given.</source>
            <translation>Laddaren loggade in utan det användarnamn och lösenord som den fick.</translation>
        </message>
        <message>
            <source>The charger may apply the change without telling. Ask for its status.</source>
            <translation>Laddaren kan göra ändringen utan att säga till. Begär status.</translation>
        </message>
        <message>
            <source>The charger may hide it, or not know it.</source>
            <translation>Laddaren kan dölja den, eller inte känna till den.</translation>
        </message>
        <message>
            <source>The charger no longer answers, though the connection is open.</source>
            <translation>Laddaren svarar inte längre, fast förbindelsen är öppen.</translation>
        </message>
        <message>
            <source>The charger no longer answers.</source>
            <translation>Laddaren svarar inte längre.</translation>
        </message>
        <message>
            <source>The charger normally dials in again by itself.</source>
            <translation>Laddaren ringer normalt upp igen av sig själv.</translation>
        </message>
        <message>
            <source>The charger offers an OCPP version that is not known; 1.6 is assumed.</source>
            <translation>Laddaren erbjuder en okänd OCPP-version. 1.6 antas.</translation>
        </message>
        <message>
            <source>The charger offers no OCPP version; 1.6 is assumed.</source>
            <translation>Laddaren erbjuder ingen OCPP-version. 1.6 antas.</translation>
        </message>
        <message>
            <source>The charger offers only protocols that are not OCPP.</source>
            <translation>Laddaren erbjuder bara protokoll som inte är OCPP.</translation>
        </message>
        <message>
            <source>The charger reports {code}, which is not in the OCPP list.</source>
            <translation>Laddaren rapporterar {code}, som inte finns i OCPP:s lista.</translation>
        </message>
        <message>
            <source>The charger restarted or its network software failed. It normally dials in again.</source>
            <translation>Laddaren startade om eller så havererade dess nätverksprogram. Den ringer normalt upp igen.</translation>
        </message>
        <message>
            <source>The charger restarted or lost its network. It may take up to 20 minutes until it dials in again; saving its OCPP settings once more forces it.</source>
            <translation>Laddaren startade om eller tappade nätverket. Det kan ta upp till 20 minuter tills den ringer upp igen. Spara OCPP-inställningarna en gång till så tvingas den.</translation>
        </message>
        <message>
            <source>The charger rounded or ignored the value.</source>
            <translation>Laddaren avrundade värdet eller brydde sig inte om det.</translation>
        </message>
        <message>
            <source>The charger says that it has uploaded its file, but nothing arrived here.</source>
            <translation>Laddaren säger att den har laddat upp sin fil, men inget kom hit.</translation>
        </message>
        <message>
            <source>The charger says that it takes effect after a restart.</source>
            <translation>Laddaren säger att det gäller efter en omstart.</translation>
        </message>
        <message>
            <source>The charger says that its upload failed.</source>
            <translation>Laddaren säger att uppladdningen misslyckades.</translation>
        </message>
        <message>
            <source>The charger says that the connector is unlocked.</source>
            <translation>Laddaren säger att kontaktdonet är upplåst.</translation>
        </message>
        <message>
            <source>The charger sends many heartbeats a second.</source>
            <translation>Laddaren skickar många Heartbeat i sekunden.</translation>
        </message>
        <message>
            <source>The charger sent NaN or Infinity; it counts as no value.</source>
            <translation>Laddaren skickade NaN eller Infinity. Det räknas som inget värde.</translation>
        </message>
        <message>
            <source>The charger sent a message of more than 4 MiB.</source>
            <translation>Laddaren skickade ett meddelande på mer än 4 MiB.</translation>
        </message>
        <message>
            <source>The charger sent a password in a form that cannot be read.</source>
            <translation>Laddaren skickade ett lösenord i en form som inte går att läsa.</translation>
        </message>
        <message>
            <source>The charger sent a ping or close frame longer than 125 bytes.</source>
            <translation>Laddaren skickade en ping- eller stängningsram på mer än 125 byte.</translation>
        </message>
        <message>
            <source>The charger sent a truncated message: it ends at character {position}, in the middle.</source>
            <translation>Laddaren skickade ett kapat meddelande: det slutar mitt i, vid tecken {position}.</translation>
        </message>
        <message>
            <source>The charger sent another password than the one set in Kontaktor.</source>
            <translation>Laddaren skickade ett annat lösenord än det som är inställt i Kontaktor.</translation>
        </message>
        <message>
            <source>The charger sent compressed frames although none were agreed on.</source>
            <translation>Laddaren skickade komprimerade ramar fast inga var överenskomna.</translation>
        </message>
        <message>
            <source>The charger sent more files than the laptop accepts from one request.</source>
            <translation>Laddaren skickade fler filer än datorn tar emot för en begäran.</translation>
        </message>
        <message>
            <source>The charger sent only the rest of a file that it had begun before.</source>
            <translation>Laddaren skickade bara resten av en fil som den hade börjat på tidigare.</translation>
        </message>
        <message>
            <source>The charger sent something to the HTTP receiver that is not HTTP: {sample}</source>
            <translation>Laddaren skickade något till HTTP-mottagaren som inte är HTTP: {sample}</translation>
        </message>
        <message>
            <source>The charger sent the same {action} again and got the same answer; it was counted once.</source>
            <translation>Laddaren skickade samma {action} igen och fick samma svar. Det räknades en gång.</translation>
        </message>
        <message>
            <source>The charger sent unmasked WebSocket frames, which no server may accept.</source>
            <translation>Laddaren skickade omaskade WebSocket-ramar, vilket ingen server får godta.</translation>
        </message>
        <message>
            <source>The charger sent {action}, which OCPP does not know.</source>
            <translation>Laddaren skickade {action}, som OCPP inte känner till.</translation>
        </message>
        <message>
            <source>The charger speaks OCPP {protocol}, which is answered but not shown yet.</source>
            <translation>Laddaren talar OCPP {protocol}, som besvaras men ännu inte visas.</translation>
        </message>
        <message>
            <source>The charger spells the OCPP version in its own way.</source>
            <translation>Laddaren stavar OCPP-versionen på sitt eget sätt.</translation>
        </message>
        <message>
            <source>The charger stopped reading what Kontaktor sends, so the connection was ended.</source>
            <translation>Laddaren slutade läsa det Kontaktor skickar, så förbindelsen avslutades.</translation>
        </message>
        <message>
            <source>The charger stopped sending in the middle of the file. What came is kept.</source>
            <translation>Laddaren slutade skicka mitt i filen. Det som kom behålls.</translation>
        </message>
        <message>
            <source>The charger uploaded without the user name and password that it was given.</source>
            <translation>Laddaren laddade upp utan det användarnamn och lösenord som den fick.</translation>
        </message>
        <message>
            <source>The charger used another password than the one that it was given.</source>
            <translation>Laddaren använde ett annat lösenord än det som den fick.</translation>
        </message>
        <message>
            <source>The charger uses a charge number of its own: {transaction}.</source>
            <translation>Laddaren använder ett eget laddningsnummer: {transaction}.</translation>
        </message>
        <message>
            <source>The charger went away but did not come back within {seconds} s.</source>
            <translation>Laddaren försvann men kom inte tillbaka inom {seconds} s.</translation>
        </message>
        <message>
            <source>The charger's clock is not set: it says {reported}.</source>
            <translation>Laddarens klocka är inte ställd: den säger {reported}.</translation>
        </message>
        <message>
            <source>The charger's firmware is faulty, or a proxy between charger and laptop damages headers. Connect them directly with a cable.</source>
            <translation>Laddarens programvara är felaktig, eller så skadar en proxy mellan laddaren och datorn huvudena. Anslut dem direkt med en kabel.</translation>
        </message>
        <message>
            <source>The charger's firmware is faulty, or a proxy between charger and laptop removes headers. Connect them directly with a cable.</source>
            <translation>Laddarens programvara är felaktig, eller så tar en proxy mellan laddaren och datorn bort huvuden. Anslut dem direkt med en kabel.</translation>
        </message>
        <message>
            <source>The charger's time differs by {offset}, about {zone}: it seems to send local time as UTC.</source>
            <translation>Laddarens tid skiljer {offset}, ungefär {zone}: den verkar skicka lokal tid som UTC.</translation>
        </message>
        <message>
            <source>The charger's time differs from the laptop's by {offset}.</source>
            <translation>Laddarens tid skiljer sig från datorns med {offset}.</translation>
        </message>
        <message>
            <source>The charger's user name and password cannot be read.</source>
            <translation>Laddarens användarnamn och lösenord går inte att läsa.</translation>
        </message>
        <message>
            <source>The charger's user name differs from its id.</source>
            <translation>Laddarens användarnamn är inte detsamma som dess id.</translation>
        </message>
        <message>
            <source>The connection broke before the dial-in was complete.</source>
            <translation>Förbindelsen bröts innan uppringningen var klar.</translation>
        </message>
        <message>
            <source>The connection broke while the file was coming. What came is kept.</source>
            <translation>Förbindelsen bröts medan filen kom. Det som kom behålls.</translation>
        </message>
        <message>
            <source>The connection ended without a goodbye.</source>
            <translation>Förbindelsen tog slut utan avsked.</translation>
        </message>
        <message>
            <source>The connection stays open; any message counts too.</source>
            <translation>Förbindelsen hålls öppen. Vilket meddelande som helst räknas också.</translation>
        </message>
        <message>
            <source>The connection was lost before the effect could be seen.</source>
            <translation>Förbindelsen bröts innan effekten hann synas.</translation>
        </message>
        <message>
            <source>The connection was reset.</source>
            <translation>Förbindelsen återställdes.</translation>
        </message>
        <message>
            <source>The contactor does not open or close as it should. The outlet may be live.</source>
            <translation>Kontaktorn öppnar eller sluter inte som den ska. Uttaget kan vara spänningssatt.</translation>
        </message>
        <message>
            <source>The current went above the limit and the protection tripped.</source>
            <translation>Strömmen gick över gränsen och skyddet löste ut.</translation>
        </message>
        <message>
            <source>The dial-in lacks the header Sec-WebSocket-Key, so it cannot be answered.</source>
            <translation>Uppringningen saknar huvudet Sec-WebSocket-Key och kan inte besvaras.</translation>
        </message>
        <message>
            <source>The dial-in request is longer than 16 kB.</source>
            <translation>Uppringningens förfrågan är längre än 16 kB.</translation>
        </message>
        <message>
            <source>The dial-in stopped in the middle and did not go on for 10 seconds.</source>
            <translation>Uppringningen stannade mitt i och fortsatte inte på 10 sekunder.</translation>
        </message>
        <message>
            <source>The disk does not keep up: nothing more is recorded.</source>
            <translation>Disken hinner inte med: inget mer spelas in.</translation>
        </message>
        <message>
            <source>The disk is full: nothing more is recorded.</source>
            <translation>Disken är full: inget mer spelas in.</translation>
        </message>
        <message>
            <source>The disk reports an error: nothing more is recorded.</source>
            <translation>Disken rapporterar ett fel: inget mer spelas in.</translation>
        </message>
        <message>
            <source>The earth leakage protection has tripped, or the protective earth is not good.</source>
            <translation>Jordfelsskyddet har löst ut, eller så är skyddsjorden inte godkänd.</translation>
        </message>
        <message>
            <source>The file came over FTP as anonymous, without the password that was in the address.</source>
            <translation>Filen kom över FTP som anonymous, utan det lösenord som stod i adressen.</translation>
        </message>
        <message>
            <source>The file came over HTTP without the password that was in the address.</source>
            <translation>Filen kom över HTTP utan det lösenord som stod i adressen.</translation>
        </message>
        <message>
            <source>The file is here. Plain FTP cannot prove that nothing is missing at its end.</source>
            <translation>Filen är här. Vanlig FTP kan inte bevisa att inget saknas i slutet.</translation>
        </message>
        <message>
            <source>The file is larger than the laptop accepts from one request ({limit} bytes).</source>
            <translation>Filen är större än datorn tar emot för en begäran ({limit} byte).</translation>
        </message>
        <message>
            <source>The file was cut short: fewer bytes came than the charger announced. What came is kept.</source>
            <translation>Filen kapades: färre byte kom än laddaren angav. Det som kom behålls.</translation>
        </message>
        <message>
            <source>The frame is JSON but not an OCPP message.</source>
            <translation>Ramen är JSON men inget OCPP-meddelande.</translation>
        </message>
        <message>
            <source>The frame is damaged and nested too deep.</source>
            <translation>Ramen är skadad och för djupt nästlad.</translation>
        </message>
        <message>
            <source>The frame is damaged and too long to be repaired.</source>
            <translation>Ramen är skadad och för lång för att lagas.</translation>
        </message>
        <message>
            <source>The frame is damaged in too many places.</source>
            <translation>Ramen är skadad på för många ställen.</translation>
        </message>
        <message>
            <source>The frame is empty.</source>
            <translation>Ramen är tom.</translation>
        </message>
        <message>
            <source>The frame is not JSON, or its JSON is damaged in a way without a safe reading.</source>
            <translation>Ramen är inte JSON, eller så är dess JSON skadad på ett sätt som inte kan läsas säkert.</translation>
        </message>
        <message>
            <source>The header Connection: Upgrade is missing.</source>
            <translation>Huvudet Connection: Upgrade saknas.</translation>
        </message>
        <message>
            <source>The header Host is missing.</source>
            <translation>Huvudet Host saknas.</translation>
        </message>
        <message>
            <source>The header Sec-WebSocket-Key does not hold 16 bytes in Base64.</source>
            <translation>Huvudet Sec-WebSocket-Key innehåller inte 16 byte i Base64.</translation>
        </message>
        <message>
            <source>The header Sec-WebSocket-Key of the dial-in cannot be read.</source>
            <translation>Uppringningens huvud Sec-WebSocket-Key går inte att läsa.</translation>
        </message>
        <message>
            <source>The header Sec-WebSocket-Version: 13 is missing or differs.</source>
            <translation>Huvudet Sec-WebSocket-Version: 13 saknas eller avviker.</translation>
        </message>
        <message>
            <source>The header Upgrade: websocket is missing.</source>
            <translation>Huvudet Upgrade: websocket saknas.</translation>
        </message>
        <message>
            <source>The laptop cannot open a port for uploads on this network adapter.</source>
            <translation>Datorn kan inte öppna en port för uppladdningar på det här nätverkskortet.</translation>
        </message>
        <message>
            <source>The list of cards in the charger does not match the one of its operator.</source>
            <translation>Kortlistan i laddaren stämmer inte med operatörens.</translation>
        </message>
        <message>
            <source>The list of offered OCPP versions is malformed.</source>
            <translation>Listan över erbjudna OCPP-versioner är felaktig.</translation>
        </message>
        <message>
            <source>The member {member} is missing.</source>
            <translation>Fältet {member} saknas.</translation>
        </message>
        <message>
            <source>The message as it came is on the Messages page.</source>
            <translation>Meddelandet som det kom finns på sidan Meddelanden.</translation>
        </message>
        <message>
            <source>The message came as a binary frame; OCPP uses text frames. It was read as text.</source>
            <translation>Meddelandet kom som en binär ram. OCPP använder textramar. Det lästes som text.</translation>
        </message>
        <message>
            <source>The message came in UTF-16 instead of UTF-8. It was read all the same.</source>
            <translation>Meddelandet kom i UTF-16 i stället för UTF-8. Det lästes ändå.</translation>
        </message>
        <message>
            <source>The message came.</source>
            <translation>Meddelandet kom.</translation>
        </message>
        <message>
            <source>The message does not say what it wants.</source>
            <translation>Meddelandet säger inte vad det vill.</translation>
        </message>
        <message>
            <source>The message ends before its id.</source>
            <translation>Meddelandet slutar före sitt id.</translation>
        </message>
        <message>
            <source>The message has None, True or the like instead of JSON's words.</source>
            <translation>Meddelandet har None, True eller liknande i stället för JSON:s ord.</translation>
        </message>
        <message>
            <source>The message has no id; it is answered with the id -1.</source>
            <translation>Meddelandet saknar id. Det besvaras med id -1.</translation>
        </message>
        <message>
            <source>The message has only {count} elements; the rest counts as empty.</source>
            <translation>Meddelandet har bara {count} delar. Resten räknas som tom.</translation>
        </message>
        <message>
            <source>The message has {count} elements, more than OCPP knows.</source>
            <translation>Meddelandet har {count} delar, fler än OCPP känner till.</translation>
        </message>
        <message>
            <source>The message id has {length} characters; OCPP allows {limit}.</source>
            <translation>Meddelandets id har {length} tecken. OCPP tillåter {limit}.</translation>
        </message>
        <message>
            <source>The message id is a number; OCPP wants text. It is echoed as a number.</source>
            <translation>Meddelandets id är ett tal. OCPP kräver text. Det besvaras som ett tal.</translation>
        </message>
        <message>
            <source>The message id is empty, so answers cannot be told apart.</source>
            <translation>Meddelandets id är tomt, så svar går inte att skilja åt.</translation>
        </message>
        <message>
            <source>The message id is neither text nor number; it is echoed as text.</source>
            <translation>Meddelandets id är varken text eller tal. Det besvaras som text.</translation>
        </message>
        <message>
            <source>The message is nested deeper than {limit} levels; what lies deeper was left out.</source>
            <translation>Meddelandet är nästlat djupare än {limit} nivåer. Det som ligger djupare hoppades över.</translation>
        </message>
        <message>
            <source>The message is not valid UTF-8 from byte {position} on; unreadable characters are shown as �.</source>
            <translation>Meddelandet är inte giltig UTF-8 från byte {position}. Oläsliga tecken visas som �.</translation>
        </message>
        <message>
            <source>The message type came as {sent} and not as a whole number.</source>
            <translation>Meddelandetypen kom som {sent} och inte som ett heltal.</translation>
        </message>
        <message>
            <source>The message type {sent} does not exist in OCPP 1.6; the message was read by its shape.</source>
            <translation>Meddelandetypen {sent} finns inte i OCPP 1.6. Meddelandet lästes efter sin form.</translation>
        </message>
        <message>
            <source>The message uses another character for a comma or a colon.</source>
            <translation>Meddelandet använder ett annat tecken för komma eller kolon.</translation>
        </message>
        <message>
            <source>The message uses single quotes instead of double ones.</source>
            <translation>Meddelandet använder enkla citattecken i stället för dubbla.</translation>
        </message>
        <message>
            <source>The message uses typographic quotes instead of plain ones.</source>
            <translation>Meddelandet använder typografiska citattecken i stället för raka.</translation>
        </message>
        <message>
            <source>The mobile or Wi-Fi signal is weak.</source>
            <translation>Mobil- eller wifi-signalen är svag.</translation>
        </message>
        <message>
            <source>The network between laptop and charger is gone.</source>
            <translation>Nätverket mellan datorn och laddaren är borta.</translation>
        </message>
        <message>
            <source>The newer connection took over and the older one was closed.</source>
            <translation>Den nyare förbindelsen tog över och den äldre stängdes.</translation>
        </message>
        <message>
            <source>The number is too large for this setting.</source>
            <translation>Talet är för stort för den här inställningen.</translation>
        </message>
        <message>
            <source>The operating system took the listening port away; it is being opened again.</source>
            <translation>Operativsystemet tog bort lyssnarporten. Den öppnas igen.</translation>
        </message>
        <message>
            <source>The operator can send the whole list again.</source>
            <translation>Operatören kan skicka hela listan igen.</translation>
        </message>
        <message>
            <source>The path holds spaces or letters that must be percent-encoded.</source>
            <translation>Sökvägen innehåller blanksteg eller bokstäver som måste procentkodas.</translation>
        </message>
        <message>
            <source>The payload breaks the rule {keyword} of its schema.</source>
            <translation>Innehållet bryter mot regeln {keyword} i sitt schema.</translation>
        </message>
        <message>
            <source>The payload is nested too deep to be compared with the standard.</source>
            <translation>Innehållet är för djupt nästlat för att jämföras med standarden.</translation>
        </message>
        <message>
            <source>The payload is not an object but {sent}.</source>
            <translation>Innehållet är inte ett objekt utan {sent}.</translation>
        </message>
        <message>
            <source>The port could not be opened.</source>
            <translation>Porten kunde inte öppnas.</translation>
        </message>
        <message>
            <source>The program was closed before the file was whole. What came is kept.</source>
            <translation>Programmet stängdes innan filen var hel. Det som kom behålls.</translation>
        </message>
        <message>
            <source>The recording has stopped because of a bug in this program.</source>
            <translation>Inspelningen har stannat på grund av ett fel i det här programmet.</translation>
        </message>
        <message>
            <source>The request is not HTTP/1.1.</source>
            <translation>Förfrågan är inte HTTP/1.1.</translation>
        </message>
        <message>
            <source>The request method is not GET.</source>
            <translation>Förfrågans metod är inte GET.</translation>
        </message>
        <message>
            <source>The request names the whole address instead of the path.</source>
            <translation>Förfrågan anger hela adressen i stället för sökvägen.</translation>
        </message>
        <message>
            <source>The supply voltage is too high.</source>
            <translation>Matningsspänningen är för hög.</translation>
        </message>
        <message>
            <source>The supply voltage is too low, or a phase is missing.</source>
            <translation>Matningsspänningen är för låg, eller så saknas en fas.</translation>
        </message>
        <message>
            <source>The technician ended the connection.</source>
            <translation>Teknikern avslutade förbindelsen.</translation>
        </message>
        <message>
            <source>The time of receipt is used instead.</source>
            <translation>Tiden för mottagandet används i stället.</translation>
        </message>
        <message>
            <source>The time of receipt is used. Check both clocks; some makes stamp a status with the moment of its change.</source>
            <translation>Tiden för mottagandet används. Kontrollera båda klockorna. Vissa fabrikat stämplar en status med tiden då den ändrades.</translation>
        </message>
        <message>
            <source>The time of receipt is used. Most makes set the clock from our answers.</source>
            <translation>Tiden för mottagandet används. De flesta fabrikat ställer klockan efter våra svar.</translation>
        </message>
        <message>
            <source>The upload is damaged: it breaks the rules of HTTP. What came is kept.</source>
            <translation>Uppladdningen är skadad: den bryter mot HTTP:s regler. Det som kom behålls.</translation>
        </message>
        <message>
            <source>The upload was called off before the file was whole. What came is kept.</source>
            <translation>Uppladdningen avbröts innan filen var hel. Det som kom behålls.</translation>
        </message>
        <message>
            <source>The visit ended before the effect could be seen.</source>
            <translation>Besöket tog slut innan effekten hann synas.</translation>
        </message>
        <message>
            <source>The visit file cannot be opened.</source>
            <translation>Besöksfilen kan inte öppnas.</translation>
        </message>
        <message>
            <source>The visit file cannot be written.</source>
            <translation>Besöksfilen kan inte skrivas.</translation>
        </message>
        <message>
            <source>The visit file cannot be written: it is read-only.</source>
            <translation>Besöksfilen kan inte skrivas: den är skrivskyddad.</translation>
        </message>
        <message>
            <source>The visit file has been closed.</source>
            <translation>Besöksfilen har stängts.</translation>
        </message>
        <message>
            <source>The visit file is damaged.</source>
            <translation>Besöksfilen är skadad.</translation>
        </message>
        <message>
            <source>The visit file is in use by another program.</source>
            <translation>Besöksfilen används av ett annat program.</translation>
        </message>
        <message>
            <source>The visit file was made by a newer version of this program.</source>
            <translation>Besöksfilen gjordes av en nyare version av det här programmet.</translation>
        </message>
        <message>
            <source>The visit was ended.</source>
            <translation>Besöket avslutades.</translation>
        </message>
        <message>
            <source>The whole message came as a text inside a message; it was unpacked.</source>
            <translation>Hela meddelandet kom som en text inuti ett meddelande. Det packades upp.</translation>
        </message>
        <message>
            <source>There are blanks around the name of the action; they were ignored.</source>
            <translation>Det finns blanksteg runt namnet på anropet. De hoppades över.</translation>
        </message>
        <message>
            <source>There are control characters in the text of the message; NUL characters were removed.</source>
            <translation>Det finns styrtecken i meddelandets text. NUL-tecken togs bort.</translation>
        </message>
        <message>
            <source>There are more deviations in this message; the first {limit} are listed.</source>
            <translation>Det finns fler avvikelser i meddelandet. De första {limit} visas.</translation>
        </message>
        <message>
            <source>There are more messages in one frame than {count}; not all were read.</source>
            <translation>En ram innehåller fler än {count} meddelanden. Alla lästes inte.</translation>
        </message>
        <message>
            <source>There is a bracket too many in the message; it was ignored.</source>
            <translation>Det finns en parentes för mycket i meddelandet. Den hoppades över.</translation>
        </message>
        <message>
            <source>There is a comma too many in the message; it was ignored.</source>
            <translation>Det finns ett komma för mycket i meddelandet. Det hoppades över.</translation>
        </message>
        <message>
            <source>There is a space before the colon of a header.</source>
            <translation>Det finns ett blanksteg före kolon i ett huvud.</translation>
        </message>
        <message>
            <source>There is no such file.</source>
            <translation>Det finns ingen sådan fil.</translation>
        </message>
        <message>
            <source>There is text outside of the message's structure; it was ignored.</source>
            <translation>Det finns text utanför meddelandets struktur. Den hoppades över.</translation>
        </message>
        <message>
            <source>This computer's password vault does not answer, so the charger's password is not known.</source>
            <translation>Datorns lösenordsvalv svarar inte, så laddarens lösenord är okänt.</translation>
        </message>
        <message>
            <source>This is a firmware fault. Note the version for the manufacturer.</source>
            <translation>Det här är ett fel i programvaran. Anteckna versionen till tillverkaren.</translation>
        </message>
        <message>
            <source>This is not a visit file of Kontaktor.</source>
            <translation>Det här är ingen besöksfil från Kontaktor.</translation>
        </message>
        <message>
            <source>This is usually a charger or a network scanner that tests whether the port is open. If it is the charger, wait: the real dial-in follows.</source>
            <translation>Det är oftast en laddare eller en nätverksskanner som provar om porten är öppen. Om det är laddaren, vänta: den riktiga uppringningen följer.</translation>
        </message>
        <message>
            <source>This laptop does not have that address now.</source>
            <translation>Datorn har inte den adressen just nu.</translation>
        </message>
        <message>
            <source>This setting takes a whole number.</source>
            <translation>Den här inställningen tar ett heltal.</translation>
        </message>
        <message>
            <source>This setting takes true or false.</source>
            <translation>Den här inställningen tar true eller false.</translation>
        </message>
        <message>
            <source>Too many connections were waiting at the same time, and the oldest was dropped.</source>
            <translation>För många förbindelser väntade samtidigt och den äldsta släpptes.</translation>
        </message>
        <message>
            <source>Treat the outlet as live, and leave it to an electrician. Do not restart to free it.</source>
            <translation>Behandla uttaget som spänningssatt och överlåt det till en elinstallatör. Starta inte om för att få loss det.</translation>
        </message>
        <message>
            <source>Try FTP instead.</source>
            <translation>Prova FTP i stället.</translation>
        </message>
        <message>
            <source>Try a hard restart, or cut the power if you are allowed to.</source>
            <translation>Prova hård omstart, eller bryt strömmen om du får det.</translation>
        </message>
        <message>
            <source>Try another cable, then another car. It is a warning, not a fault of the charger.</source>
            <translation>Prova en annan kabel, sedan en annan bil. Det är en varning, inte ett fel på laddaren.</translation>
        </message>
        <message>
            <source>Undervoltage</source>
            <translation>Underspänning</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Okänd</translation>
        </message>
        <message>
            <source>Unknown fault</source>
            <translation>Okänt fel</translation>
        </message>
        <message>
            <source>Unlock connector</source>
            <translation>Lås upp kontaktdon</translation>
        </message>
        <message>
            <source>Unlock the vault (log in to the desktop), enter the password again in Kontaktor, or choose “accept any password”.</source>
            <translation>Lås upp valvet (logga in på skrivbordet), ange lösenordet igen i Kontaktor, eller välj ”Godta alla lösenord”.</translation>
        </message>
        <message>
            <source>Unplug the car and compare the current of each phase with the limit.</source>
            <translation>Koppla ur bilen och jämför strömmen i varje fas med gränsen.</translation>
        </message>
        <message>
            <source>Unplug the car. If it trips without a car or a second time, leave it to an electrician.</source>
            <translation>Koppla ur bilen. Löser det ut utan bil eller en andra gång, överlåt det till en elinstallatör.</translation>
        </message>
        <message>
            <source>Update the program.</source>
            <translation>Uppdatera programmet.</translation>
        </message>
        <message>
            <source>Use only letters, digits, - and _ in the charger's id.</source>
            <translation>Använd bara bokstäver, siffror, - och _ i laddarens id.</translation>
        </message>
        <message>
            <source>Vendor message</source>
            <translation>Tillverkarmeddelande</translation>
        </message>
        <message>
            <source>Voltage</source>
            <translation>Spänning</translation>
        </message>
        <message>
            <source>Wait until it has dialled in again.</source>
            <translation>Vänta tills den har ringt upp igen.</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Varning</translation>
        </message>
        <message>
            <source>Weak signal</source>
            <translation>Svag signal</translation>
        </message>
        <message>
            <source>What came before is kept.</source>
            <translation>Det som kom innan behålls.</translation>
        </message>
        <message>
            <source>What came is not an OCPP dial-in.</source>
            <translation>Det som kom är ingen OCPP-uppringning.</translation>
        </message>
        <message>
            <source>What was cut off is lost. The charger's send buffer may be too small for long answers.</source>
            <translation>Det som kapades är förlorat. Laddarens sändbuffert kan vara för liten för långa svar.</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>accepterad</translation>
        </message>
        <message>
            <source>accepted, earlier request cancelled</source>
            <translation>accepterad, tidigare begäran avbruten</translation>
        </message>
        <message>
            <source>could not unlock</source>
            <translation>kunde inte låsa upp</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>nyss</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>inget svar</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>inte ansluten</translation>
        </message>
        <message>
            <source>not implemented</source>
            <translation>inte implementerad</translation>
        </message>
        <message>
            <source>not supported</source>
            <translation>stöds inte</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>nekad</translation>
        </message>
        <message>
            <source>restart needed</source>
            <translation>omstart krävs</translation>
        </message>
        <message>
            <source>scheduled</source>
            <translation>schemalagd</translation>
        </message>
        <message>
            <source>the charger reported an error</source>
            <translation>laddaren meddelade ett fel</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>okänd</translation>
        </message>
        <message>
            <source>unlocked</source>
            <translation>upplåst</translation>
        </message>
        <message>
            <source>{count} messages came as a list; each was read.</source>
            <translation>{count} meddelanden kom som en lista. Vart och ett lästes.</translation>
        </message>
        <message>
            <source>{count} messages came in one frame; each was read.</source>
            <translation>{count} meddelanden kom i en ram. Vart och ett lästes.</translation>
        </message>
        <message>
            <source>{count} settings read.</source>
            <translation>{count} inställningar lästa.</translation>
        </message>
        <message>
            <source>{days} d {hours} h</source>
            <translation>{days} d {hours} h</translation>
        </message>
        <message>
            <source>{file} has arrived, {size} bytes.</source>
            <translation>{file} har kommit, {size} byte.</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} h {minutes} min</translation>
        </message>
        <message>
            <source>{key} could not be read back.</source>
            <translation>{key} kunde inte läsas tillbaka.</translation>
        </message>
        <message>
            <source>{key} still reads {value}.</source>
            <translation>{key} är fortfarande {value}.</translation>
        </message>
        <message>
            <source>{key} was read back as {value}, not as {wanted}.</source>
            <translation>{key} lästes tillbaka som {value}, inte som {wanted}.</translation>
        </message>
        <message>
            <source>{key} was read back as {value}.</source>
            <translation>{key} lästes tillbaka som {value}.</translation>
        </message>
        <message>
            <source>{measurand} comes in the unknown unit {unit}; it is shown as sent.</source>
            <translation>{measurand} kommer i den okända enheten {unit} och visas som den skickades.</translation>
        </message>
        <message>
            <source>{measurand} comes in {unit} and is read as {usual}.</source>
            <translation>{measurand} kommer i {unit} och läses som {usual}.</translation>
        </message>
        <message>
            <source>{measurand} comes in {unit} and not in {usual}; it is shown as sent.</source>
            <translation>{measurand} kommer i {unit} och inte i {usual}. Det visas som det skickades.</translation>
        </message>
        <message>
            <source>{measurand} is not in the OCPP list; it is shown under its own name.</source>
            <translation>{measurand} finns inte i OCPP:s lista. Det visas under sitt eget namn.</translation>
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} min {seconds} s</translation>
        </message>
        <message>
            <source>{peer} tried to upload and was turned away: no file is expected from there.</source>
            <translation>{peer} försökte ladda upp och avvisades: ingen fil väntas därifrån.</translation>
        </message>
        <message>
            <source>{time} ago</source>
            <translation>för {time} sedan</translation>
        </message>
        <message>
            <source>{value} is above {limit}, the most that OCPP allows.</source>
            <translation>{value} är högre än {limit}, det högsta OCPP tillåter.</translation>
        </message>
        <message>
            <source>{value} is below {limit}, the least that OCPP allows.</source>
            <translation>{value} är lägre än {limit}, det lägsta OCPP tillåter.</translation>
        </message>
        <message>
            <source>{value} is not a multiple of {step}.</source>
            <translation>{value} är ingen multipel av {step}.</translation>
        </message>
        <message>
            <source>{value} is not one of the words that OCPP allows here ({allowed}); it is shown as sent.</source>
            <translation>{value} är inget av de ord som OCPP tillåter här ({allowed}). Det visas som det skickades.</translation>
        </message>
    </context>
</TS>
