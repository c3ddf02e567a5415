import Domain
import Foundation
import Glibc
import Registry
import Testing

/// Keeps every writer of a registry waiting, as a command that never ends would.
final class Blockade {
  private let descriptor: Int32

  init(_ world: World) throws {
    descriptor = unsafe open(world.path("registry/registry.sqlite.lock"), O_RDWR | O_CREAT, 0o600)
    var door = flock()
    door.l_type = Int16(F_WRLCK)
    door.l_whence = Int16(SEEK_SET)
    door.l_len = 1
    // F_OFD_SETLK, which Swift's view of the C library does not show.
    let code = unsafe fcntl(descriptor, 37, &door)
    try #require(code == 0)
  }

  func end() { close(descriptor) }
}

extension World {
  func context(waitingTime: Double = 30, actor: String = "tester") -> RegistryContext {
    let clock = self.clock
    return RegistryContext(clock: { clock.now }, actor: actor, waitingTime: waitingTime)
  }

  /// Withdraws all use while nothing can be written.
  func spooled(
    _ donor: String, operation: String? = nil, signedOn: String? = nil
  ) throws -> WithdrawalOutcome {
    let blockade = try Blockade(self)
    defer { blockade.end() }
    clock.tick()
    var request = ConsentRequest(donor: donor, kind: "withdrawal")
    request.level = "no_further_use"
    request.signedOn = signedOn.flatMap { CivilDay(iso: $0) }
    return try Registry.withdraw(
      request, ChangeRequest(operation: operation, reason: "said Ada Zweifel by telephone"),
      at: registry.folder, context: context(waitingTime: 0.02, actor: "night nurse"))
  }

  /// Names of what waits.
  func spoolFiles() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: registry.folder)
      .filter { $0.hasSuffix(".spool") }
  }

  /// The registry on a connection of an operator's own.
  func reopened(as key: OperatorKeyFile) throws -> Registry {
    let clock = self.clock
    return try Registry.open(
      at: registry.folder,
      context: RegistryContext(clock: { clock.now }, actor: "tester", operatorKey: key))
  }

  /// Withdraws everything while the database cannot be read.
  func spooledWhileDamaged(_ donor: String) throws {
    let url = folder.appending(path: "registry/registry.sqlite")
    let sound = try Data(contentsOf: url)
    var damaged = sound
    damaged.replaceSubrange(4096..., with: Data(repeating: 0xA5, count: sound.count - 4096))
    try damaged.write(to: url)
    var request = ConsentRequest(donor: donor, kind: "withdrawal")
    request.scopes = ["all"]
    let outcome = try Registry.withdraw(
      request, ChangeRequest(), at: registry.folder, context: context(actor: "night nurse"))
    guard case .spooled = outcome else {
      Issue.record("a damaged database took a withdrawal")
      return
    }
    try sound.write(to: url)
  }
}
