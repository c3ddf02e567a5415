internal import Domain
internal import Glibc
internal import Registry

/// What the ledger costs: verifying it, proving from it, and committing one event to it.
struct LedgerBench {
  private let rows: Int
  private let scratch: ScratchRegistry
  var folder: String { scratch.folder }
  var registry: Registry { scratch.registry }

  init(rows: Int) throws {
    self.rows = rows
    scratch = try ScratchRegistry()
  }

  func run() throws {
    let before = try registry.checkpoint().size
    try share(of: try fill(), from: before + 1)
    try verify()
    try prove()
    try commits()
  }

  /// One consent event after the other in one transaction would cost minutes; a bulk intake is real.
  private func fill() throws -> Measurement {
    let path = "\(folder)/donors.csv"
    guard let file = unsafe fopen(path, "w") else { throw BenchFailure.folder(path) }
    let bytes = try SyntheticDonors(seed: 1).csv(count: rows)
    _ = unsafe fwrite(bytes, 1, bytes.count, file)
    unsafe fclose(file)
    return try Measurement.time("intake of donors", rows: rows) {
      let summary = try registry.importDonors(
        DonorImportRequest(input: try .path(path), format: .csv), ChangeRequest())
      guard summary.rejected == 0 else { throw BenchFailure.rejected(summary) }
    }
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

  /// Acknowledged commands against rows that the sqlite3 shell commits with the same profile.
  ///
  /// Both take turns, so that a disk which is slow for a while is slow for both. A command is all that
  /// an open registry does between being asked and acknowledging; starting a program comes on top.
  private func commits() throws {
    let (rounds, count) = (5, 40)
    var donors: [String] = []
    try registry.forEachDonor(on: nil) { donors.append($0.donor) }
    var bare = Measurement(what: "sqlite3 commit of a row", rows: 0, seconds: 0)
    var programmes = Measurement(what: "acknowledged programme", rows: 0, seconds: 0)
    var consents = Measurement(what: "acknowledged consent", rows: 0, seconds: 0)
    try shell("sqlite3 \(folder)/bare.sqlite 'CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)'")
    let statements =
      "PRAGMA synchronous = EXTRA;"
      + String(repeating: " INSERT INTO t (b) VALUES (randomblob(300));", count: count)
    for _ in 0..<rounds where donors.count >= count {
      bare += try Measurement.time("", rows: count) {
        try shell("sqlite3 \(folder)/bare.sqlite '\(statements)'")
      }
      programmes += try Measurement.time("", rows: count) {
        for number in 0..<count {
          _ = try registry.setProgramme(
            "HER2-TARGETED", to: number.isMultiple(of: 2) ? .suspended : .open, ChangeRequest())
        }
      }
      let signers = donors.suffix(count)
      donors.removeLast(signers.count)
      consents += try Measurement.time("", rows: signers.count) {
        for donor in signers {
          var grant = ConsentRequest(donor: donor, kind: "grant")
          grant.scopes = ["all"]
          grant.signedOn = RegistryBench.now().day
          _ = try registry.consent(grant, ChangeRequest())
        }
      }
    }
    bare.show(against: nil)
    programmes.show(against: bare)
    consents.show(against: bare)
  }

  private func shell(_ command: String) throws {
    // Safe: the command is made of names and numbers of this program's own.
    guard unsafe system(command) == 0 else { throw BenchFailure.command(command) }
  }
}
