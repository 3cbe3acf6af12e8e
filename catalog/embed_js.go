package catalog

// provided holds the files that the page handed over.
var provided = map[string]func() []byte{}

// file returns the content of a file of data/.
func file(name string) []byte {
	if provided[name] == nil {
		panic("the file " + name + " was not provided")
	}
	return provided[name]()
}

// Provide hands over a file of data/, one of [DataFiles], as it is or in the form
// that [Pack] makes of it. content is called when the file is first needed. A build
// for the browser embeds none of them: the page loads them beside the wasm, where
// they are offered for download as well.
func Provide(name string, content func() []byte) { provided[name] = content }
