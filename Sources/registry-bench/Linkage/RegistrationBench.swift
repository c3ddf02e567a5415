internal import Domain
internal import Glibc
internal import Registry

/// How long one registration takes whose duplicates are looked for among many donors: the check
/// alone, rolled back, without the commit that a disk has to confirm.
struct RegistrationBench {
  private let donors: Int
  private let scratch: ScratchRegistry
  private var folder: String { scratch.folder }
  private var registry: Registry { scratch.registry }
  private let today = RegistryBench.now().day

  init(donors: Int) throws {
    self.donors = donors
    scratch = try ScratchRegistry()
  }

  func run() throws {
    let csv = try SyntheticDonors(seed: 1).csv(count: donors)
    let path = "\(folder)/donors.csv"
    guard let file = unsafe fopen(path, "w") else { throw BenchFailure.folder(folder) }
    let written = unsafe fwrite(csv, 1, csv.count, file)
    guard unsafe fclose(file) == 0, written == csv.count else { throw BenchFailure.folder(folder) }
    _ = try registry.importDonors(
      DonorImportRequest(input: try .path(path), format: .csv), ChangeRequest())
    try measure("registering new persons", seed: 2, areNew: true)
    try measure("registering known persons", seed: 1, areNew: false)
  }

  /// The same seed gives the same people, so another one gives new ones, whose numbers are those of
  /// others: patient numbers get a letter, and national ones are left out.
  private func measure(_ what: String, seed: UInt64, areNew: Bool) throws {
    let list = try SyntheticDonors(seed: seed).csv(count: 2000)
    let path = "\(folder)/\(seed).csv"
    guard let file = unsafe fopen(path, "w") else { throw BenchFailure.folder(folder) }
    let written = unsafe fwrite(list, 1, list.count, file)
    guard unsafe fclose(file) == 0, written == list.count else { throw BenchFailure.folder(folder) }
    var times: [Double] = []
    var statuses: [String: Int] = [:]
    for var intake in try registry.intakes(
      of: DonorImportRequest(input: try .path(path), format: .csv))
    {
      if areNew {
        intake.identifiers.mrn = intake.identifiers.mrn.map { "N" + $0 }
        (intake.identifiers.nationalSystem, intake.identifiers.nationalValue) = (nil, nil)
      }
      let begin = Measurement.now()
      let status = try answer(to: intake)
      times.append(Measurement.now() - begin)
      statuses[status, default: 0] += 1
    }
    times.sort()
    func microseconds(_ share: Double) -> Int {
      Int(times[min(times.count - 1, Int(Double(times.count) * share))] * 1e6)
    }
    print(
      "\(what) among \(donors) donors: p50 \(microseconds(0.5)) µs, p95 \(microseconds(0.95)) µs,",
      "p99 \(microseconds(0.99)) µs;",
      statuses.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
  }

  /// Among a million made-up people some have the number of another, which is refused.
  private func answer(to intake: DonorIntake) throws -> String {
    do {
      return "\(try registry.register(intake, ChangeRequest(dryRun: true)).status)"
    } catch let error as RegistryError where error.code == .identityConflict {
      return "refused"
    }
  }
}
