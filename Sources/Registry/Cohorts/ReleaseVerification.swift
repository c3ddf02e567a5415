internal import Interchange
internal import RegistryCrypto

/// Checks a release folder anywhere: it needs the folder alone, and no registry.
public enum ReleaseVerification {
  /// Checks that a folder holds what its manifest says, and that it protects what it claims to.
  /// - Parameters:
  ///   - folder: the release folder.
  ///   - publicKey: the key that must have signed it, hexadecimal; nil takes the one in the folder.
  /// - Returns: one result for each check.
  /// - Throws: ``RegistryError`` where there is no manifest to check against.
  public static func verify(folder: String, publicKey: String? = nil) throws -> [DoctorCheck] {
    try Registry.mapping {
      let path = "\(folder)/\(ReleaseManifest.name)"
      let bytes = try InputFile.path(path).contents(limit: 16 << 20)
      guard let manifest = try? JSONValue(parsing: bytes[...]),
        manifest["release"]?.text != nil, let files = manifest["files"]?.elements
      else {
        throw RegistryError(
          .inputMalformed, "this is no manifest of a release", at: [.init("file", path)],
          fix: "name the folder that a release was written to")
      }
      var checks = try files.map { try check($0, in: folder) }
      checks.append(try strangers(files, in: folder))
      checks += try ReleaseProtection.checks(manifest, in: folder)
      checks.append(try signature(of: bytes, in: folder, by: publicKey))
      if let stated = try checkpoint(of: manifest, in: folder) { checks.append(stated) }
      return checks
    }
  }

  private static func check(_ file: JSONValue, in folder: String) throws -> DoctorCheck {
    let name = file["name"]?.text ?? ""
    let title = "file \(name)"
    // A name that leads out of the folder is nothing a manifest can have.
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !["", ".", ".."].contains($0) }) else {
      return DoctorCheck(check: title, ok: false, detail: "this is no name of a file in the folder")
    }
    guard FolderWork.exists("\(folder)/\(name)") else {
      return DoctorCheck(check: title, ok: false, detail: "it is missing")
    }
    let hasher = try SHA256Hasher()
    try hasher.begin()
    let source = try InputFile.path("\(folder)/\(name)").source
    var count = 0
    var piece: [UInt8] = []
    while try source(&piece) {
      try hasher.update(piece.span)
      count += piece.count
      piece.removeAll(keepingCapacity: true)
    }
    let digest = try hasher.finish().description
    let isSound = digest == file["sha256"]?.text && count == file["bytes"]?.integer
    return DoctorCheck(
      check: title, ok: isSound,
      detail: isSound ? "\(count) bytes as released" : "it is not the file that was released")
  }

  private static func strangers(_ files: [JSONValue], in folder: String) throws -> DoctorCheck {
    let known = Set(files.compactMap { $0["name"]?.text })
      .union([ReleaseManifest.name, ReleaseSignature.name])
    let strange = try FolderWork.files(below: folder).filter { !known.contains($0) }
    return DoctorCheck(
      check: "folder", ok: strange.isEmpty,
      detail: strange.isEmpty
        ? "nothing but the release" : "not of the release: " + strange.joined(separator: ", "))
  }

  private static func signature(
    of manifest: [UInt8], in folder: String, by publicKey: String?
  ) throws -> DoctorCheck {
    func check(_ ok: Bool, _ detail: String) -> DoctorCheck {
      DoctorCheck(check: "signature", ok: ok, detail: detail)
    }
    let path = "\(folder)/\(ReleaseSignature.name)"
    guard FolderWork.exists(path) else {
      return check(publicKey == nil, "the release is not signed")
    }
    let bytes = try InputFile.path(path).contents(limit: 1 << 16)
    guard let signature = ReleaseSignature(reading: bytes) else {
      return check(false, "\(ReleaseSignature.name) is no signature")
    }
    guard signature.isValid(for: manifest) else {
      return check(false, "the manifest is not the one that was signed")
    }
    let key = Hexadecimal.text(of: signature.publicKey)
    if let publicKey, publicKey.lowercased() != key {
      return check(false, "another key signed it: \(key)")
    }
    return check(true, "signed by \(key)" + (publicKey == nil ? ", compare it" : ""))
  }
}
