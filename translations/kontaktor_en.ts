<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>ConnectPage</name>
        <message numerus="yes">
            <source>%Ln attempt(s)</source>
            <translation>
                <numerusform>%Ln attempt</numerusform>
                <numerusform>%Ln attempts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln connected</source>
            <translation>
                <numerusform>%Ln connected</numerusform>
                <numerusform>%Ln connected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FaultDetails</name>
        <message numerus="yes">
            <source>came back %Ln time(s) after being gone</source>
            <translation>
                <numerusform>came back once after being gone</numerusform>
                <numerusform>came back %Ln times after being gone</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FaultList</name>
        <message numerus="yes">
            <source>%Ln time(s)</source>
            <translation>
                <numerusform>once</numerusform>
                <numerusform>%Ln times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FaultsPage</name>
        <message numerus="yes">
            <source>%Ln active</source>
            <translation>
                <numerusform>%Ln active</numerusform>
                <numerusform>%Ln active</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln earlier</source>
            <translation>
                <numerusform>%Ln earlier</numerusform>
                <numerusform>%Ln earlier</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindingsCard</name>
        <message numerus="yes">
            <source>%Ln finding(s) in this message</source>
            <translation>
                <numerusform>%Ln finding in this message</numerusform>
                <numerusform>%Ln findings in this message</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MessageTable</name>
        <message numerus="yes">
            <source>%Ln key(s)</source>
            <translation>
                <numerusform>%Ln key</numerusform>
                <numerusform>%Ln keys</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unknown</source>
            <translation>
                <numerusform>%Ln unknown</numerusform>
                <numerusform>%Ln unknown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MessagesPage</name>
        <message numerus="yes">
            <source>%Ln pair(s)</source>
            <translation>
                <numerusform>%Ln pair</numerusform>
                <numerusform>%Ln pairs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln with deviations</source>
            <translation>
                <numerusform>%Ln with deviations</numerusform>
                <numerusform>%Ln with deviations</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>%Ln finding(s)</source>
            <translation>
                <numerusform>%Ln finding</numerusform>
                <numerusform>%Ln findings</numerusform>
            </translation>
        </message>
    </context>
</TS>
