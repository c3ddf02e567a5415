/// What a donor said to one item of a form.
public enum Answer: UInt8, CodedValue {
  /// The form does not ask for it.
  case notAsked = 0
  /// Yes.
  case permit = 1
  /// No.
  case decline = 2
  /// The donor was asked and left it open; an earlier answer stays as it is.
  case notChosen = 3

  /// `answer`.
  public static var vocabulary: String { "answer" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .notAsked: "not_asked"
    case .permit: "permit"
    case .decline: "decline"
    case .notChosen: "not_chosen"
    }
  }
}
