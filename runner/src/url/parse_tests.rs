use super::*;

fn server_url(text: &str) -> ServerUrl {
    match text.parse() {
        Ok(DatabaseUrl::Postgresql(server) | DatabaseUrl::Mysql(server)) => server,
        other => panic!("{text}: {other:?}"),
    }
}

fn file_path(text: &str) -> String {
    match text.parse() {
        Ok(DatabaseUrl::File(file)) => file.path.display().to_string(),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn sqlite_files() {
    assert_eq!(file_path("sqlite:///test.db"), "test.db");
    assert_eq!(file_path("sqlite:////var/lib/test.db"), "/var/lib/test.db");
    assert_eq!(file_path("sqlite+pysqlite:///./a/b.db"), "./a/b.db");
    assert_eq!(file_path("sqlite:data.db"), "data.db");
    assert_eq!(file_path("sqlite://data.db?mode=rwc"), "data.db");
    assert_eq!(file_path("sqlite:///a%20b.db"), "a%20b.db");
    assert_eq!(file_path(r"sqlite:///C:\app\data.db"), r"C:\app\data.db");
}

#[test]
fn sqlite_in_memory_is_refused() {
    for text in [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite::memory:",
        "sqlite:///a?mode=memory",
    ] {
        assert_eq!(
            text.parse::<DatabaseUrl>(),
            Err(UrlError::InMemory),
            "{text}"
        );
    }
}

#[test]
fn servers() {
    let url = server_url("postgresql+psycopg2://scott:tiger@localhost:5433/mydb?sslmode=require");
    assert_eq!(url.host.as_deref(), Some("localhost"));
    assert_eq!(url.port, Some(5433));
    assert_eq!(url.username.as_deref(), Some("scott"));
    assert_eq!(url.password.as_ref().map(Password::reveal), Some("tiger"));
    assert_eq!(url.database.as_deref(), Some("mydb"));
    assert_eq!(
        url.parameters,
        [("sslmode".to_owned(), Password::new("require"))]
    );

    let url = server_url(
        "mariadb+pymysql://root@127.0.0.1/shop?charset=utf8mb4&unix_socket=/run/my.sock",
    );
    assert_eq!(url.username.as_deref(), Some("root"));
    assert_eq!(url.password, None);
    assert_eq!(url.parameters.len(), 2);

    let url = server_url("postgres:///mydb?host=/var/run/postgresql&user=me");
    assert_eq!(url.host.as_deref(), Some("/var/run/postgresql"));
    assert_eq!(url.username.as_deref(), Some("me"));
    assert_eq!(url.database.as_deref(), Some("mydb"));

    let url = server_url("postgresql://me@[::1]:5432/db");
    assert_eq!(url.host.as_deref(), Some("::1"));
    assert_eq!(url.port, Some(5432));
}

#[test]
fn passwords_with_every_kind_of_character() {
    for (written, meant) in [
        ("p%40ss%2Fw%3Ard", "p@ss/w:rd"),
        ("p@ss", "p@ss"),
        ("a/b:c", "a/b:c"),
        ("with?mark", "with?mark"),
        ("%C3%BC", "ü"),
        ("", ""),
    ] {
        let url = server_url(&format!(
            "postgresql://me:{written}@host/db?sslmode=disable"
        ));
        assert_eq!(
            url.password.as_ref().map(Password::reveal),
            Some(meant),
            "{written}"
        );
        assert_eq!(url.host.as_deref(), Some("host"), "{written}");
        assert_eq!(url.database.as_deref(), Some("db"), "{written}");
    }
}

#[test]
fn an_at_sign_in_a_parameter_is_no_password() {
    let url = server_url("postgresql://host/db?application_name=me@work");
    assert_eq!(url.username, None);
    assert_eq!(url.host.as_deref(), Some("host"));
}

#[test]
fn nothing_shows_the_password() {
    for text in [
        "postgresql+psycopg2://scott:tiger@localhost:5433/mydb",
        "mysql://scott@localhost/mydb?password=tiger",
        "mysql://scott:tiger@localhost/mydb?secret_parameter=tiger",
    ] {
        let url: DatabaseUrl = text.parse().unwrap();
        assert!(!format!("{url} {url:?}").contains("tiger"), "{url}");
    }
    let url: DatabaseUrl = "postgresql://scott:tiger@localhost:5433/mydb"
        .parse()
        .unwrap();
    assert_eq!(
        url.to_string(),
        "postgresql://scott:***@localhost:5433/mydb"
    );
    assert!(!format!("{url:?}").contains("tiger"));
}

#[test]
fn faults_do_not_show_the_text() {
    for text in [
        "tiger",
        "oracle://scott:tiger@host/db",
        "postgresql://scott:x@host:tiger/db",
        "postgresql://scott:%ff@host/db",
        "sqlite:///a.db?mode=tiger",
        "sqlite:///file:a.db?uri=true",
    ] {
        let error = text.parse::<DatabaseUrl>().unwrap_err();
        assert!(!error.to_string().contains("tiger"), "{error}");
        assert!(!error.hint().is_empty());
    }
}
