internal import Ledger

extension RegistryError {
  /// A note that cannot be read is malformed input; one that does not hold fails verification.
  init(_ error: NoteError) {
    switch error {
    case .malformed, .malformedKey, .unacceptableKey, .ambiguousKey:
      self.init(.inputMalformed, "\(error)")
    case .invalidSignature, .unverified: self.init(.verificationFailed, "\(error)")
    }
  }

  init(_ error: CheckpointError) {
    switch error {
    case .malformed, .rootLength, .malformedProof: self.init(.inputMalformed, "\(error)")
    case .otherOrigin: self.init(.verificationFailed, "\(error)")
    }
  }

  init(_ error: ProofError) {
    switch error {
    case .outOfRange: self.init(.notFound, "\(error)")
    case .fromEmptyTree: self.init(.usage, "\(error)")
    case .wrongLength, .wrongRoot, .hashing: self.init(.verificationFailed, "\(error)")
    }
  }
}
