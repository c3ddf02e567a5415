extension DonorReport {
  /// The report as one HTML5 page with a style for print; it loads nothing.
  public var html: String {
    var page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>\(HTMLText.escaped(ReportText.title))</title>
      <style>
      \(HTMLText.style)
      </style>
      </head>
      <body>
      <main>
      <h1>\(HTMLText.escaped(ReportText.title))</h1>
      <p>\(HTMLText.escaped(ReportText.introduction))</p>
      <dl>

      """
    for (name, value) in ReportText.heading(self) {
      page += "<dt>\(HTMLText.escaped(name))</dt><dd>\(HTMLText.escaped(value))</dd>\n"
    }
    page += "</dl>\n<h2>What was permitted, and when</h2>\n"
    page += HTMLText.table(
      ["Use", "State"],
      permissions.map { permission in
        [
          [permission.scopes.joined(separator: ", ")],
          permission.periods.isEmpty
            ? [ReportText.neverAsked]
            : permission.periods.map { ReportText.sentence($0, asOf: asOf) },
        ]
      })
    page += "<h2>Who decided what</h2>\n"
    page +=
      decisions.isEmpty
      ? "<p>\(HTMLText.escaped(ReportText.noDecisions))</p>\n"
      : HTMLText.table(
        ["Signed on", "Decision"],
        decisions.map { [["\($0.signedOn)"], [ReportText.sentence($0)]] })
    page += "<h2>Which releases held data of this donor</h2>\n"
    page +=
      releases.isEmpty
      ? "<p>\(HTMLText.escaped(ReportText.noReleases))</p>\n"
      : HTMLText.table(
        ["Day", "Recipient", "Purpose", "Standing"],
        releases.map { release in
          [
            ["\(release.releasedOn)", "release \(release.release)"], [release.recipient],
            [release.purpose, "it needed \(ReportText.needed(release))"],
            [ReportText.standing(release)],
          ]
        })
    if !tissue.isEmpty {
      page += "<h2>Where tissue of this donor went</h2>\n"
      page += HTMLText.table(
        ["Day", "Programme", "Standing"],
        tissue.map { [["\($0.releasedOn)"], [$0.programme], [ReportText.standing($0)]] })
    }
    return page + "</main>\n</body>\n</html>\n"
  }
}

/// Parts of an HTML page (WHATWG HTML Living Standard, section 13.1).
enum HTMLText {
  static let style = """
    :root { color-scheme: light; }
    body { font: 11pt/1.4 serif; margin: 0; color: #111; background: #fff; }
    main { max-width: 48rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.4em; }
    h2 { font-size: 1.1em; margin: 1.4em 0 0.4em; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1em 1em; }
    dd { margin: 0; }
    table { border-collapse: collapse; width: 100%; }
    th, td { border: 1px solid #999; padding: 0.3em 0.5em; text-align: left; vertical-align: top; }
    td { overflow-wrap: anywhere; }
    @media print {
      @page { size: A4; margin: 15mm; }
      body { font-size: 9.5pt; }
      main { max-width: none; padding: 0; }
      h2 { break-after: avoid; }
      tr { break-inside: avoid; }
      thead { display: table-header-group; }
    }
    """

  /// A text from outside, with a reference for whatever would be markup.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in ReportText.harmless(text).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A table; a cell is a list of lines.
  static func table(_ header: [String], _ rows: [[[String]]]) -> String {
    var table = "<table>\n<thead><tr>"
    for name in header { table += "<th scope=\"col\">\(escaped(name))</th>" }
    table += "</tr></thead>\n<tbody>\n"
    for row in rows {
      table += "<tr>"
      for cell in row { table += "<td>" + cell.map(escaped).joined(separator: "<br>") + "</td>" }
      table += "</tr>\n"
    }
    return table + "</tbody>\n</table>\n"
  }
}
