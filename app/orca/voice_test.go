package orca

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The voice answers a speech server by the book, and writes down an utterance without its markup, a line each.
func TestVoiceWritesDownWhatItIsGiven(t *testing.T) {
	const python = "/usr/bin/python3"
	if !there(python) {
		t.Skip("no " + python)
	}
	room := t.TempDir()
	words, conf := filepath.Join(room, "words"), filepath.Join(room, "conf")
	if err := os.WriteFile(conf, []byte(words+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "voice.py", conf)
	cmd.Stdin = strings.NewReader("INIT\nAUDIO\naudio=x\n.\nLOGLEVEL\nlog=1\n.\nLIST VOICES\nSET\nrate=1\n.\nSPEAK\n<speak><mark name=\"0:3\"/>Loi &amp;\n  droit</speak>\n.\nSTOP\nSPEAK\n..5 %\n.\nWHAT\nQUIT\n")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for l := range strings.SplitSeq(strings.TrimSpace(string(out)), "\n") {
		codes = append(codes, l[:4])
	}
	if got, want := strings.Join(codes, ""), "299-299 207 203 207 203 200-200 203 203 202 200 701 702 202 200 701 702 300 210 "; got != want {
		t.Errorf("it answers %s, want %s", got, want)
	}
	if said, err := os.ReadFile(words); err != nil || string(said) != "Loi & droit\n.5 %\n" {
		t.Errorf("it writes %q %v", said, err)
	}
}
