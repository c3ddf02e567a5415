internal import COpenSSL

// Safe: both contexts and the copy of the key are owned by this value alone and freed in `deinit`.
/// AES-256-GCM (NIST SP 800-38D) with contexts that are used again for every message.
///
/// A sealed box is nonce (12 random bytes), ciphertext, tag (16 bytes). Random nonces are good for
/// 2^32 messages under one key. A value belongs to one thread at a time.
@safe public struct AES256GCM: ~Copyable {
  /// Bytes of a key.
  public static let keyLength = 32
  /// Bytes of a nonce.
  public static let nonceLength = 12
  /// Bytes of a tag.
  public static let tagLength = 16
  /// Bytes by which a sealed box is longer than its content.
  public static let overhead = nonceLength + tagLength

  private let encryption: OpaquePointer
  private let decryption: OpaquePointer
  /// The key that `encryption` is set up for, and behind it 1 once there is one.
  ///
  /// Setting a key up takes a third of the time of a short message, and the messages under one key
  /// come together.
  private let current: UnsafeMutablePointer<UInt8>

  /// Prepares both contexts.
  /// - Throws: ``CryptoError`` where OpenSSL has no AES-256-GCM or no memory.
  public init() throws(CryptoError) {
    let cipher = unsafe try Algorithms.aes256GCM()
    let encryption = unsafe EVP_CIPHER_CTX_new()
    let decryption = unsafe EVP_CIPHER_CTX_new()
    guard let encryption = unsafe encryption, let decryption = unsafe decryption,
      unsafe EVP_EncryptInit_ex2(encryption, cipher, nil, nil, nil) == 1,
      unsafe EVP_DecryptInit_ex2(decryption, cipher, nil, nil, nil) == 1
    else {
      unsafe EVP_CIPHER_CTX_free(encryption)
      unsafe EVP_CIPHER_CTX_free(decryption)
      throw .failed(operation: "prepare a cipher")
    }
    unsafe self.encryption = unsafe encryption
    unsafe self.decryption = unsafe decryption
    unsafe current = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.keyLength + 1)
    unsafe current.initialize(repeating: 0, count: Self.keyLength + 1)
  }

  deinit {
    unsafe EVP_CIPHER_CTX_free(encryption)
    unsafe EVP_CIPHER_CTX_free(decryption)
    unsafe OPENSSL_cleanse(current, Self.keyLength + 1)
    unsafe current.deallocate()
  }

  /// Seals a message under a fresh random nonce.
  /// - Parameters:
  ///   - plaintext: the message.
  ///   - key: 32 bytes.
  ///   - associatedData: what the box is bound to; must be given again to open it.
  ///   - random: where the nonce comes from.
  /// - Returns: nonce, ciphertext and tag.
  /// - Throws: ``CryptoError``.
  public func seal(
    _ plaintext: Span<UInt8>, key: borrowing Secret, associatedData: Span<UInt8>,
    random: SecureRandom
  ) throws(CryptoError) -> [UInt8] {
    try requireKey(key)
    // Zeros that are overwritten cost less than what an uninitialised array asks of the runtime.
    var box = [UInt8](repeating: 0, count: plaintext.count + Self.overhead)
    let done = unsafe box.withUnsafeMutableBufferPointer { output in
      guard let base = output.baseAddress else { return false }
      // Safe: `output` has room for nonce, ciphertext and tag.
      return unsafe random.fill(base, count: Self.nonceLength)
        && encrypt(
          plaintext, key.pointer, nonce: base, associatedData, into: base + Self.nonceLength)
    }
    guard done else { throw .failed(operation: "seal") }
    return box
  }

  /// Seals under a given nonce, for known-answer tests: ciphertext and tag without the nonce.
  func seal(
    _ plaintext: Span<UInt8>, key: borrowing Secret, associatedData: Span<UInt8>, nonce: [UInt8]
  ) throws(CryptoError) -> [UInt8] {
    try requireKey(key)
    var output = [UInt8](repeating: 0, count: plaintext.count + Self.tagLength)
    let done = unsafe output.withUnsafeMutableBufferPointer { output in
      guard let base = output.baseAddress else { return false }
      return unsafe encrypt(plaintext, key.pointer, nonce: nonce, associatedData, into: base)
    }
    guard done else { throw .failed(operation: "seal") }
    return output
  }

  /// Opens a box.
  /// - Parameters:
  ///   - box: nonce, ciphertext and tag.
  ///   - key: the key it was sealed under.
  ///   - associatedData: what it was bound to.
  /// - Returns: the message.
  /// - Throws: ``CryptoError/authenticationFailed`` where box, key or associated data differ;
  ///   ``CryptoError/wrongLength(of:expected:actual:)`` for a box that is too short to be one.
  public func open(
    _ box: Span<UInt8>, key: borrowing Secret, associatedData: Span<UInt8>
  ) throws(CryptoError) -> [UInt8] {
    try requireKey(key)
    try Self.requireBox(box)
    let total = box.count - Self.overhead
    var opened = false
    let plaintext = unsafe [UInt8](unsafeUninitializedCapacity: max(total, 1)) {
      output, initialised in
      guard let base = output.baseAddress else { return }
      // Safe: `output` has room for the plaintext, which is wiped if its tag does not fit.
      opened = unsafe decrypt(box, key.pointer, associatedData, into: base)
      if opened { initialised = total } else { unsafe OPENSSL_cleanse(base, total) }
    }
    guard opened else { throw .authenticationFailed }
    return plaintext
  }

  /// Opens a box that holds a key.
  /// - Parameters:
  ///   - box: nonce, ciphertext and tag.
  ///   - key: the key it was sealed under.
  ///   - associatedData: what it was bound to.
  /// - Returns: the key inside.
  /// - Throws: as ``open(_:key:associatedData:)``.
  public func openSecret(
    _ box: Span<UInt8>, key: borrowing Secret, associatedData: Span<UInt8>
  ) throws(CryptoError) -> Secret {
    try requireKey(key)
    try Self.requireBox(box)
    let pointer = unsafe key.pointer
    do {
      return try unsafe Secret(count: box.count - Self.overhead, operation: "open") { base in
        unsafe decrypt(box, pointer, associatedData, into: base)
      }
    } catch {
      throw .authenticationFailed
    }
  }

  private func requireKey(_ key: borrowing Secret) throws(CryptoError) {
    guard key.count == Self.keyLength else {
      throw .wrongLength(of: "the sealing key", expected: Self.keyLength, actual: key.count)
    }
  }

  private static func requireBox(_ box: Span<UInt8>) throws(CryptoError) {
    guard box.count >= overhead else {
      throw .wrongLength(of: "the sealed box", expected: overhead, actual: box.count)
    }
  }

  /// Writes ciphertext and tag; `output` must have room for both.
  @unsafe private func encrypt(
    _ plaintext: Span<UInt8>, _ key: UnsafePointer<UInt8>, nonce: UnsafePointer<UInt8>,
    _ associatedData: Span<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    var written: Int32 = 0
    let isSet = unsafe current[Self.keyLength] == 1
    let isCurrent = unsafe isSet && CRYPTO_memcmp(current, key, Self.keyLength) == 0
    unsafe current[Self.keyLength] = 0
    guard unsafe EVP_EncryptInit_ex2(encryption, nil, isCurrent ? nil : key, nonce, nil) == 1
    else { return false }
    if !isCurrent { unsafe current.update(from: key, count: Self.keyLength) }
    unsafe current[Self.keyLength] = 1
    // OpenSSL takes a NULL address for "no more input": empty spans are left out.
    let bound = unsafe associatedData.withUnsafeBufferPointer { data in
      unsafe data.isEmpty
        || EVP_EncryptUpdate(encryption, nil, &written, data.baseAddress, Int32(data.count)) == 1
    }
    let sealed = unsafe plaintext.withUnsafeBufferPointer { text in
      unsafe text.isEmpty
        || EVP_EncryptUpdate(encryption, output, &written, text.baseAddress, Int32(text.count)) == 1
    }
    let end = unsafe output + plaintext.count
    return unsafe bound && sealed && EVP_EncryptFinal_ex(encryption, end, &written) == 1
      && EVP_CIPHER_CTX_ctrl(encryption, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagLength), end) == 1
  }

  /// Writes the plaintext and says whether it may be believed.
  @unsafe private func decrypt(
    _ box: Span<UInt8>, _ key: UnsafePointer<UInt8>, _ associatedData: Span<UInt8>,
    into output: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    let opened = unsafe box.withUnsafeBufferPointer { box in
      guard let base = box.baseAddress else { return false }
      var written: Int32 = 0
      let count = Int32(box.count - Self.overhead)
      let tag = unsafe UnsafeMutableRawPointer(mutating: base + box.count - Self.tagLength)
      guard unsafe EVP_DecryptInit_ex2(decryption, nil, key, base, nil) == 1,
        unsafe EVP_CIPHER_CTX_ctrl(
          decryption, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagLength), tag) == 1
      else { return false }
      let bound = unsafe associatedData.withUnsafeBufferPointer { data in
        unsafe data.isEmpty
          || EVP_DecryptUpdate(decryption, nil, &written, data.baseAddress, Int32(data.count)) == 1
      }
      return unsafe bound
        && (count == 0
          || EVP_DecryptUpdate(decryption, output, &written, base + Self.nonceLength, count) == 1)
        && EVP_DecryptFinal_ex(decryption, output + Int(count), &written) == 1
    }
    if !opened { ERR_clear_error() }
    return opened
  }
}
