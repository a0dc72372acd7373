import Bytes
import Testing

@testable import Render

/// The codes of these blocks are worked out by hand: `#` is 0, `$` 1, and so on; a second digit is a
/// letter from `Q` on, and what follows it counts 45 times.
@Suite struct ListColumnTests {
  private func block(_ numbers: [Int?]) -> String {
    var column = ListColumn()
    for number in numbers { column.add(number) }
    column.endBlock()
    #expect(column.blocks.count == 1)
    return String(decoding: column.blocks[0], as: UTF8.self)
  }

  @Test func countsFromTheLeast() {
    #expect(block([5, nil, 7, 6]) == #"[5,0,"$#&%"]"#)
    #expect(block([-3, -2, 0]) == #"[-3,0,"$%'"]"#)
    #expect(block([nil]) == ##"[0,0,"#"]"##)
  }

  /// 4 and nine more; ten steps of 1 up; one of 10 up, and nine of 1 down: steps up have even codes.
  @Test func shortensRunsAndSteps() {
    #expect(block([Int?](repeating: 4, count: 10)) == #"[4,1,"$,"]"#)
    #expect(block(Array(1...10)) == #"[1,2,"%,"]"#)
    #expect(block(Array((1...10).reversed())) == #"[1,2,"7#$+"]"#)
  }

  /// 45, less 0, plus 1: the digit 1, then once 45.
  @Test func writesTheLowestDigitFirst() {
    #expect(block([0, 45]) == ##"[0,0,"$R$"]"##)
  }

  @Test func keepsEachDigitOfNumbersThatScriptsDoNotCount() {
    let exact = 1 << 52
    #expect(block([exact - 1, exact, 1, .max]).hasPrefix(#"[1,0,""#))
    #expect(
      block([3, exact, .max, nil, 4])
        == ##"[3,0,"$###%",[[1,"4503599627370496"],[2,"9223372036854775807"]]]"##)
  }

  @Test func writesATextOnce() {
    let arena = Arena()
    var column = ListColumn(hasTexts: true)
    for text in ["b", "a", nil, "b"] { column.add(text.map { arena.keep($0) } as Text?) }
    column.endBlock()
    #expect(String(decoding: column.blocks[0], as: UTF8.self) == ##"[0,0,"$%#$",["b","a"]]"##)
    // Places begin anew with each block.
    column.add(arena.keep("a") as Text?)
    column.endBlock()
    #expect(String(decoding: column.blocks[1], as: UTF8.self) == ##"[0,0,"$",["a"]]"##)
  }
}
