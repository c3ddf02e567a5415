internal import Domain
internal import Glibc
internal import Registry

/// What the ledger costs: verifying it, proving from it, and committing one event to it.
final class LedgerBench {
  private let rows: Int
  private let folder: String
  private let registry: Registry

  init(rows: Int) throws {
    self.rows = rows
    folder = "registry-bench-\(getpid())"
    guard unsafe mkdir(folder, 0o700) == 0 else { throw BenchFailure.folder(folder) }
    registry = try Registry.create(
      at: "\(folder)/registry", mode: .vault,
      context: RegistryContext(clock: { RegistryBench.now() }, actor: "bench"))
  }

  deinit { _ = unsafe system("rm -rf \(folder)") }

  func run() throws {
    try fill()
    try verify()
    try prove()
    try commits()
  }

  /// One consent event after the other in one transaction would cost minutes; a bulk intake is real.
  private func fill() throws {
    let path = "\(folder)/donors.csv"
    guard let file = unsafe fopen(path, "w") else { throw BenchFailure.folder(path) }
    let bytes = try SyntheticDonors(seed: 1).csv(count: rows)
    _ = unsafe fwrite(bytes, 1, bytes.count, file)
    unsafe fclose(file)
    let summary = try registry.importDonors(
      DonorImportRequest(input: try .path(path), format: .csv), ChangeRequest())
    guard summary.rejected == 0 else { throw BenchFailure.rejected(summary) }
  }

  private func verify() throws {
    let database = "\(folder)/registry/registry.sqlite"
    let baseline = try Measurement.time("sqlite3 reads payloads", rows: rows) {
      try shell(
        "sqlite3 \(database) 'SELECT sum(length(header) + length(payload)) FROM event' > /dev/null")
    }
    var size: UInt64 = 0
    var measured = try Measurement.time("verify", rows: rows) {
      let check = try Registry.verifyLedger(at: "\(folder)/registry")
      guard check.isValid else { throw BenchFailure.command("ledger verify") }
      size = check.size
    }
    measured.rows = Int(size)
    baseline.show(against: nil)
    measured.show(against: baseline)
    print(
      "1,000,000 events would take "
        + Measurement.number(measured.processorSeconds / Double(size) * 1e6, 2) + " s of CPU")
  }

  private func prove() throws {
    let size = try registry.checkpoint().size
    let count = 500
    var state: UInt64 = 1
    let baseline = try Measurement.time("read a header", rows: count) {
      for _ in 0..<count {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = 1 + (state >> 33) % size
        try registry.ledgerLog(from: place, to: place) { _ in }
      }
    }
    baseline.show(against: nil)
    let inclusion = try Measurement.time("prove an event", rows: count) {
      for _ in 0..<count {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        _ = try registry.proveInclusion(of: 1 + (state >> 33) % size)
      }
    }
    let consistency = try Measurement.time("prove growth", rows: count) {
      for _ in 0..<count {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        _ = try registry.proveConsistency(from: 1 + (state >> 33) % size)
      }
    }
    for measured in [inclusion, consistency] { measured.show(perRowOf: baseline) }
  }

  /// One acknowledged command against one row that the sqlite3 shell commits with the same profile.
  private func commits() throws {
    let count = 100
    var statements = "PRAGMA synchronous = EXTRA; CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB);"
    for _ in 0..<count { statements += " INSERT INTO t (b) VALUES (randomblob(300));" }
    let baseline = try Measurement.time("sqlite3 commit of a row", rows: count) {
      try shell("sqlite3 \(folder)/bare.sqlite '\(statements)'")
    }
    let programme = "HER2-TARGETED"
    let measured = try Measurement.time("acknowledged command", rows: count) {
      for number in 0..<count {
        _ = try registry.setProgramme(
          programme, to: number.isMultiple(of: 2) ? .suspended : .open, ChangeRequest())
      }
    }
    baseline.show(against: nil)
    measured.show(against: baseline)
  }

  private func shell(_ command: String) throws {
    // Safe: the command is made of names and numbers of this program's own.
    guard unsafe system(command) == 0 else { throw BenchFailure.command(command) }
  }
}
