internal import Domain
internal import Glibc
internal import Registry

/// How long one registration takes whose duplicates are looked for among many donors: the check alone,
/// which is look-up and decision, and the whole transaction, rolled back where a disk would have to
/// confirm it.
struct RegistrationBench {
  private let donors: Int
  private let scratch: ScratchRegistry
  private var folder: String { scratch.folder }
  private var registry: Registry { scratch.registry }
  private let today = RegistryBench.now().day

  /// Prepares the registry.
  /// - Parameters:
  ///   - donors: how many donors are registered already.
  ///   - folder: where the registry is kept for the next run; nil to make it anew.
  /// - Throws: `BenchFailure`, or why there is no registry.
  init(donors: Int, keptIn folder: String? = nil) throws {
    self.donors = donors
    scratch = try ScratchRegistry(kept: folder)
  }

  func run() throws {
    if !scratch.isFilled { try fill() }
    try measure("new", seed: 2, areNew: true)
    try measure("known", seed: 1, areNew: false)
  }

  private func fill() throws {
    let csv = try SyntheticDonors(seed: 1).csv(count: donors)
    let path = "\(folder)/donors.csv"
    guard let file = unsafe fopen(path, "w") else { throw BenchFailure.folder(folder) }
    let written = unsafe fwrite(csv, 1, csv.count, file)
    guard unsafe fclose(file) == 0, written == csv.count else { throw BenchFailure.folder(folder) }
    _ = try registry.importDonors(
      DonorImportRequest(input: try .path(path), format: .csv), ChangeRequest())
    try scratch.markFilled()
  }

  /// The same seed gives the same people, so another one gives new ones, whose numbers are those of
  /// others: patient numbers get a letter, and national ones are left out.
  private func measure(_ what: String, seed: UInt64, areNew: Bool) throws {
    let list = try SyntheticDonors(seed: seed).csv(count: 2000)
    let path = "\(folder)/\(seed).csv"
    guard let file = unsafe fopen(path, "w") else { throw BenchFailure.folder(folder) }
    let written = unsafe fwrite(list, 1, list.count, file)
    guard unsafe fclose(file) == 0, written == list.count else { throw BenchFailure.folder(folder) }
    let intakes = try registry.intakes(
      of: DonorImportRequest(input: try .path(path), format: .csv)
    ).map { intake in
      guard areNew else { return intake }
      var intake = intake
      intake.identifiers.mrn = intake.identifiers.mrn.map { "N" + $0 }
      (intake.identifiers.nationalSystem, intake.identifiers.nationalValue) = (nil, nil)
      return intake
    }
    var checks = RegistrationTimes()
    try registry.checkDuplicates(of: intakes) { check in try checks.time(check) }
    checks.show("duplicate check, \(what) persons", among: donors)
    var registrations = RegistrationTimes()
    for intake in intakes {
      try registrations.time {
        try registry.register(intake, ChangeRequest(dryRun: true)).status
      }
    }
    registrations.show("registration rolled back, \(what) persons", among: donors)
  }
}
