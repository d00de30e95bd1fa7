//! The parameters in an operation's path.
//!
//! [`Path<T>`] reads every parameter but `{org}`, which belongs to [`Proof`](crate::Proof) and [`InOrg`]. What does
//! not parse names nothing, so the answer is 404: an address that cannot exist is not a validation error.

use aide::generate::GenContext;
use aide::openapi::{Operation, PathStyle};
use aide::operation::OperationInput;
use axum::extract::{FromRequestParts, RawPathParams};
use http::request::Parts;
use hustings_kernel::OrgId;
use schemars::{JsonSchema, Schema};
use serde::de::value::{Error as ValueError, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};

use crate::document;
use crate::refusal::{EdgeRefusal, Rejection};

/// The name of the parameter that says which organisation is meant.
pub(crate) const ORG: &str = "org";

/// The parameters of the path, in order, without `{org}`: one value, or a tuple.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let params = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| EdgeRefusal::NotFound)?;
        let values: Vec<&str> = params
            .iter()
            .filter(|(name, _)| *name != ORG)
            .map(|(_, value)| value)
            .collect();
        // PostgreSQL's text holds no NUL, so nothing can be named by one.
        if values.iter().any(|value| value.contains('\0')) {
            return Err(EdgeRefusal::NotFound.into());
        }
        T::deserialize(PathValues(&values))
            .map(Self)
            .map_err(|_| EdgeRefusal::NotFound.into())
    }
}

impl<T: JsonSchema> OperationInput for Path<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let whole = ctx.schema.subschema_for::<T>();
        let elements: Vec<Schema> = match whole.get("prefixItems").and_then(|items| items.as_array()) {
            Some(items) => items
                .iter()
                .filter_map(|item| item.clone().try_into().ok())
                .collect(),
            None => vec![whole],
        };
        for schema in elements {
            // The names are in the route, which is not known here: `Operation` fills them in by order.
            document::push_parameter(
                operation,
                document::path_parameter(String::new(), schema, PathStyle::Simple),
            );
        }
        document::declare_problems(ctx, operation, [EdgeRefusal::NotFound.case()]);
    }
}

/// The organisation in the path, for operations that are open to those who are not members (yet).
#[derive(Debug, Clone, Copy)]
pub struct InOrg(pub OrgId);

impl<S: Send + Sync> FromRequestParts<S> for InOrg {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let params = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| EdgeRefusal::NotFound)?;
        params
            .iter()
            .find(|(name, _)| *name == ORG)
            .and_then(|(_, value)| parse_org(value))
            .map(Self)
            .ok_or_else(|| EdgeRefusal::NotFound.into())
    }
}

impl OperationInput for InOrg {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        document::declare_problems(ctx, operation, [EdgeRefusal::NotFound.case()]);
    }
}

/// An organisation's id as it may stand in an address; the installation is not an organisation.
pub(crate) fn parse_org(text: &str) -> Option<OrgId> {
    text.parse().ok().filter(|org| *org != OrgId::INSTALLATION)
}

/// Deserialises one value from the only parameter, or a tuple from all of them.
struct PathValues<'a>(&'a [&'a str]);

impl<'a> PathValues<'a> {
    fn only(&self) -> Result<PathValue<'a>, ValueError> {
        match self.0 {
            [value] => Ok(PathValue(value)),
            _ => Err(serde::de::Error::custom("expected exactly one path parameter")),
        }
    }
}

macro_rules! from_the_only_value {
    ($($method:ident)+) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
                self.only()?.$method(visitor)
            }
        )+
    };
}

impl<'de> Deserializer<'de> for PathValues<'de> {
    type Error = ValueError;

    from_the_only_value!(
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_option deserialize_unit deserialize_map deserialize_identifier deserialize_ignored_any
    );

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.only()?.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let mut values = SeqDeserializer::new(self.0.iter().map(|value| PathValue(value)));
        let sequence = visitor.visit_seq(&mut values)?;
        values.end()?;
        Ok(sequence)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Self::Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.only()?.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.only()?.deserialize_any(visitor)
    }
}

/// One parameter: text, parsed when a number or a truth value is asked for.
struct PathValue<'a>(&'a str);

impl<'de> IntoDeserializer<'de, ValueError> for PathValue<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parsed {
    ($($method:ident => $visit:ident)+) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
                let value = self.0.parse().map_err(|_| ValueError::invalid_text())?;
                visitor.$visit(value)
            }
        )+
    };
}

/// Names the one error a parameter can have; nobody reads its text, because the answer is 404.
trait InvalidText {
    fn invalid_text() -> Self;
}

impl InvalidText for ValueError {
    fn invalid_text() -> Self {
        serde::de::Error::custom("not a valid path parameter")
    }
}

impl<'de> Deserializer<'de> for PathValue<'de> {
    type Error = ValueError;

    parsed!(
        deserialize_bool => visit_bool
        deserialize_i8 => visit_i8 deserialize_i16 => visit_i16
        deserialize_i32 => visit_i32 deserialize_i64 => visit_i64
        deserialize_u8 => visit_u8 deserialize_u16 => visit_u16
        deserialize_u32 => visit_u32 deserialize_u64 => visit_u64
        deserialize_f32 => visit_f32 deserialize_f64 => visit_f64
    );

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use hustings_kernel::MemberId;

    use super::*;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Open,
        Secret,
    }

    fn read<T: DeserializeOwned>(values: &[&str]) -> Option<T> {
        T::deserialize(PathValues(values)).ok()
    }

    #[test]
    fn one_parameter_is_one_value() {
        let id = MemberId::from(uuid::Uuid::from_u128(7));
        assert_eq!(read(&[id.to_string().as_str()]), Some(id));
        assert_eq!(read(&["12"]), Some(12_u32));
        assert_eq!(read(&["secret"]), Some(Kind::Secret));
        assert_eq!(read::<String>(&["a b"]), Some("a b".to_owned()));
    }

    #[test]
    fn several_parameters_are_a_tuple() {
        assert_eq!(read(&["open", "3"]), Some((Kind::Open, 3_u8)));
    }

    #[test]
    fn what_does_not_parse_is_nothing() {
        assert_eq!(read::<MemberId>(&["nope"]), None);
        assert_eq!(read::<u8>(&["300"]), None);
        assert_eq!(read::<Kind>(&["closed"]), None);
        assert_eq!(read::<(u8, u8)>(&["1"]), None);
        assert_eq!(read::<(u8, u8)>(&["1", "2", "3"]), None);
        assert_eq!(read::<u8>(&["1", "2"]), None);
    }
}
