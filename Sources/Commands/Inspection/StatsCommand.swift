internal import ArgumentParser
internal import Registry

/// The command `tissuectl stats`.
struct StatsCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "stats",
    abstract: "Show what the registry holds, in numbers.",
    discussion: """
      '--quality' lists the biomarkers whose results contradict each other, and the stages, for a \
      person to settle. Two results on one specimen are a mistake; two on different specimens can \
      both be right.

      Example:
        tissuectl stats
      """)

  @Flag(help: "List what contradicts itself instead.")
  var quality = false

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    if quality {
      let conflicts = try session.openRegistry().qualityReport().map { Record($0) }
      return Answer(
        .list(conflicts, columns: ["donor", "tumour", "biomarker", "found", "specimens"]),
        remarks: conflicts.isEmpty ? ["nothing contradicts itself"] : [])
    }
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
