/// A page of headings, sentences, tables and bars, which loads nothing and prints well.
struct HTMLPage {
  private let title: String
  private var body = ""

  /// Begins a page.
  init(_ title: String, introduction: String) {
    self.title = title
    body = "<h1>\(HTMLText.escaped(title))</h1>\n"
    sentence(introduction)
  }

  mutating func heading(_ text: String) { body += "<h2>\(HTMLText.escaped(text))</h2>\n" }

  mutating func sentence(_ text: String) { body += "<p>\(HTMLText.escaped(text))</p>\n" }

  mutating func table(_ header: [String], _ rows: [[String]]) {
    body += HTMLText.table(header, rows.map { $0.map { [$0] } })
  }

  mutating func chart(_ chart: BarChart) { body += chart.svg }

  /// The page as HTML5.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>\(HTMLText.escaped(title))</title>
    <style>
    \(HTMLText.style)
    \(BarChart.style)
    </style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }
}
