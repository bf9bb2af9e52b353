<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AppointmentStrip</name>
    <message numerus="yes">
        <source>%n waiting before this number</source>
        <translation>
            <numerusform>%n waiting before this number</numerusform>
            <numerusform>%n waiting before this number</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message numerus="yes">
        <source>%n waiting before this number</source>
        <translation>
            <numerusform>%n waiting before this number</numerusform>
            <numerusform>%n waiting before this number</numerusform>
        </translation>
    </message>
</context>
</TS>
