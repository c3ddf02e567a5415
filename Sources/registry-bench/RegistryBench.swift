internal import Domain
internal import Glibc
internal import Registry

/// Intake, consent and export of synthetic donors through the façade, as the command line does it.
final class RegistryBench {
  let rows: Int
  private let scratch: ScratchRegistry
  var folder: String { scratch.folder }
  var registry: Registry { scratch.registry }
  /// The command-line tool, where processes of it are to be measured too.
  var tool: String?
  private(set) var donors: [String] = []

  /// Whether an earlier run left the donors and their consents in a folder that is kept.
  var isFilled: Bool { scratch.isFilled }

  init(rows: Int, keptIn folder: String? = nil) throws {
    self.rows = rows
    scratch = try ScratchRegistry(kept: folder)
    if !isFilled { try write("donors.csv", SyntheticDonors(seed: 1).csv(count: rows)) }
  }

  func markFilled() throws { try scratch.markFilled() }

  static func now() -> Instant {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  func intake(isShown: Bool) throws {
    var summary = ImportSummary()
    var measured = try Measurement.time("intake of donors", rows: rows) {
      summary = try registry.importDonors(
        DonorImportRequest(input: try .path("\(folder)/donors.csv"), format: .csv),
        ChangeRequest())
    }
    guard summary.rejected == 0 else { throw BenchFailure.rejected(summary) }
    // About one donor in eight has a second row, which brings a blood sample.
    measured.rows = summary.read
    let baseline = try shellImport("donors.csv", rows: summary.read)
    if isShown { show(measured, baseline) }
  }

  func consent(isShown: Bool) throws {
    try registry.forEachDonor(on: nil) { donors.append($0.donor) }
    let day = Self.now().day.adding(days: -30)
    try write(
      "consents.csv",
      Array(
        ("donor,event,form,scopes,signed_on\n"
          + donors.enumerated().map { place, donor in
            "\(donor),grant,,all,\(day.adding(days: place * 7919 % 30))\n"
          }.joined()).utf8))
    let baseline = try shellImport("consents.csv", rows: donors.count)
    let measured = try Measurement.time("intake of consents", rows: donors.count) {
      let summary = try registry.importConsents(
        input: try .path("\(folder)/consents.csv"), rejects: nil, ChangeRequest())
      guard summary.rejected == 0 else { throw BenchFailure.rejected(summary) }
    }
    if isShown { show(measured, baseline) }
  }

  func show(_ measured: Measurement, _ baseline: Measurement) {
    baseline.show(against: nil)
    measured.show(against: baseline)
  }

  private func shellImport(_ name: String, rows: Int) throws -> Measurement {
    try shell(
      "sqlite3 .import", rows: rows,
      "sqlite3 \(folder)/baseline-\(name).sqlite -cmd '.mode csv' '.import \(folder)/\(name) t'")
  }

  func shell(_ what: String, rows: Int, _ command: String) throws -> Measurement {
    try Measurement.time(what, rows: rows) {
      // Safe: the command is made of names of this program's own.
      guard unsafe system(command) == 0 else { throw BenchFailure.command(command) }
    }
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    let path = "\(folder)/\(name)"
    guard let file = unsafe fopen(path, "w") else { throw BenchFailure.folder(path) }
    defer { unsafe fclose(file) }
    guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw BenchFailure.folder(path)
    }
  }
}

/// Why a measurement could not be made.
enum BenchFailure: Error, CustomStringConvertible {
  case folder(String)
  case rejected(ImportSummary)
  case command(String)

  var description: String {
    switch self {
    case .folder(let path): "cannot write \(path)"
    case .rejected(let summary):
      "\(summary.rejected) rows were rejected, "
        + (summary.problems.first.map { "line \($0.line): \($0.problem)" } ?? "")
    case .command(let command): "this failed, is the sqlite3 shell installed? \(command)"
    }
  }
}
