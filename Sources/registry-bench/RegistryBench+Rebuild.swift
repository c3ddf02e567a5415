internal import Registry

extension RegistryBench {
  /// Every table of current state built anew from the sealed events, beside the live ones and compared
  /// with them: what `doctor` does, everything else that it examines included.
  func rebuild() throws {
    let size = try registry.checkpoint().size
    let baseline = try shell(
      "sqlite3 VACUUM INTO", rows: Int(size),
      "sqlite3 \(folder)/registry/registry.sqlite \"VACUUM INTO '\(folder)/copy.sqlite'\"")
    var checks: [DoctorCheck] = []
    let measured = try Measurement.time("doctor, with rebuild", rows: Int(size)) {
      checks = try registry.doctor()
    }
    if let bad = checks.first(where: { !$0.ok }) {
      throw BenchFailure.command("doctor: \(bad.check): \(bad.detail)")
    }
    show(measured, baseline)
    print("\(checks.count) checks passed; rows are events of the ledger")
  }
}
