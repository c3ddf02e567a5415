extension CohortPreview {
  /// What would leave, as one page with pictures; it names nobody.
  public var html: String {
    var page = HTMLPage(
      "What would leave: \(purpose)",
      introduction: refusal.map { "Nothing may leave: \($0)." }
        ?? "Nothing has left. This page says what would, how well it protects its donors, and who "
        + "would stay behind for which reason.")
    if let approval {
      page.sentence("Before it is sealed a second person has to approve it: \(approval.words).")
    }
    page.heading("Who is lost to which rule")
    page.chart(
      BarChart(
        title: "Donors lost to each rule, and those who would leave",
        bars: lost.map { loss in
          BarChart.Bar(
            name: "\(loss.rule.replacing("_", with: " ")): \(loss.reason)".shortened(to: 42),
            value: Double(loss.donors), figure: "\(loss.donors)", isMarked: true)
        } + [
          BarChart.Bar(
            name: "would leave", value: Double(after?.donors ?? 0),
            figure: "\(after?.donors ?? 0) of \(members)")
        ]))
    page.heading("Risk of being recognised, before and after")
    page.chart(risks)
    page.table(
      ["", "Donors", "Classes", "Smallest class", "Highest risk", "Average risk"],
      [Self.row("as recorded", before)]
        + (after.map { [Self.row("as it leaves", $0)] } ?? []))
    if !classSizes.isEmpty {
      page.heading("How many donors look alike")
      page.chart(
        BarChart(
          title: "Donors by the size of the class that they are in",
          bars: classSizes.map { sizes in
            BarChart.Bar(
              name: "classes of \(sizes.size)", value: Double(sizes.donors),
              figure: "\(sizes.donors) in \(sizes.classes)")
          }))
    }
    if !levels.isEmpty {
      page.heading("What is generalised, and how far")
      page.chart(
        BarChart(
          title: "Detail that each column loses",
          bars: levels.map { level in
            BarChart.Bar(
              name: level.column, value: level.loss,
              figure: "\(Self.rounded(level.loss)), levels \(level.range)",
              isMarked: level.lowest == level.highest)
          }, full: 1))
      page.sentence(
        "Level 0 is as recorded; the highest says nothing any more. "
          + (loss.map { "Loss of the whole: \(Self.rounded($0))." } ?? ""))
    }
    return page.html
  }

  private var risks: BarChart {
    var bars = [
      BarChart.Bar(
        name: "highest, as recorded", value: before.highestRisk,
        figure: Self.rounded(before.highestRisk), isMarked: true),
      BarChart.Bar(
        name: "average, as recorded", value: before.averageRisk,
        figure: Self.rounded(before.averageRisk), isMarked: true),
    ]
    if let after {
      bars += [
        BarChart.Bar(
          name: "highest, as it leaves", value: after.highestRisk,
          figure: Self.rounded(after.highestRisk)),
        BarChart.Bar(
          name: "average, as it leaves", value: after.averageRisk,
          figure: Self.rounded(after.averageRisk)),
      ]
    }
    return BarChart(title: "Prosecutor risk before and after", bars: bars, full: 1)
  }

  private static func row(_ name: String, _ protection: Protection) -> [String] {
    [
      name, "\(protection.donors)", "\(protection.classes)", "\(protection.k)",
      rounded(protection.highestRisk), rounded(protection.averageRisk),
    ]
  }

  private static func rounded(_ number: Double) -> String {
    "\((number * 10_000).rounded() / 10_000)"
  }
}

extension String {
  /// The text, or the beginning of it with an ellipsis.
  func shortened(to length: Int) -> String {
    count <= length ? self : prefix(length - 1) + "…"
  }
}
