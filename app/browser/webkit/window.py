#!/usr/bin/python3
# A window for WebKitGTK that WebKitWebDriver can drive: MiniBrowser's cannot be narrower than its tool bar, this one is as wide as
# it is told to be. WK_LOG names the file that the page's console is written to; WK_DARK=1 prefers a dark scheme, WK_TEXT=32 is the
# reader's own size of text.
import os

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2

width, height = int(os.environ.get("WK_W", "390")), int(os.environ.get("WK_H", "844"))
log = os.environ["WK_LOG"]
context = WebKit2.WebContext.new_with_website_data_manager(WebKit2.WebsiteDataManager.new_ephemeral())
context.set_automation_allowed(True)
Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", bool(os.environ.get("WK_DARK")))
windows = []

# WebKit keeps the console of such a session to itself, so that every document begins with a script that tells of what goes wrong.
TELL = """(()=>{const say=(...a)=>{try{webkit.messageHandlers.faults.postMessage(a.map(String).join(" "))}catch{}},was=console.error;
console.error=(...a)=>{say("console:",...a);was.apply(console,a)};
addEventListener("error",e=>say(e.message?"exception:":"log: not loaded:",e.message||e.target.src||e.target.href||"",e.filename||"",e.lineno||"",e.error&&e.error.stack||""),true);
addEventListener("unhandledrejection",e=>say("exception:",e.reason&&e.reason.stack||e.reason));
addEventListener("securitypolicyviolation",e=>say("log: policy",e.violatedDirective,e.blockedURI,e.sourceFile,e.lineNumber))})()"""


def told(_, result):
    with open(log, "a") as file:
        file.write(result.get_js_value().to_string().replace("\n", " ") + "\n")


def view(*_):
    content = WebKit2.UserContentManager()
    content.add_script(WebKit2.UserScript(TELL, WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START, None, None))
    content.connect("script-message-received::faults", told)
    content.register_script_message_handler("faults")
    made = WebKit2.WebView(web_context=context, is_controlled_by_automation=True, user_content_manager=content)
    settings = made.get_settings()
    settings.set_default_font_size(int(os.environ.get("WK_TEXT", "16")))
    if os.environ.get("WK_NOSCRIPT"):
        settings.set_enable_javascript_markup(False)
    window = Gtk.Window()
    window.set_decorated(False)
    window.set_default_size(width, height)
    window.add(made)
    window.show_all()
    window.resize(width, height)
    windows.append(window)
    made.connect("close", lambda *_: window.destroy())
    made.connect("create", view)
    return made


def started(_, session):
    info = WebKit2.ApplicationInfo()
    info.set_name("MiniBrowser")
    info.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(info)
    session.connect("create-web-view", view)


driver = os.getppid()
GLib.timeout_add_seconds(1, lambda: os.getppid() == driver or Gtk.main_quit())  # goes with whoever started it, however that ended
context.connect("automation-started", started)
Gtk.main()
