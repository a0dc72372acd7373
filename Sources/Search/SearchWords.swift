import Bytes
import Folding
import Ingest

/// Turns texts into what the search index holds of them, in memory that it keeps.
struct SearchWords {
  private var scalars: [UInt32] = []
  private var folded: [UInt32] = []
  private var variant: [UInt32] = []
  /// Every scalar beyond ASCII that was met, as bits.
  private var met = [UInt64](repeating: 0, count: 0x11_0000 / 64)
  /// Typed where nobody has them, and no business of a browser's own folding.
  private static let often = "´ßæðøþđħıłŋœς‐‑‒–—―‘’“”−"

  init() {
    for scalar in SearchWords.often.unicodeScalars { meet(scalar.value) }
  }

  private mutating func meet(_ scalar: UInt32) { met[Int(scalar >> 6)] |= 1 << (scalar & 63) }

  /// Appends a blank and the form for each form of a word of `text` that a
  /// browser's small letters do not give.
  mutating func appendForms(of text: [UInt8], to output: inout [UInt8]) {
    for word in text.split(separator: 0x20) {
      fold(word)
      guard !isByLetters() else { continue }
      append(folded, to: &output)
      if makeVariant() { append(variant, to: &output) }
    }
  }

  /// Replaces `title` by a title as rows have it: cleaned, and behind a mark the forms of its words.
  mutating func set(title text: Text, in title: inout [UInt8]) {
    guard !NameFolder.clean(text.bytes, into: &title) else { return }
    var forms: [UInt8] = []
    appendForms(of: title, to: &forms)
    if !forms.isEmpty { title += [SearchTitles.formsMark] + forms.dropFirst() }
  }

  private func append(_ form: [UInt32], to output: inout [UInt8]) {
    guard !form.isEmpty else { return }
    output.append(0x20)
    for scalar in form { Scalars.append(scalar, to: &output) }
  }

  private mutating func fold(_ text: ArraySlice<UInt8>) {
    scalars.removeAll(keepingCapacity: true)
    folded.removeAll(keepingCapacity: true)
    Scalars.append(text, to: &scalars)
    for scalar in scalars where scalar >= 0x80 { meet(scalar) }
    Fold.shared.append(scalars[...], to: &folded)
  }

  /// Whether small letters are the folded ones, in every browser: letters whose
  /// case never changed since there is Unicode, a final sigma left out.
  private func isByLetters() -> Bool {
    guard scalars.count == folded.count else { return false }
    return zip(scalars, folded).allSatisfy { scalar, folded in
      if scalar == folded { return true }
      return switch scalar {
      case 65...90, 0x391...0x3A1, 0x3A4...0x3A9, 0x410...0x42F: folded == scalar + 32
      case 0x400...0x40F: folded == scalar + 80
      case 0x531...0x556: folded == scalar + 48
      default: false
      }
    }
  }

  /// The word as those write it who have no umlauts: `ae oe ue`, `aa`, `oe`.
  /// Returns false where it has none.
  private mutating func makeVariant() -> Bool {
    variant.removeAll(keepingCapacity: true)
    var hasUmlaut = false
    for scalar in scalars {
      let before = variant.last ?? 0
      switch scalar {
      case 0xC4, 0xE4: variant += [0x61, 0x65]
      case 0xD6, 0xF6, 0xD8, 0xF8: variant += [0x6F, 0x65]
      case 0xDC, 0xFC: variant += [0x75, 0x65]
      case 0xC5, 0xE5, 0x212B: variant += [0x61, 0x61]
      case 0x308 where before == 0x61 || before == 0x6F || before == 0x75: variant.append(0x65)
      case 0x30A where before == 0x61: variant.append(0x61)
      default:
        Fold.shared.append([scalar], to: &variant)
        continue
      }
      hasUmlaut = true
    }
    return hasUmlaut
  }

  /// For each scalar beyond ASCII that was met and does not stay: it, then what
  /// it becomes. In code-point order.
  func metFolds() -> [[UInt32]] {
    met.indices.filter { met[$0] != 0 }.flatMap { word in
      (0..<64).compactMap { bit in
        let scalar = UInt32(word * 64 + bit)
        guard met[word] >> bit & 1 == 1, let target = Fold.shared.target(of: scalar) else {
          return nil
        }
        return [scalar] + target
      }
    }
  }
}
