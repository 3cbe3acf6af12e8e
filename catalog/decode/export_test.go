package decode

// Wide reports whether input is read as UTF-16.
func Wide(input []byte) bool { return wideOrder(input) != nil }

// Steps returns the work that input takes, and the length of the text that is
// read of it: UTF-8, and what a HAR holds.
func Steps(input []byte) (steps, text int) {
	a := decode(input, Options{})
	return a.steps, len(a.in)
}
