// Takes a report's digest and tables, gives one message; reads no file and sends nothing.

import Civil

/// What a mail says of a report: figures, and every text as worded for it. It is the report's file
/// `digest.json`, which the documentation describes.
package struct Digest: Equatable, Sendable {
  package static let file = "digest.json"
  /// Raised when those who read the file must know.
  static let format = 1

  /// As in `<html lang>`.
  package var language = ""
  /// Whether the language is written from right to left.
  package var isRightToLeft = false
  package var asOf: Instant = 0
  package var timeZone = ""
  /// Where the report is served, with a slash at its end; empty where nobody said.
  package var baseURL = ""
  package var organization = ""
  package var title = ""
  /// Up to when the data goes.
  package var until = ""
  package var figures = Section<Row>()
  /// Of the last complete week, and of the last complete month.
  package var week = Leaders()
  package var month = Leaders()
  package var attention = Section<Row>()
  package var quality = Section<Row>()
  /// What the link to the whole report is called.
  package var open = ""
  /// A sentence with a place `{files}`, for a message with tables.
  package var attached = ""
  package var closing = ""
  /// Those of the whole report, in code-point order of their names.
  package var tables: [Table] = []

  package init() {}

  /// A heading and what stands under it.
  package struct Section<Row: Equatable & Sendable>: Equatable, Sendable {
    package var heading = ""
    package var note = ""
    /// What is said where there are no rows.
    package var empty = ""
    package var link = Link()
    package var rows: [Row] = []

    package init() {}
  }

  package struct Link: Equatable, Sendable {
    package var label = ""
    /// Its path in the report.
    package var page = ""

    package init(label: String = "", page: String = "") {
      self.label = label
      self.page = page
    }
  }

  /// A figure, a task, or a reason of rejection.
  package struct Row: Equatable, Sendable {
    package enum Value: Equatable, Sendable {
      case count(Int)
      /// 0.415 is 415.
      case share(thousandths: Int)
    }

    /// As in `index.csv` or `quality.csv`.
    package var metric: String
    package var value: Value?
    /// 28 days before; nil where there is nothing to compare with.
    package var before: Value?
    /// The value as it is shown.
    package var text: String
    package var label: String
    package var detail: String
    package var page: String

    package init(
      metric: String, value: Value?, before: Value? = nil, text: String, label: String,
      detail: String, page: String
    ) {
      self.metric = metric
      self.value = value
      self.before = before
      self.text = text
      self.label = label
      self.detail = detail
      self.page = page
    }
  }

  /// Who leads in a complete week or month.
  package struct Leaders: Equatable, Sendable {
    package var subject = ""
    package var heads = Heads()
    package var board = Section<Leader>()

    package init() {}
  }

  package struct Heads: Equatable, Sendable {
    package var rank = ""
    package var moved = ""
    package var name = ""
    package var score = ""

    package init() {}
  }

  package struct Leader: Equatable, Sendable {
    package var rank: Int
    /// By how many ranks somebody moved, as it is shown.
    package var moved: String
    package var id: String
    package var name: String
    /// What tells two of one name apart; else empty.
    package var detail: String
    package var score: Int
    /// The score as it is shown.
    package var text: String
    package var page: String

    package init(
      rank: Int, moved: String, id: String, name: String, detail: String, score: Int,
      text: String, page: String
    ) {
      self.rank = rank
      self.moved = moved
      self.id = id
      self.name = name
      self.detail = detail
      self.score = score
      self.text = text
      self.page = page
    }
  }

  package struct Table: Equatable, Sendable {
    /// Its path in the report without ending, which is its name for `--attach`.
    package var name: String
    /// As the pages call the downloaded file.
    package var saveAs: String

    package init(name: String, saveAs: String) {
      self.name = name
      self.saveAs = saveAs
    }
  }
}
