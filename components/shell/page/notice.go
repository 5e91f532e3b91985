package page

// Notice is a quiet offer at the foot of the page: one at a time.
type Notice int

// The notices. Parts show one each, or more.
const (
	NoNotice      Notice = iota
	Update               // another version waits
	Install              // the app can be installed
	InstallByHand        // where the browser has no prompt of its own: iOS
	Since                // a newer edition than the reader met last
)

// Still reports a notice that stands at the end of the page: it can wait, and would cover words and labels on the way there.
func (n Notice) Still() bool { return n == Install || n == InstallByHand }
