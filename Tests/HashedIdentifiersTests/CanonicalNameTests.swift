import TestSupport
import Testing

@testable import HashedIdentifiers

struct CanonicalNameTests {
  /// Frozen with version 1 of the canonical form: as written, whole, first part.
  static let vectors: [(text: String, whole: String, first: String)] = [
    ("Smith", "smith", "smith"),
    ("  SMITH  ", "smith", "smith"),
    ("Smith-Jones", "smithjones", "smithjones"),
    ("Smith\u{2010}Jones", "smithjones", "smithjones"),
    ("O'Neil", "oneil", "oneil"),
    ("O\u{2019}Neil", "oneil", "oneil"),
    ("O\u{02BC}Neil", "oneil", "oneil"),
    ("van der Berg", "vanderberg", "van"),
    ("Mary Anne", "maryanne", "mary"),
    ("Abd al-Rahman Said", "abdalrahmansaid", "abdalrahman"),
    ("La Toya", "latoya", "latoya"),
    ("Abd", "abd", "abd"),
    ("J. R.", "jr", "j"),
    ("Smith, John", "smithjohn", "smith"),
    ("D\u{2019}Angelo", "dangelo", "dangelo"),
    ("Straße", "strasse", "strasse"),
    ("İ", "i", "i"),
    ("ﬀ ﬃ ﬆ", "ffffist", "ff"),
    ("Müller", "muller", "muller"),
    ("Mu\u{0308}ller", "muller", "muller"),
    ("Łukasz", "lukasz", "lukasz"),
    ("Søren Ærø", "sorenaero", "soren"),
    ("Đorđe", "dorde", "dorde"),
    ("Guðmundur Þór", "gudmundurthor", "gudmundur"),
    ("Œuvrard", "oeuvrard", "oeuvrard"),
    ("Weiß", "weiss", "weiss"),
    ("WEISS", "weiss", "weiss"),
    ("WEIẞ", "weiss", "weiss"),
    ("İpek Işık", "ipekisik", "ipek"),
    ("Nguyễn", "nguyen", "nguyen"),
    ("ﬁnn", "finn", "finn"),
    ("Ｓｍｉｔｈ", "smith", "smith"),
    ("Dvořák\u{00A0}Jan", "dvorakjan", "dvorak"),
    ("ŞĞĊŽ", "sgcz", "sgcz"),
    ("Ħamrun", "hamrun", "hamrun"),
    ("Иванов", "иванов", "иванов"),
    ("ИВАНОВ", "иванов", "иванов"),
    ("Παπαδόπουλος", "παπαδοπουλος", "παπαδοπουλος"),
    ("王 小明", "王小明", "王"),
    ("محمد", "محمد", "محمد"),
    ("مُحَمَّد", "محمد", "محمد"),
    ("Kealiʻi", "kealii", "kealii"),
    ("Ann 2", "ann2", "ann"),
  ]

  @Test(arguments: vectors.indices) func `the frozen vectors hold`(index: Int) {
    let vector = Self.vectors[index]
    let name = CanonicalName(vector.text)
    #expect(String(decoding: name.whole, as: UTF8.self) == vector.whole)
    #expect(String(decoding: name.first, as: UTF8.self) == vector.first)
  }

  @Test func `a canonical name is its own canonical form`() {
    for vector in Self.vectors {
      let whole = CanonicalName(vector.text).whole
      #expect(CanonicalName(String(decoding: whole, as: UTF8.self)).whole == whole)
    }
  }

  @Test(arguments: ["", " ", "-", "'", "...", "\u{0301}", "!?"])
  func `a name without letters is empty`(text: String) {
    #expect(CanonicalName(text).isEmpty)
    #expect(CanonicalName(text).initial.isEmpty)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `the fast way for ASCII agrees with the way over Unicode`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let count = Int.random(in: 0...20, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0x20...0x7E, using: &random) }
      let text = String(decoding: bytes, as: UTF8.self)
      // A trailing mark sends the same letters over Unicode and adds nothing to them.
      let marked = CanonicalName("\u{B7}" + text)
      #expect(CanonicalName(text) == marked, "seed \(seed): \(text)")
    }
  }

  @Test func `letters are counted, not bytes`() {
    #expect(CanonicalName("Иванов").initial.count == 2)
    #expect(CanonicalName("王小明").letters(2).count == 6)
    #expect(Array(CanonicalName("Al").letters(3)) == Array("al".utf8))
  }
}

struct SoundexTests {
  /// National Archives, "The Soundex Indexing System", with its rules on H, W and vowels.
  static let vectors = [
    ("washington", "w252"), ("lee", "l000"), ("gutierrez", "g362"), ("pfister", "p236"),
    ("jackson", "j250"), ("tymczak", "t522"), ("vandeusen", "v532"), ("ashcraft", "a261"),
    ("robert", "r163"), ("rupert", "r163"), ("rubin", "r150"), ("honeyman", "h555"), ("a", "a000"),
  ]

  @Test func `the published examples hold`() {
    for (name, code) in Self.vectors {
      let packed = code.utf8.reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
      #expect(Soundex.code(Array(name.utf8)[...]) == packed, "\(name)")
    }
  }

  @Test func `digits are passed over and other scripts have no code`() {
    #expect(Soundex.code(Array("lee2".utf8)[...]) == Soundex.code(Array("lee".utf8)[...]))
    #expect(Soundex.code(Array("иванов".utf8)[...]) == nil)
    #expect(Soundex.code(Array("lи".utf8)[...]) == nil)
    #expect(Soundex.code([]) == nil)
    #expect(Soundex.code(Array("2".utf8)[...]) == nil)
  }
}
