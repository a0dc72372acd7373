import Bytes
import Testing

@Test(arguments: [
  ("a\u{1B}[2J\r\nb", "a\\u{1b}[2J\\u{d}\\u{a}b"), ("\u{202E}gnp.exe", "\\u{202e}gnp.exe"),
  ("", ""),
  ("é \u{1F600} \\", "é \u{1F600} \\"), ("\u{9B}\u{2066}", "\\u{9b}\\u{2066}"),
])
func showsWhatSteersAsEscapes(text: String, shown: String) {
  #expect(visible(text) == shown)
}
