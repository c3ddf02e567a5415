internal import Domain

extension Registry {
  /// The state of the registry as one page with pictures; it names nobody and holds no code.
  /// - Returns: HTML.
  /// - Throws: ``RegistryError``.
  public func report() throws -> String {
    let figures = Dictionary(
      uniqueKeysWithValues: try stats().map { ($0.name, $0.value) })
    func figure(_ name: String) -> String { figures[name] ?? "0" }
    var page = HTMLPage(
      "The registry on \(today)",
      introduction: "\(figure("donors")) donors, of whom \(figure("donors_permitting_anything")) "
        + "permit something; \(figure("tumours")) tumours; \(figure("consent_events")) decisions.")
    page.heading("What donors permit")
    page.chart(
      BarChart(
        title: "Donors who permit each use",
        bars: ConsentScope.allCases.map { scope in
          let value = figure("permitting_\(scope.name)")
          return BarChart.Bar(name: scope.plainWords, value: Double(value) ?? 0, figure: value)
        }, full: Double(figure("donors"))))
    try addReleases(to: &page)
    try addRecalls(to: &page)
    page.heading("The ledger")
    page.sentence(
      "\(figure("ledger_events")) events, root \(figure("ledger_root")). Whoever keeps these two can "
        + "check later that nothing was changed.")
    return page.html
  }

  private func addReleases(to page: inout HTMLPage) throws {
    let releases = try releases()
    page.heading("What has left")
    guard !releases.isEmpty else { return page.sentence("Nothing has left.") }
    page.table(
      ["Day", "Recipient", "Purpose", "Donors", "To recall", "Agreement", "Standing"],
      releases.map { line in
        [
          "\(line.sealedAt.day)", line.recipient, line.purpose, "\(line.donors)",
          "\(line.recall.count)",
          [line.terms.agreement, line.terms.until.map { "until \($0)" }].compactMap { $0 }
            .joined(separator: ", "),
          line.terms.standing.rawValue.replacing("_", with: " "),
        ]
      })
  }

  private func addRecalls(to page: inout HTMLPage) throws {
    let recalls = try recalls().filter(\.state.isPending)
    page.heading("What recipients have still to confirm")
    guard !recalls.isEmpty else { return page.sentence("Nothing.") }
    let byRecipient = Dictionary(grouping: recalls, by: \.recipient).sorted { $0.key < $1.key }
    page.chart(
      BarChart(
        title: "Recalls that wait for each recipient",
        bars: byRecipient.map { recipient, lines in
          let overdue = lines.count(where: \.isOverdue)
          return BarChart.Bar(
            name: recipient.shortened(to: 42), value: Double(lines.count),
            figure: "\(lines.count)" + (overdue > 0 ? ", \(overdue) overdue" : ""),
            isMarked: overdue > 0)
        }))
  }
}
