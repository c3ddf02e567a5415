import Domain
import Foundation
import Storage

/// A registry's database in a folder of its own, removed at the end.
func withScratchStore(_ body: (RegistryStore) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(
    try RegistryStore.create(
      at: folder.appending(path: "registry.sqlite").path,
      identity: RegistryIdentity(
        logID: [UInt8](repeating: 7, count: 16), createdAt: Instant(microseconds: 1),
        identityMode: "vault", keyID: "k1", keyCheck: [UInt8](repeating: 9, count: 16))))
}
