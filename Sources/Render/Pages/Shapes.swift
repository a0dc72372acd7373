// What pages offer their templates. Every page has one shape: a frame, tiles and
// cards, so that a template made for one page also works for another. The documentation lists
// the names.

enum PageName: Int, Offered {
  case title, subtitle, reportTitle, organization, root, file, updated, zone, period, logo
  case download, zip, menu, tabs, tabsLabel, tabsNeedScripts, steps, hasTiles, tiles, tilesNote
  case announcement, parts, pagination, footnote, isSearch, mail, ranks

  var kind: Shape.Kind {
    switch self {
    case .download, .zip: .record(Shapes.download)
    case .menu, .tabs: .list(Shapes.link)
    case .tiles: .list(Shapes.tile)
    case .parts: .list(Shapes.part)
    case .steps: .record(Shapes.steps)
    case .pagination: .record(Shapes.pagination)
    case .announcement: .markup
    case .hasTiles, .isSearch, .tabsNeedScripts: .flag
    default: .text
    }
  }
}

/// The link to a table's CSV.
enum DownloadName: Int, Offered {
  case href, saveAs, size, note
  var kind: Shape.Kind { .text }
}

enum LinkName: Int, Offered {
  case label, href, isCurrent, isGap, needsScripts

  var kind: Shape.Kind {
    switch self {
    case .isCurrent, .isGap, .needsScripts: .flag
    case .label, .href: .text
    }
  }
}

/// From one page of a row of pages to the others.
enum StepsName: Int, Offered {
  case label, previous, links, next

  var kind: Shape.Kind {
    switch self {
    case .label: .text
    case .links: .list(Shapes.link)
    case .previous, .next: .record(Shapes.link)
    }
  }
}

enum TileName: Int, Offered {
  case label, href, css, figure, iso, up, down, detail, share, chart
  var kind: Shape.Kind { self == .chart ? .record(Shapes.chart) : .text }
}

/// Cards beside each other, or one below the other.
enum PartName: Int, Offered {
  case isSplit, columns
  var kind: Shape.Kind { self == .isSplit ? .flag : .list(Shapes.column) }
}

enum ColumnName: Int, Offered {
  case width, cards
  var kind: Shape.Kind { self == .width ? .text : .list(Shapes.card) }
}

enum CardName: Int, Offered {
  case id, heading, sub, moreHref, moreLabel, downloads, prose, empty, hasFacts, facts, hasTasks,
    tasks
  case rangesLabel, ranges, chart, allChart, hasLegend, legend, legendCss, stack, table

  var kind: Shape.Kind {
    switch self {
    case .downloads: .list(Shapes.download)
    case .prose: .markup
    case .hasFacts, .hasTasks, .hasLegend: .flag
    case .legend: .list(Shapes.key)
    case .stack: .record(Shapes.stack)
    case .facts: .list(Shapes.fact)
    case .tasks: .list(Shapes.task)
    case .ranges: .list(Shapes.link)
    case .chart, .allChart: .record(Shapes.chart)
    case .table: .record(Shapes.table)
    default: .text
    }
  }
}

enum FactName: Int, Offered {
  case term, value
  var kind: Shape.Kind { .text }
}

/// Something that needs attention.
enum TaskName: Int, Offered {
  case number, href, label, detail
  var kind: Shape.Kind { .text }
}

enum ChartName: Int, Offered {
  case label, values, series, from, step, css, viewBox, isSpark, isHidden, paths, texts

  var kind: Shape.Kind {
    switch self {
    case .isSpark, .isHidden: .flag
    case .paths: .list(Shapes.path)
    case .texts: .list(Shapes.chartText)
    default: .text
    }
  }
}

/// What a line or a step of colour in a chart stands for.
enum KeyName: Int, Offered {
  case css, d, text
  var kind: Shape.Kind { .text }
}

/// Shares of a whole, beside each other in one bar.
enum StackName: Int, Offered {
  case label, sum, paths
  var kind: Shape.Kind { self == .paths ? .list(Shapes.path) : .text }
}

enum PathName: Int, Offered {
  case css, d
  var kind: Shape.Kind { .text }
}

enum ChartTextName: Int, Offered {
  case css, x, y, text
  var kind: Shape.Kind { .text }
}

enum TableName: Int, Offered {
  case caption, css, list, order, saveAs, count, filters, heads, groups

  var kind: Shape.Kind {
    switch self {
    case .filters: .list(Shapes.filter)
    case .heads: .list(Shapes.head)
    case .groups: .list(Shapes.group)
    default: .text
    }
  }
}

/// What rows of a list are chosen by.
enum FilterName: Int, Offered {
  case column, label
  var kind: Shape.Kind { .text }
}

enum HeadName: Int, Offered {
  case label, css, column, isEmpty
  var kind: Shape.Kind { self == .isEmpty ? .flag : .text }
}

enum GroupName: Int, Offered {
  case heading, href, detail, span, rows
  var kind: Shape.Kind { self == .rows ? .list(Shapes.row) : .text }
}

enum RowName: Int, Offered {
  case cells
  var kind: Shape.Kind { .list(Shapes.cell) }
}

enum CellName: Int, Offered {
  case isHead, css, href, name, contact, mailbox, host, text, code, iso, date, isSince
  case state, stateClass
  case status
  case up, down, isSame, isNew, bar, small, missing

  var kind: Shape.Kind {
    switch self {
    case .isHead, .isSince, .isSame, .isNew: .flag
    default: .text
    }
  }
}

enum PaginationName: Int, Offered {
  case summary, links
  var kind: Shape.Kind { self == .links ? .list(Shapes.link) : .text }
}

/// One shape for each of the names above, shared by all pages.
enum Shapes {
  static let download = Shape(DownloadName.self)
  static let link = Shape(LinkName.self)
  static let steps = Shape(StepsName.self)
  static let path = Shape(PathName.self)
  static let chartText = Shape(ChartTextName.self)
  static let key = Shape(KeyName.self)
  static let stack = Shape(StackName.self)
  static let chart = Shape(ChartName.self)
  static let tile = Shape(TileName.self)
  static let fact = Shape(FactName.self)
  static let task = Shape(TaskName.self)
  static let head = Shape(HeadName.self)
  static let filter = Shape(FilterName.self)
  static let cell = Shape(CellName.self)
  static let row = Shape(RowName.self)
  static let group = Shape(GroupName.self)
  static let table = Shape(TableName.self)
  static let card = Shape(CardName.self)
  static let column = Shape(ColumnName.self)
  static let part = Shape(PartName.self)
  static let pagination = Shape(PaginationName.self)
  static let page = Shape(PageName.self)
}
