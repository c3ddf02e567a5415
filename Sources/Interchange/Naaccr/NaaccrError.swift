internal import Domain

/// Why a NAACCR XML file is malformed as a whole, and where.
public struct NaaccrError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Cause: Error, Hashable, Sendable {
    /// Not XML, by the parser's own words.
    case notWellFormed(String)
    /// The input ends before the root element does, or is empty.
    case truncated
    /// gzip or ZIP.
    case compressed
    /// A document type declaration, which could define entities without end.
    case documentType
    /// The root element is not in the NAACCR namespace.
    case namespaceMissing
    /// An element that does not belong there.
    case unknownElement(String)
    /// An attribute that the element does not have.
    case unknownAttribute(String, element: String)
    /// An attribute that has to be there.
    case missingAttribute(String, element: String)
    /// An attribute with a value that is not understood.
    case invalidAttribute(String, fix: String)
    /// An item that the dictionary does not have.
    case unknownItem(String, suggestion: String)
    /// An item under the wrong element.
    case wrongParent(String, belongs: NaaccrLevel, found: NaaccrLevel)
    /// An item that the record type does not have.
    case notInRecordType(String, recordType: String)
    /// An item whose number is another's.
    case wrongNumber(String, expected: Int)
    /// An item that stands twice under one element.
    case duplicateItem(String)
    /// Text outside of items.
    case strayText
    /// More text than any record holds.
    case tooLarge(String)
  }

  /// Line, counted from 1.
  public let line: Int
  /// What is wrong.
  public let cause: Cause

  /// The sentence shown for it.
  public var description: String { "line \(line): \(sentence)" }

  private var sentence: String {
    switch cause {
    case .notWellFormed(let reason): "not well-formed XML, \(reason); export the file again"
    case .truncated: "the file ends too early; it is cut off or a closing tag is missing"
    case .compressed: "the file is compressed; unpack it with gzip -dc and read '-'"
    case .documentType: "a document type declaration is not allowed; take it out"
    case .namespaceMissing:
      "the root element is not NaaccrData of the namespace http://naaccr.org/naaccrxml; declare it "
        + "with xmlns"
    case .unknownElement(let name):
      "the element '\(FieldProblem.excerpt(name))' does not belong here; elements are NaaccrData, "
        + "Patient, Tumor and Item"
    case .unknownAttribute(let name, let element):
      "\(element) has no attribute '\(FieldProblem.excerpt(name))'; take it out, or give it a "
        + "namespace of its own at the root"
    case .missingAttribute(let name, let element): "\(element) lacks the attribute \(name); add it"
    case .invalidAttribute(let name, let fix):
      "the attribute \(name) is not understood; \(fix)"
    case .unknownItem(let id, let suggestion):
      "the dictionary has no item '\(FieldProblem.excerpt(id))'; \(suggestion)"
    case .wrongParent(let id, let belongs, let found):
      "\(id) is an item of \(belongs.rawValue), not of \(found.rawValue); move it"
    case .notInRecordType(let id, let recordType):
      "files of record type \(recordType) have no \(id); correct recordType or leave the item out"
    case .wrongNumber(let id, let expected):
      "\(id) is item number \(expected); correct naaccrNum or leave it out"
    case .duplicateItem(let id): "\(id) is there twice; keep one of them"
    case .strayText: "text outside of an item; put it into an item or take it out"
    case .tooLarge(let what): "\(what) is larger than any record; look for a missing closing tag"
    }
  }
}
