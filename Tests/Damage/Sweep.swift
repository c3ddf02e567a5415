import Domain
import Glibc
import Registry

/// What cannot be done with the files of the registry.
struct FileFailure: Error {
  var what: String
}

/// One registry whose bytes are changed and put back.
struct Sweep {
  /// How long one change may take, in seconds, before the system ends the process.
  private static let patience: UInt32 = 60
  /// Statuses with which a command refuses a damaged registry: not found, verification failed, other
  /// program or schema, cannot read, key does not fit, and no operator where damage names some.
  private static let refusals: Set<Int32> = [4, 10, 12, 13, 20, 65, 74, 77]

  private let folder: String
  private let donors: [String]
  private let seed: UInt64
  private let database: Int32
  private let progress: Int32
  private let context: RegistryContext
  private let answers: [String]

  init(folder: String, donors: [String], seed: UInt64) throws {
    self.folder = folder
    self.donors = donors
    self.seed = seed
    database = unsafe open("\(folder)/registry.sqlite", O_RDWR)
    progress = unsafe open("\(folder)/../place", O_RDWR | O_CREAT, 0o600)
    guard database >= 0, progress >= 0 else { throw FileFailure(what: folder) }
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    let now = Instant(microseconds: Int64(time.tv_sec) * 1_000_000)
    let context = RegistryContext(clock: { now }, actor: "damage")
    self.context = context
    answers = try donors.map { try Self.answer($0, in: folder, context) }
  }

  private static func answer(
    _ donor: String, in folder: String, _ context: RegistryContext
  ) throws -> String {
    let registry = try Registry.open(at: folder, context: context)
    return "\(try registry.consentStates(donor, on: nil, knownAt: nil, explain: true))"
  }

  /// Changes one bit of a byte, asks, and puts the byte back.
  func change(_ place: Int) throws {
    var chance = seed &+ UInt64(place) &* 0x9E37_79B9_7F4A_7C15
    chance = (chance ^ chance >> 31) &* 0xBF58_476D_1CE4_E5B9
    let bit = UInt8(chance >> 61)
    let donor = Int(chance >> 40 & 0xFFFF) % donors.count
    var number = Int64(place)
    alarm(Self.patience)
    guard unsafe pwrite(progress, &number, 8, 0) == 8 else { throw FileFailure(what: "place") }
    var old: UInt8 = 0
    guard unsafe pread(database, &old, 1, off_t(place)) == 1 else {
      throw FileFailure(what: "byte \(place)")
    }
    try write(old ^ 1 << bit, at: place)
    let label = "\(place) \(bit)"
    report(label) {
      let said = try Self.answer(donors[donor], in: folder, context)
      if said != answers[donor] { tell("wrong \(label) consent") }
    }
    report(label) {
      let checks = try Registry.open(at: folder, context: context).doctor()
      if checks.allSatisfy(\.ok) { tell("passed \(label)") }
    }
    try write(old, at: place)
    alarm(0)
  }

  private func report(_ label: String, _ body: () throws -> Void) {
    do {
      try body()
    } catch let error as RegistryError {
      if !Self.refusals.contains(error.code.exitStatus) { tell("broken \(label) \(error)") }
    } catch {
      tell("broken \(label) \(error)")
    }
  }

  /// Prints a line that is there even if the next change ends the process.
  private func tell(_ line: String) {
    print(line)
    fflush(nil)
  }

  private func write(_ byte: UInt8, at place: Int) throws {
    var byte = byte
    guard unsafe pwrite(database, &byte, 1, off_t(place)) == 1 else {
      throw FileFailure(what: "byte \(place)")
    }
  }
}
