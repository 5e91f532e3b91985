// Package orca lets Debian's Orca read a page aloud, in a browser on a screen that nobody sees, and writes down what it gives to speech.
// It hears what one screen reader says in one browser; it does not prove how others say it, nor how it sounds.
package orca

import (
	"bufio"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Needs are the programs that a reading takes: make orca installs them.
var Needs = []string{"/usr/bin/orca", "/usr/bin/speech-dispatcher", "/usr/lib/speech-dispatcher-modules/sd_generic", "/usr/libexec/at-spi-bus-launcher",
	"/usr/bin/gsettings", "/usr/bin/openbox", "/usr/bin/Xvfb", "/usr/bin/dbus-run-session", "/usr/bin/localedef", "/usr/bin/firefox-esr"}

//go:embed session.sh
var session string

// speechd is the configuration of a speech server with one voice, which writes down what it is told.
const speechd = `LogLevel 1
AudioOutputMethod "alsa"
AudioALSADevice "default"
DefaultModule log
AddModule "log" "sd_generic" "log.conf"
DefaultLanguage "%s"
`

// voice is one that writes down what it is given, an utterance a line. It takes a moment over each: a server that reads "it has begun"
// and "it has ended" at once waits for more before it hears the second, and Orca with it.
const voice = `GenericExecuteSynth "printf '%%s\\n' '$DATA' >> %[1]s; sleep 0.12"
GenericMaxChunkLength 100000
GenericDelimiters ""
GenericLanguage "%[2]s" "%[2]s" "utf-8"
AddVoice "%[2]s" "MALE1" "m"
`

// firefox is what keeps a new profile from saying anything of its own.
const firefox = `user_pref("accessibility.force_disabled", -1);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.aboutwelcome.enabled", false);
user_pref("app.update.enabled", false);
user_pref("browser.translations.automaticallyPopup", false);
user_pref("browser.newtab.preload", false);
user_pref("browser.newtabpage.enabled", false);
user_pref("browser.startup.page", 0);
`

// tongue is a locale of the system for readers of a language, in which Orca names roles to them: its own country's, or else the first.
func tongue(lang string) (string, error) {
	const all = "/usr/share/i18n/locales/"
	if own := lang + "_" + strings.ToUpper(lang); there(all + own) {
		return own, nil
	}
	found, err := filepath.Glob(all + lang + "_??")
	if err != nil || len(found) == 0 {
		return "", fmt.Errorf("the system has no locale for %q in %s", lang, all)
	}
	return filepath.Base(found[0]), nil
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// patience is how long nothing may be said before a reading is taken to have ended.
const patience = 60 * time.Second

// Read opens an address in a browser ("firefox", "chromium"), lets Orca read all of it to a reader of a language, as it does by itself
// when a page has come, and gives what it said, an utterance a line. debug keeps Orca's own log in the folder room.
func Read(room, browser, lang, address string, debug bool) ([]string, error) {
	for _, p := range Needs {
		if !there(p) {
			return nil, fmt.Errorf("no %s: run make orca", p)
		}
	}
	// A second Orca ends as soon as it sees the first, of whatever session.
	one, err := os.Create(filepath.Join(os.TempDir(), "explainer-orca.lock"))
	if err != nil {
		return nil, err
	}
	defer one.Close()
	if err := syscall.Flock(int(one.Fd()), syscall.LOCK_EX); err != nil {
		return nil, err
	}
	words := filepath.Join(room, "words")
	run := []string{"firefox-esr", "--profile", filepath.Join(room, "profile"), "--no-remote", address}
	if browser == "chromium" {
		run = []string{"chromium", "--no-sandbox", "--force-renderer-accessibility", "--no-first-run", "--user-data-dir=" + filepath.Join(room, "profile"), address}
	}
	spoken, err := tongue(lang)
	if err != nil {
		return nil, err
	}
	tongue := spoken + ".UTF-8"
	for name, text := range map[string]string{"speech/speechd.conf": fmt.Sprintf(speechd, lang), "speech/modules/log.conf": fmt.Sprintf(voice, words, lang), "home/.asoundrc": "pcm.!default { type null }\n",
		"profile/user.js": firefox, "session.sh": session, "run/none": "", "tongues/none": ""} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(room, name)), 0o700); err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(room, name), []byte(text), 0o700); err != nil {
			return nil, err
		}
	}
	if out, err := exec.Command("localedef", "-i", spoken, "-f", "UTF-8", filepath.Join(room, "tongues", tongue)).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("localedef %s: %v: %s", tongue, err, out)
	}
	x := exec.Command("Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp")
	screen, end, err := start(x)
	if err != nil {
		return nil, err
	}
	defer end()
	all := exec.Command("dbus-run-session", append([]string{"--", "setpriv", "--pdeathsig", "KILL", "sh", filepath.Join(room, "session.sh")}, run...)...)
	all.Env = []string{"PATH=" + os.Getenv("PATH"), "ROOM=" + room, "WORDS=" + words, "HOME=" + room + "/home", "XDG_RUNTIME_DIR=" + room + "/run", "DISPLAY=:" + screen,
		"SPEECHD_ADDRESS=unix_socket:" + room + "/speech.sock", "LOCPATH=" + room + "/tongues", "LANG=" + tongue, "LANGUAGE=" + lang, "GNOME_ACCESSIBILITY=1", "GDK_BACKEND=x11"}
	if debug {
		all.Env = append(all.Env, "DEBUG=1")
	}
	all.Stdout, all.Stderr = os.Stderr, os.Stderr
	all.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := all.Start(); err != nil {
		return nil, err
	}
	defer func() {
		syscall.Kill(-all.Process.Pid, syscall.SIGKILL)
		all.Wait()
		quit(filepath.Join(room, "speech.pid"))
		sweep(room)
	}()
	return utterances(words)
}

