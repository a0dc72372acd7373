import Bytes

/// All files that are read, told apart by what is in them: what the inputs of a command are.
package struct Inputs: @unchecked Sendable {
  /// rollcall's own dumps.
  package private(set) var native: [Source] = []
  private(set) var foreign: [ForeignFile] = []
  private(set) var notRead: [Source] = []
  /// Files that have no record.
  private(set) var empty: [Source] = []
  /// What else lies in given folders and archives, attachments aside.
  package private(set) var leftOut = Counted()

  /// All files, in the order of their numbers.
  package var sources: [Source] {
    native + foreign.map(\.source) + notRead
  }

  /// Names of files that have no record, where others have some.
  package var withoutRecord: [String] {
    native.isEmpty && foreign.isEmpty ? [] : empty.map(\.name)
  }

  package var isNative: Bool { foreign.isEmpty && notRead.isEmpty }

  /// Dumps of rollcall alone, which are not looked into.
  package init(native files: InputFiles) {
    native = files.sources
    for path in files.arguments.flatMap(\.leftOut) { leftOut.add(path.text) }
  }

  package init(native sources: [Source]) { native = sources }

  /// Files that are looked into, by so many threads.
  package init(_ files: InputFiles, threads: Int = 1) throws(InputError) {
    let survey = try InputSurvey(files, threads: threads)
    var attachments = Attachments()
    for candidate in survey.candidates {
      if case .success(.known(let format, _)) = candidate.finding {
        attachments.add(format, at: candidate.at)
      }
    }
    let data = survey.candidates.filter { !attachments.contains($0.at) }
    for input in files.arguments.indices { try settle(data.filter { $0.at.input == input }) }
    for (name, place) in survey.besides where !attachments.contains(place) { leftOut.add(name) }
    // The native reader says what is wrong with inputs without a record.
    if native.isEmpty, foreign.isEmpty { swap(&native, &empty) }
    number()
  }

  /// What the file with this number holds; nil where it is not read.
  package func format(of number: Int) -> Format? {
    if number < native.count { return .native }
    let index = number - native.count
    return index < foreign.count ? foreign[index].format : nil
  }

  private mutating func settle(_ candidates: [InputSurvey.Candidate]) throws(InputError) {
    var isKnown = false
    var refused: InputError?
    for candidate in candidates {
      let place = Place(file: candidate.source.name, line: 1, column: 1)
      switch candidate.finding {
      case .failure(let error): throw error
      case .success(.empty): empty.append(candidate.source)
      case .success(.noJSON):
        throw InputError(.unknownFormat(near: nil), at: place)
      case .success(.unknown(let near)):
        notRead.append(candidate.source)
        refused = refused ?? InputError(.unknownFormat(near: near), at: place)
      case .success(.known(let format, let layout)):
        isKnown = true
        if format == .native {
          native.append(candidate.source)
        } else {
          foreign.append(foreignFile(candidate, format, layout))
        }
      }
    }
    if let refused, !isKnown { throw refused }
  }

  private func foreignFile(
    _ candidate: InputSurvey.Candidate, _ format: Format, _ layout: FileLayout
  ) -> ForeignFile {
    var file = ForeignFile(
      number: 0, source: candidate.source, format: format, layout: layout,
      container: candidate.at.container, folder: candidate.at.folder)
    let folders = candidate.at.folders
    if let name = folders.last {
      file.folderName = name
      file.parent = ([candidate.at.container] + folders.dropLast()).joined(separator: "/")
    }
    return file
  }

  /// Numbers foreign files after native ones.
  private mutating func number() {
    for index in foreign.indices { foreign[index].number = native.count + index }
  }
}
