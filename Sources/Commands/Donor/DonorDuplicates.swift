internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor duplicates`.
struct DonorDuplicates: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "duplicates",
    abstract: "List the pairs of donors that may be one person, the likeliest first.",
    discussion: """
      An open pair is decided by 'donor merge', 'donor not-duplicate' or 'donor postpone'; a \
      postponed one is open again from its day. '--scan' first compares all donors that have \
      something in common, as is needed after an import: an import asks about equal names and birth \
      dates alone.

      Example:
        tissuectl donor duplicates --format csv
      """)

  @Flag(help: "Decided and postponed pairs too.")
  var all = false

  @Flag(help: "Compare all donors first.")
  var scan = false

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    var remarks: [String] = []
    if scan {
      let found = try registry.scanDuplicates(session.request(change))
      remarks.append(
        "\(found.compared) pairs compared, \(found.opened) cases opened; the largest group holds "
          + "\(found.largestGroup) donors")
      if found.overfull > 0 {
        remarks.append("\(found.overfull) groups hold too many donors and were passed over")
      }
    }
    let cases = try registry.duplicates(on: options.on, all: all)
    return Answer(
      .list(
        cases.map { Record($0) }, columns: ["donor", "other", "score", "agreed", "state"]),
      remarks: remarks)
  }
}