// quit ends the speech server, which leaves the group that it was started in.
func quit(pidFile string) {
	b, err := os.ReadFile(pidFile)
	if err != nil {
		return
	}
	if pid, err := strconv.Atoi(strings.TrimSpace(string(b))); err == nil && pid > 1 {
		syscall.Kill(pid, syscall.SIGTERM)
	}
}

// sweep ends what else has been started for a room: the bus of accessible things leaves the group too, and would stay for good.
func sweep(room string) {
	all, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, name := range all {
		b, err := os.ReadFile(name)
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(name)))
		if err == nil && pid > 1 && strings.Contains("\x00"+string(b), "\x00ROOM="+room+"\x00") {
			syscall.Kill(pid, syscall.SIGTERM)
		}
	}
}

// start starts a screen and gives its number, and what ends it.
func start(x *exec.Cmd) (string, func(), error) {
	x.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	out, err := x.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := x.Start(); err != nil {
		return "", nil, err
	}
	end := func() { x.Process.Kill(); x.Wait() }
	n, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		end()
		return "", nil, fmt.Errorf("Xvfb does not say where it is: %w", err)
	}
	return strings.TrimSpace(n), end, nil
}

// utterances follows what is written down until nothing more is said. The voice begins a line with a space where it goes on after a
// full stop.
func utterances(words string) ([]string, error) {
	size, since, begun := int64(0), time.Now(), time.Now()
	for {
		time.Sleep(500 * time.Millisecond)
		if f, err := os.Stat(words); err == nil && f.Size() != size {
			size, since = f.Size(), time.Now()
		}
		if quiet := time.Since(since); quiet > patience && (size > 1000 || time.Since(begun) > 4*time.Minute) {
			break
		}
	}
	b, err := os.ReadFile(words)
	if err != nil {
		return nil, err
	}
	var out []string
	for line := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n") {
		text := strings.Join(strings.Fields(line), " ")
		switch {
		case text == "":
		case strings.HasPrefix(line, " ") && len(out) > 0:
			out[len(out)-1] += " " + text
		default:
			out = append(out, text)
		}
	}
	return out, nil
}
