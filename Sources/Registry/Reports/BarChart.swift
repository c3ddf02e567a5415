/// Horizontal bars as inline SVG, one line for each: a name, a bar, and the figure beside it.
struct BarChart {
  /// One bar.
  struct Bar {
    /// What it stands for.
    var name: String
    /// Its length; the longest fills the width.
    var value: Double
    /// The figure as it is written beside the bar.
    var figure: String
    /// Whether it is set off from the others.
    var isMarked = false
  }

  private static let (line, names, width, figures) = (24, 260, 340, 120)

  /// What a reader who cannot see the bars is told.
  var title: String
  /// The bars, from top to bottom.
  var bars: [Bar]
  /// The value that fills the width; nil is that of the longest bar.
  var full: Double?

  /// The picture; empty where there is nothing to show.
  var svg: String {
    guard !bars.isEmpty else { return "" }
    let longest = max(full ?? 0, bars.map(\.value).max() ?? 0)
    let total = Self.names + Self.width + Self.figures
    let height = bars.count * Self.line
    var svg = """
      <svg role="img" viewBox="0 0 \(total) \(height)" width="\(total)" height="\(height)" \
      xmlns="http://www.w3.org/2000/svg"><title>\(HTMLText.escaped(title))</title>

      """
    for (place, bar) in bars.enumerated() {
      let top = place * Self.line
      let length =
        longest > 0 ? Int((bar.value / longest * Double(Self.width)).rounded()) : 0
      // A bar that stands for something is never invisible.
      let shown = bar.value > 0 ? max(length, 2) : 0
      svg += """
        <text x="\(Self.names - 8)" y="\(top + 16)" text-anchor="end">\
        \(HTMLText.escaped(bar.name))</text>\
        <rect x="\(Self.names)" y="\(top + 4)" width="\(shown)" height="\(Self.line - 8)" \
        class="\(bar.isMarked ? "marked" : "bar")"/>\
        <text x="\(Self.names + shown + 6)" y="\(top + 16)">\(HTMLText.escaped(bar.figure))</text>

        """
    }
    return svg + "</svg>\n"
  }

  /// The style that the bars need beside that of the page.
  static let style = """
    svg { max-width: 100%; height: auto; font: 12px sans-serif; }
    svg text { fill: #111; }
    svg .bar { fill: #4a7fb5; }
    svg .marked { fill: #b5564a; }
    """
}
