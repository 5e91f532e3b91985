#!/usr/bin/python3
# A voice for speech-dispatcher that writes down what it is given, an utterance a line, in place of speaking it. argv[1] names a file whose
# first line is the file to write to. A server that is busy reads "it has begun" and "it has ended" at once, and then waits for more before it
# hears the second: so the voice takes a moment over each.
import html, os, re, sys, time

words = open(open(sys.argv[1]).readline().strip(), "a")
buffer = b""


def say(text):
    os.write(1, (text + "\n").encode())


def line():
    global buffer
    while b"\n" not in buffer:
        part = os.read(0, 65536)
        if not part:
            sys.exit(0)
        buffer += part
    first, buffer = buffer.split(b"\n", 1)
    return first.decode("utf-8", "replace").rstrip("\r")


def block():
    out = []
    while (text := line()) != ".":
        out.append(text[1:] if text.startswith("..") else text)
    return "\n".join(out)


while True:
    command = line()
    word = command.split(" ")[0]
    if word == "INIT":
        say("299-ready\n299 OK LOADED SUCCESSFULLY")
    elif word == "AUDIO":
        say("207 OK RECEIVING AUDIO SETTINGS"); block(); say("203 OK AUDIO INITIALIZED")
    elif word == "LOGLEVEL":
        say("207 OK RECEIVING LOGLEVEL SETTINGS"); block(); say("203 OK LOG LEVEL SET")
    elif word == "SET":
        say("203 OK RECEIVING SETTINGS"); block(); say("203 OK SETTINGS RECEIVED")
    elif command.startswith("LIST VOICES"):
        say("200-plain\ten\tnone\n200 OK VOICE LIST SENT")
    elif word in ("SPEAK", "CHAR", "KEY", "SOUND_ICON"):
        say("202 OK RECEIVING MESSAGE")
        text = html.unescape(re.sub(r"<[^>]*>", "", block()))
        say("200 OK SPEAKING")
        words.write(" ".join(text.split()) + "\n")
        words.flush()
        time.sleep(0.05)
        say("701 BEGIN")
        time.sleep(0.1)
        say("702 END")
    elif word in ("STOP", "PAUSE"):
        pass  # it has ended by then
    elif word == "QUIT":
        say("210 OK QUIT")
        break
    else:
        say("300 ERR UNKNOWN COMMAND")
