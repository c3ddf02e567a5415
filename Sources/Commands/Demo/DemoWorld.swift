internal import Domain
internal import Registry

/// Where the story plays: its folder, its people, and a registry that can be opened on any day.
final class DemoWorld {
  /// The folder of the demo.
  let folder: DemoFolder
  /// Everybody.
  let cast: DemoCast
  private let session: Session
  /// Donor codes by place in the sequence of donors, as far as they are registered.
  private(set) var codes: [Int: String] = [:]

  /// Makes the world.
  /// - Parameters:
  ///   - folder: the folder of the demo.
  ///   - session: the run of the command.
  init(folder: DemoFolder, session: Session) {
    self.folder = folder
    self.session = session
    cast = DemoCast(today: session.today)
  }

  /// The registry's view of the world at nine in the morning of a day; today it is now.
  /// - Parameter day: the day.
  /// - Returns: the context.
  func context(on day: CivilDay) -> RegistryContext {
    var context = session.registryContext
    if day < cast.today {
      let nine = Instant(microseconds: Instant(startOf: day).microseconds + 9 * 3_600_000_000)
      context.clock = { nine }
    }
    return context
  }

  /// Opens the registry on a day.
  /// - Parameter day: the day.
  /// - Returns: the registry.
  /// - Throws: `RegistryError`.
  func registry(on day: CivilDay) throws -> Registry {
    try Registry.open(at: folder.registry, context: context(on: day))
  }

  /// Takes in a file of donors and looks their codes up.
  /// - Parameters:
  ///   - name: the file's name.
  ///   - bytes: what stands in it.
  ///   - donors: who stands in it.
  ///   - day: the day of intake.
  /// - Returns: what the registry counted.
  /// - Throws: `RegistryError` or `StreamFailure`.
  func intake(
    _ name: String, _ bytes: [UInt8], of donors: [SyntheticDonor], on day: CivilDay
  ) throws -> ImportSummary {
    let path = try folder.receive("\(name).csv", bytes)
    let registry = try registry(on: day)
    let summary = try registry.importDonors(
      DonorImportRequest(
        input: try .path(path), format: .csv, rejects: "\(folder.incoming)/\(name)-rejects.csv"),
      ChangeRequest())
    for donor in donors {
      codes[donor.index] = try registry.find(json: donor.query, name: donor.mrn).first?.donor
    }
    return summary
  }

  /// Takes in a file of consent events.
  /// - Parameters:
  ///   - name: the file's name.
  ///   - rows: the events.
  ///   - day: the day of recording.
  /// - Returns: what the registry counted.
  /// - Throws: `RegistryError` or `StreamFailure`.
  func record(
    _ name: String, _ rows: [DemoConsents.Row], on day: CivilDay
  ) throws -> ImportSummary {
    let path = try folder.receive("\(name).csv", DemoConsents.csv(rows))
    return try registry(on: day).importConsents(
      input: try .path(path), rejects: "\(folder.incoming)/\(name)-rejects.csv", ChangeRequest())
  }
}
