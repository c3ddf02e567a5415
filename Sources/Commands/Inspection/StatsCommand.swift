internal import ArgumentParser
internal import Registry

/// The command `tissuectl stats`.
struct StatsCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Show what the registry holds, in numbers.",
    discussion: """
      Example:
        tissuectl stats
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let statistics = try session.openRegistry().stats()
    return Answer(
      .record(
        Record(
          fields: statistics.map { statistic in
            let number = Int(statistic.value).flatMap { String($0) == statistic.value ? $0 : nil }
            return Record.Field(
              name: statistic.name,
              value: number.map { .integer($0) } ?? .text(statistic.value))
          })))
  }
}
