internal import RegistryCrypto

extension Registry {
  /// Keeps keys and identifiers that this process holds out of core files and away from debuggers.
  ///
  /// For an executable to call before it opens a registry.
  public static func keepMemoryPrivate() { ProcessMemory.forbidDumps() }
}
